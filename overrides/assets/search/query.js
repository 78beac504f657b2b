// What was typed → what to look for.
//
// A question becomes slots; a slot is met by any one of its alternatives: as typed, or in the words of another region
// (軟體 → 软件). All alternatives stay, because the regional lists also hold words that mean something else elsewhere.

import { pairs, runs, wordForms } from './terms.js'

const SEAM = 0.4 // … and a pair that stands where two words meet
const NAMESAKE = 0.95 // What a page's own title is worth to who asks for it by another of its names
const LONGEST_WORD = 8
const MANY = 10 // Terms of a question: each costs a file, and beyond that every other pair says as much.

/** @typedef {{terms: [string, number][], text: string, exact?: boolean, word?: boolean, less?: number}} Alternative */
/** @typedef {{typed: string, alternatives: Alternative[], han: boolean, glue?: boolean, exact?: boolean}} Slot */

/**
 * What to look for, of a question without operators (those are read in operators.js).
 * @param {string} typed
 * @param {import('./lexicon.js').Lexicon} lexicon
 */
export function parse(typed, lexicon) {
  return { form: lexicon.form.of(typed).trim(), slots: thinned(asking(loose(typed, lexicon))), left: [] }
}

function loose(rest, lexicon) {
  const shown = [...rest]
  const folded = lexicon.form.points(rest)
  const asks = run => lexicon.foreign.has(run.text)
  const slots = []
  const text = folded.join('')
  const where = index => [...text.slice(0, index)].length
  const all = [...runs(text)]
  all.forEach((run, i) => {
    const at = where(run.at)
    const typed = shown.slice(at, at + [...run.text].length).join('')
    if (!run.han) {
      slots.push(word(run.text, typed, lexicon))
      const next = all[i + 1]
      // `risc v` also asks for `riscv`.
      if (next && !next.han && !asks(run) && !asks(next) && text.slice(run.at + run.text.length, next.at) === ' ') {
        slots.push({ typed, han: false, glue: true, alternatives: [{ text: '', terms: [[wordForms(run.text + next.text)[0], 0.5]] }] })
      }
    } else {
      slots.push(...hanSlots([...run.text], [...typed], lexicon))
    }
  })
  return slots
}

/** A question without what only asks (its weight is 0): each term costs a file. But where everything does (为什么), that is the question. */
function asking(slots) {
  const telling = ([, weight]) => weight
  const each = change => slots.map(slot => slot.glue ? slot : { ...slot, alternatives: slot.alternatives.map(one => ({ ...one, terms: change(one.terms) })) })
  if (!slots.some(slot => !slot.glue && slot.alternatives[0].terms.some(telling))) return each(terms => terms.map(([term]) => [term, 1]))
  return each(terms => terms.filter(telling)).filter(slot => slot.alternatives[0].terms.length)
}

/** A long question with fewer terms: no seams, one other reading a word, and of each stretch its telling pairs. */
function thinned(slots) {
  const count = () => slots.reduce((sum, slot) => sum + slot.alternatives[0].terms.length, 0)
  if (count() <= MANY) return slots
  slots = slots.filter(slot => !slot.glue).map(slot => ({ ...slot, alternatives: slot.alternatives.slice(0, 2) }))
  const share = MANY / count()
  return slots.map(slot => ({ ...slot, alternatives: slot.alternatives.map(one => one.terms.length > 2 ? sample(one, share) : one) }))
}

function sample({ text, terms }, share) {
  const strong = terms.filter(([, weight]) => weight === 1)
  const from = strong.length > 2 ? strong : terms
  const many = Math.max(2, Math.round(terms.length * share))
  const kept = from.filter((_, i) => Math.floor(i * many / from.length) !== Math.floor((i - 1) * many / from.length))
  return { text, terms: kept, sampled: kept.length < terms.length }
}

function word(text, typed, lexicon) {
  const [whole, ...parts] = wordForms(text)
  const alternatives = [{ text, terms: [[whole, +!lexicon.foreign.has(text)]] }]
  const smallest = parts.filter(part => part !== whole && !parts.some(other => other !== part && part.includes(other)))
  if (smallest.length) alternatives.push({ text, terms: smallest.map(part => [part, 0.9]) })
  for (const other of lexicon.regional.get(whole) ?? []) alternatives.push(regionally(other, lexicon))
  return { typed, han: false, alternatives }
}

function hanSlots(points, typed, lexicon) {
  // 矽 and 硅 are words only by themselves: inside of others they would match everywhere.
  if (points.length === 1) {
    const words = [points[0], ...lexicon.regional.get(points[0]) ?? []]
    return [{ typed: typed[0], han: true, alternatives: words.map(text => regionally(text, lexicon)) }]
  }
  return cutAtWords(points, lexicon.regional).flatMap(({ at, texts }, i, all) => {
    const slots = []
    if (i > 0) {
      // Where two words meet, in all that they may be: of pages that hold both, those come first that hold them together.
      const met = all[i - 1].texts.flatMap(before => texts.map(text => [...before].at(-1) + [...text][0]))
      const seams = [...new Set(met)].filter(pair => !lexicon.faint(pair)[0]).slice(0, 2)
      if (seams.length) slots.push({ typed: '', han: true, glue: true, alternatives: seams.map(pair => ({ text: '', terms: [[pair, SEAM]] })) })
    }
    const length = [...texts[0]].length
    if (length > 1) {
      slots.push({ typed: typed.slice(at, at + length).join(''), han: true, alternatives: texts.map((text, n) => n ? regionally(text, lexicon) : { ...han(text, lexicon), word: texts.length > 1 }) })
    }
    return slots
  })
}

/** A stretch cut where words stand that other regions say differently: {at, texts}, the typed one first. */
function cutAtWords(points, regional) {
  const found = []
  let start = 0
  const plain = end => {
    if (end > start) found.push({ at: start, texts: [points.slice(start, end).join('')] })
  }
  for (let at = 0; at < points.length;) {
    let length = Math.min(LONGEST_WORD, points.length - at)
    while (length > 1 && !regional.has(points.slice(at, at + length).join(''))) length--
    if (length < 2) {
      at++
      continue
    }
    plain(at)
    const key = points.slice(at, at + length).join('')
    found.push({ at, texts: [key, ...regional.get(key)] })
    start = at += length
  }
  plain(points.length)
  return found
}

/** The question with other names of what it names: whoever asks for a person in pinyin wants the passages too. */
export function alsoCalled(query, forms, lexicon) {
  const slots = query.slots.filter(slot => !slot.glue)
  if (slots.length !== 1 || !forms.length) return query
  const others = forms.filter(text => text !== query.form).map(text => ({ ...alternative(text, lexicon), less: NAMESAKE }))
  return { ...query, slots: query.slots.map(slot => slot === slots[0] ? { ...slot, alternatives: [...slot.alternatives, ...others] } : slot) }
}

const regionally = (text, lexicon) => ({ ...alternative(text, lexicon), exact: true })

function alternative(text, lexicon) {
  const [run, ...more] = runs(text)
  if (run?.han && !more.length) return han(text, lexicon)
  return { text, terms: [...runs(text)].flatMap(one => one.han ? han(one.text, lexicon).terms : [[wordForms(one.text)[0], 1]]) }
}

function han(text, lexicon) {
  if ([...text].length === 1) return { text, terms: [[text, 1]] }
  const faint = lexicon.faint(text)
  return { text, terms: pairs(text).map((pair, i) => [pair, +!faint[i]]) }
}

/**
 * Whether a slot looks like a slip: no alternative has all it needs. Of a longer stretch the pairs that are seams
 * between words are no loss; but each of its characters should stand in one pair that is found.
 */
export function slipped(slot, found) {
  return !slot.glue && !slot.exact && slot.alternatives.every(({ terms, sampled }) => {
    if (sampled) return false
    const strong = terms.map(([, weight]) => weight === 1)
    const missing = terms.map(([term], i) => strong[i] && !found.has(term))
    if (terms.length < 4) return missing.filter(Boolean).length > strong.filter(Boolean).length / 3
    return missing.some((gone, i) => gone && (i + 1 === missing.length || missing[i + 1]))
  })
}

/** All terms a question needs, each once. */
export function termsOf(query) {
  const wanted = new Map()
  for (const slot of query.slots.concat(...query.left)) {
    for (const { terms } of slot.alternatives) for (const [term] of terms) wanted.set(term, /^\p{Script=Han}/u.test(term))
  }
  return wanted
}
