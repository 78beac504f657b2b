// Names that were typed with a slip: a letter or character wrong, missing, too many or changed with its neighbour, or
// a character for another that sounds the same.

import { fileOf } from './files.js'
import { best } from './index.js'
import { PINYIN, WRITTEN } from './names.js'
import { canonical } from './shown.js'
import { slurred, sounding, spelt } from './sounds.js'
import { nameKey } from './terms.js'

const FILES = 10 // Files of names that are looked through
const REACH = 12 // How far into a name the first slip may stand
const LONGEST = 32 // What is longer, or asks something, is no name
const SYLLABLE = /^(?:[zcs]h|[^aeiouv])[aeiouv]/
const HAN = /\p{Script=Han}/u
const WORD = /^\p{Script=Han}{2,8}$/u

/**
 * Names that sound or are spelt nearly as typed, marked `near`, behind those already found.
 * @param {Promise<boolean>} settled whether words were found for all that was typed
 */
export async function nearNames(index, query, hits, settled) {
  const key = nameKey(query.form)
  if ([...key].length < 2 || [...key].length > LONGEST || query.form.search(index.lexicon.phrase) >= 0) return hits
  const reading = sounding(index)
  // Its files are asked for while the sounds are under way. What fails is told once, by who waits for it first.
  const asTyped = misspelt(index, key, reading)
  asTyped.catch(() => {})
  const sounds = await reading
  const said = HAN.test(key) ? spelt(key, sounds) : key
  const asSaid = said !== key ? index.lookUp(said) : Promise.resolve([])
  asSaid.catch(() => {})
  // As it is written first: only where nothing is near is it worth more files to go by the ear.
  const near = await asTyped
  if (said !== key && !near.length) {
    near.push(...(await asSaid).filter(hit => hit.how <= PINYIN && (hit.whole || said.length > 5)))
    // What was written in characters was hardly misspelt as well: one letter is the most, and only if no word sounds so.
    if (!near.length && !await settled) near.push(...await misspelt(index, said, reading, 1))
  }
  return behind(hits, near)
}

/** Names that sound just as what was typed, which does stand here and there: 麦克来恩, of two words that met by chance. */
export async function heardNames(index, query, hits) {
  const key = nameKey(query.form)
  if (!WORD.test(key) || query.form.search(index.lexicon.phrase) >= 0) return hits
  const said = spelt(key, await sounding(index))
  return behind(hits, (await index.lookUp(said)).filter(hit => hit.how <= PINYIN && hit.whole && !hit.within))
}

const behind = (hits, near) => best([...hits, ...near.map(hit => ({ ...hit, near: true, score: hit.score - 20 }))]).slice(0, 12)

async function misspelt(index, key, reading, allowed = 2) {
  const { firsts } = index
  const length = [...key].length
  const han = HAN.test(key)
  if (!firsts.length || (length < 3 && !han)) return []
  const most = length > 6 ? allowed : 1
  const out = []
  const look = async (probe, from) => {
    const [{ pages, keys }, sounds] = await Promise.all([index.files.json(`n/${fileOf(probe, firsts)}`), reading])
    for (let i = 0; i < keys.length; i += 4) {
      const [text, place, name, code] = keys.slice(i, i + 4)
      const how = code >> 1
      const within = Boolean(code & 1)
      if (how > PINYIN || (from ? !within || !slurred(text).startsWith(slurred(probe)) : within && han)) continue
      const record = pages[place]
      // What stands before the part that was found is compared too.
      const whole = from ? entire(index, record, name, how, sounds) : text
      const far = nearness(key, whole, most)
      if (far <= most && (length > 2 || kept(key, whole))) out.push({ record, name, how, within: within && !from, whole: true, score: 80 - 12 * far - (within && !from ? 15 : 0) })
    }
  }
  const places = new Map(probesOf([...key], han).map(([probe, from]) => [`${fileOf(probe, firsts)} ${from ? probe : ''}`, [probe, from]]))
  await Promise.all([...places.values()].slice(0, FILES).map(place => look(...place)))
  return out
}

/** Where a name may stand that was meant by `points`: as typed, with its beginning mended, by a part after the slip. */
function probesOf(points, han) {
  const [first, second, ...rest] = points
  const probes = [[points.join(''), false], [points.slice(0, han ? 2 : 4).join(''), false], [[second, first, ...rest].join(''), false]]
  if (han) probes.push([[first, ...rest.slice(0, 1), second, ...rest.slice(1)].join(''), false], [first, false])
  else if ('zcs'.includes(first)) probes.push([second === 'h' ? first + rest.join('') : [first, 'h', second, ...rest].join(''), false])
  // A part that stands after the slip leads to the name, however far after: a few reach as far as all of them.
  const starts = points.map((_, at) => at).slice(1, -1).slice(0, REACH).filter(at => han || SYLLABLE.test(points.slice(at).join('')))
  for (const at of new Set([1, 0, starts.length >> 1, starts.length - 1].map(place => starts[place]))) {
    if (at) probes.push([points.slice(at).join(''), true])
  }
  return probes
}

function entire(index, record, name, how, sounds) {
  const text = index.form.of(canonical(name ? record[5][name - 1] : record[4]))
  return how === WRITTEN ? nameKey(text) : spelt(text, sounds)
}

/** Slips between two spellings; one that is only of the ear is half of one. */
function nearness(key, text, most) {
  const far = distance(key, text, most)
  if (far < 1) return far
  const ear = distance(slurred(key), slurred(text), most)
  return Math.min(far, ear + 0.5)
}

// Of two characters anything is one slip away: the first and the last must stand.
const kept = (key, text) => [...key][0] === [...text][0] && [...key].at(-1) === [...text].at(-1)

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
