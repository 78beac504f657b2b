// Names that begin, or have a part that begins, with what was typed: in writing, in pinyin, in initials.

import { fileOf } from './files.js'

export const WRITTEN = 0
export const PINYIN = 1
export const INITIALS = 2

/**
 * Pages with such a name: {record, name, how, within, whole, score}, best first.
 * @param {string} key what was typed, as `nameKey` makes it
 * @param fits whether a name's key answers to it
 */
export async function lookUp(key, files, firsts, fits = (name, typed) => name.startsWith(typed)) {
  if (!key || !firsts.length) return []
  const number = fileOf(key, firsts)
  const numbers = [number]
  // A short beginning may run on into the next file.
  if (firsts[number + 1]?.startsWith(key)) numbers.push(number + 1)
  const found = await Promise.all(numbers.map(one => files.json(`n/${one}`)))
  const best = new Map()
  for (const { pages, keys } of found) {
    for (let i = 0; i < keys.length; i += 4) {
      if (!fits(keys[i], key)) continue
      const [text, place, name, code] = keys.slice(i, i + 4)
      const hit = { record: pages[place], name, how: code >> 1, within: Boolean(code & 1), whole: text === key }
      hit.score = worth(hit, key, text)
      const before = best.get(hit.record[0])
      if (!before || before.score < hit.score) best.set(hit.record[0], hit)
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.record[0] - b.record[0])
}

function worth({ how, within, whole, name, record }, key, text) {
  // The title is what a page is about; another name that only begins so, or ends so, is less.
  const written = [100, 80, 70][how] - (within ? 25 : 0) - (!name ? 0 : whole && !within ? 1 : 4)
  // Half a word in pinyin, or half its initials, says little before it is long.
  const begun = whole ? 0 : how === WRITTEN ? name ? 20 : 15 : how === PINYIN ? 20 + 4 * Math.max(0, 4 - key.length) : 35
  return written - begun - 2 * record[2] - Math.min(10, text.length - key.length) / 2
}
