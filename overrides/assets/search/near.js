// Slips: what else may have been meant, asked only where nothing fits. Homophones for Han, near spellings for words.

import { best } from './index.js'
import { fileOf } from './files.js'
import { pairs, nameKey, wordForms } from './terms.js'
import { slipped, termsOf } from './query.js'

const LESS = 0.85 // What a correction is worth beside what was typed
const LONGEST_WORD = 4

/** The question with corrections as further alternatives, and the postings it needs. */
export async function corrected(index, query, found) {
  const slots = await Promise.all(query.slots.map(async slot => {
    if (!slipped(slot, found)) return slot
    const others = slot.han ? await soundalikes(index, slot.alternatives[0].text, found) : await spellings(index, slot, found)
    return { ...slot, alternatives: [...slot.alternatives, ...others] }
  }))
  const wanted = termsOf({ ...query, slots })
  for (const term of found.keys()) wanted.delete(term)
  return { query: { ...query, slots }, found: new Map([...found, ...await index.terms(wanted)]) }
}

/** Words that sound like a part of the stretch in which the index has no pair. */
async function soundalikes(index, text, found) {
  const points = [...text]
  const missing = pairs(text).map(pair => !found.has(pair))
  if (!missing.some(Boolean)) return []
  // A character in no pair that is found is most likely the slip; else any in a pair that is not.
  const gone = at => (missing[at - 1] ?? true) && (missing[at] ?? true)
  const lost = points.map((_, at) => gone(at))
  const suspects = lost.some(Boolean) ? lost : points.map((_, at) => Boolean(missing[at - 1] || missing[at]))
  const sounds = await sounding(index)
  const out = []
  for (let length = Math.min(LONGEST_WORD, points.length); length > 1; length--) {
    for (let at = 0; at + length <= points.length; at++) {
      if (!suspects.slice(at, at + length).some(Boolean)) continue
      const word = points.slice(at, at + length)
      for (const other of await saidAlike(index, word.map(char => sounds.get(char) ?? '?').join(' '))) {
        if (other === word.join('')) continue
        const whole = [...points.slice(0, at), ...other, ...points.slice(at + length)].join('')
        const terms = pairs(whole).filter((_, i) => i >= at - 1 && i < at + length)
        out.push({ text: whole, terms: pairs(whole).map(pair => [pair, terms.includes(pair) || found.has(pair) ? 1 : 0.3]), less: LESS })
      }
    }
    if (out.length) break
  }
  return out.slice(0, 3)
}

async function sounding(index) {
  return index.files.get('sounds', bytes => {
    const sounds = new Map()
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      const [sound, characters] = line.split(' ')
      for (const char of characters ?? '') sounds.set(char, sound)
    }
    return sounds
  })
}

/** The words of the site with this pronunciation (syllables with spaces between). */
async function saidAlike(index, sound) {
  if (sound.includes('?') || !index.meta.sounds.length) return []
  const lines = await index.files.lines(`s/${fileOf(sound, index.meta.sounds)}`)
  const line = lines.split('\n').find(one => one.startsWith(`${sound}\t`))
  return line ? line.split('\t')[1].split(' ') : []
}

async function spellings(index, slot, found) {
  const [word] = wordForms(slot.alternatives[0].text)
  if (found.has(word) || word.length < 4 || !index.meta.words.length) return []
  const held = await index.files.terms(index.wordFile(word))
  const most = word.length > 6 ? 2 : 1
  return [...held].map(([other, { count }]) => ({ other, count, far: distance(word, other, most) }))
    .filter(({ far }) => far <= most).sort((a, b) => a.far - b.far || b.count - a.count).slice(0, 3)
    .map(({ other }) => ({ text: other, terms: [[other, 1]], less: LESS }))
}

/** Names that sound or are spelt nearly as typed, marked `near`, behind those already found. */
export async function nearNames(index, query, hits) {
  const key = nameKey(query.form)
  if (key.length < 2) return hits
  const sounds = /\p{Script=Han}/u.test(key) ? await sounding(index) : new Map()
  const said = [...key].map(char => sounds.get(char) ?? char).join('')
  const near = said === key ? [] : (await index.lookUp(said)).filter(hit => hit.how === 1 && (hit.whole || said.length > 5))
  if (key.length > 3 || said !== key) near.push(...await misspelt(index, key), ...(said === key ? [] : await misspelt(index, said)))
  return best([...hits, ...near.map(hit => ({ ...hit, near: true, score: hit.score - 20 }))]).slice(0, 12)
}

async function misspelt(index, key) {
  const { names: firsts } = index.meta
  if (!firsts.length || key.length < 3) return []
  const most = key.length > 6 ? 2 : 1
  const { pages, keys } = await index.files.json(`n/${fileOf(key, firsts)}`)
  const out = []
  for (let i = 0; i < keys.length; i += 4) {
    if (keys[i + 3] > 3) continue
    const far = distance(key, keys[i], most)
    if (far <= most) out.push({ record: pages[keys[i + 1]], name: keys[i + 2], how: keys[i + 3] >> 1, within: Boolean(keys[i + 3] & 1), whole: true, score: 80 - 12 * far - 15 * (keys[i + 3] & 1) })
  }
  return out
}

/** Optimal string alignment: insertions, deletions, substitutions, neighbours exchanged; more than `most` is Infinity. */
export function distance(a, b, most) {
  const [x, y] = [[...a], [...b]]
  if (Math.abs(x.length - y.length) > most) return Infinity
  let [before, last] = [[], y.map((_, j) => j)]
  last.push(y.length)
  for (let i = 1; i <= x.length; i++) {
    const row = [i]
    for (let j = 1; j <= y.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x[i - 1] !== y[j - 1]))
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > most) return Infinity
    ;[before, last] = [last, row]
  }
  return last[y.length] <= most ? last[y.length] : Infinity
}
