// Slips: what else may have been meant, asked only where nothing fits. Homophones for Han; for words near spellings,
// words that begin so, and Han words that are spelt so in pinyin.

import { distance, heardNames, nearNames } from './slips.js'
import { saidAlike, sounding, syllables } from './sounds.js'
import { pairs, wordForms } from './terms.js'
import { slipped, termsOf } from './query.js'

const LESS = 0.85 // What a correction is worth beside what was typed
const LONGEST_WORD = 4
const CHOICES = 3
const BORDER = /[ \p{Script=Han}]/u // What only an exact phrase asks for

/** The question with corrections, the postings it needs, and the names that may have been meant, behind `hits`. */
export async function mended(index, query, found, hits) {
  const correcting = corrected(index, query, found)
  const settled = correcting.then(now => !now.query.slots.some(slot => slipped(slot, now.found)), () => true)
  const [now, names] = await Promise.all([correcting, nearNames(index, query, hits, settled)])
  return { ...now, hits: names }
}

/** The question with corrections as further alternatives, and the postings it needs. */
async function corrected(index, query, found) {
  const slots = await Promise.all(query.slots.map(async slot => {
    if (!slipped(slot, found)) return slot
    const others = slot.han ? await soundalikes(index, slot.alternatives[0], found)
      : [...await spellings(index, slot), ...await spoken(index, slot)]
    return { ...slot, alternatives: [...slot.alternatives, ...others] }
  }))
  const wanted = termsOf({ ...query, slots })
  for (const term of found.keys()) wanted.delete(term)
  return { query: { ...query, slots }, found: new Map([...found, ...await index.terms(wanted)]) }
}

/** Words that sound like a part of the stretch in which the index has no pair. */
async function soundalikes(index, { text, terms: asked }, found) {
  const points = [...text]
  const weights = new Map(asked)
  const missing = pairs(text).map(pair => weights.get(pair) === 1 && !found.has(pair))
  if (!missing.some(Boolean)) return []
  // A character in no pair that is found is most likely the slip; else any in a pair that is not.
  const gone = at => (missing[at - 1] ?? missing[at]) && (missing[at] ?? missing[at - 1])
  const lost = points.map((_, at) => gone(at))
  const suspects = lost.some(Boolean) ? lost : points.map((_, at) => Boolean(missing[at - 1] || missing[at]))
  const sounds = await sounding(index)
  const instead = async (at, length) => {
    const word = points.slice(at, at + length)
    const others = await saidAlike(index, word.map(char => sounds.get(char) ?? '?').join(' '))
    return others.filter(other => other !== word.join('')).map(other => {
      const whole = [...points.slice(0, at), ...other, ...points.slice(at + length)].join('')
      const terms = pairs(whole).filter((_, i) => i >= at - 1 && i < at + length)
      return { text: whole, terms: pairs(whole).map(pair => [pair, terms.includes(pair) || found.has(pair) ? 1 : 0.3]), less: LESS }
    })
  }
  // The longest word counts, but all are looked for at once: most stand in the same few files.
  const byLength = await Promise.all(Array.from({ length: Math.min(LONGEST_WORD, points.length) - 1 }, (_, i) => i + 2).reverse().map(async length => {
    const starts = points.map((_, at) => at).filter(at => at + length <= points.length && suspects.slice(at, at + length).some(Boolean))
    return (await Promise.all(starts.map(at => instead(at, length)))).flat()
  }))
  const out = byLength.find(some => some.length) ?? []
  return out.sort((a, b) => a.text < b.text ? -1 : 1).slice(0, CHOICES)
}

/** Words spelt nearly so, and words that begin so. */
async function spellings(index, slot) {
  const [word] = wordForms(slot.alternatives[0].text)
  if (word.length < 3 || !index.words.length) return []
  const held = await index.files.terms(index.wordFile(word))
  const most = word.length > 6 ? 2 : word.length > 3 ? 1 : 0
  const far = other => Math.min(distance(word, other, most), other.startsWith(word) ? 1 : Infinity)
  return [...held].map(([other, { count }]) => ({ other, count, far: far(other) }))
    .filter(one => one.far < Infinity && !BORDER.test(one.other)).sort((a, b) => a.far - b.far || b.count - a.count).slice(0, CHOICES)
    .map(({ other }) => ({ text: other, terms: [[other, 1]], less: LESS }))
}

/** Han words of the site that are said as a word is spelt: guangkeji. */
async function spoken(index, slot) {
  const word = slot.alternatives[0].text
  if (!/^[a-z]{4,24}$/.test(word)) return []
  const out = []
  for (const way of syllables(word, await sounding(index))) {
    if (out.length < CHOICES) out.push(...await said(index, way))
  }
  return [...new Set(out)].slice(0, CHOICES).map(text => ({ text, terms: pairs(text).map(pair => [pair, 1]), less: LESS }))
}

/** The words that a row of syllables may be; of a longer row each part. */
async function said(index, way) {
  if (way.length < 2) return []
  for (let length = Math.min(LONGEST_WORD, way.length); length > 1; length--) {
    const words = await saidAlike(index, way.slice(0, length).join(' '))
    if (words.length && length === way.length) return words
    const rest = words.length ? await said(index, way.slice(length)) : []
    if (rest.length) return [words[0] + rest[0]]
  }
  return []
}

/** What a slip will need, fetched before there is one. */
export const prepare = index => sounding(index)

export { heardNames }
