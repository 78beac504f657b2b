// What was typed → what to look for.
//
// A question becomes slots; a slot is met by any one of its alternatives: as typed, or in the words of another region
// (軟體 → 软件). All alternatives stay, because the regional lists also hold words that mean something else elsewhere.

import { pairs, runs, wordForms } from './terms.js'

// Characters that ask or join: a pair with one of them says little.
const WEAK = new Set('的了是吗呢吧么什怎哪谁何为被把和与及或在有也都就很之其这那个些由从到用')
const FAINT = 0.15
const NAMESAKE = 0.95 // What a page's own title is worth to who asks for it by another of its names
const LONGEST_KEY = 8
const MANY = 10 // Terms of a question: each costs a file, and beyond that every other pair says as much.

/** @typedef {{terms: [string, number][], text: string}} Alternative */
/** @typedef {{typed: string, alternatives: Alternative[], han: boolean, glue?: boolean, exact?: boolean}} Slot */

/** Words of other regions, from the second half of the index's table. */
export function regionalWords(lines) {
  return new Map(lines.split('\n').filter(Boolean).map(line => {
    const [word, ...others] = line.split(' ')
    return [word, others]
  }))
}

/**
 * @param {string} typed
 * @param {import('./form.js').Form} form
 * @param {Map<string, string[]>} regional
 */
export function parse(typed, form, regional) {
  const scopes = { entry: [], topic: [] }
  const excluded = []
  const exact = []
  const rest = typed
    .replace(/(^|\s)(-?)(entry|topic|名称|名稱|主题|主題)[:：]("[^"]*"|\S*)/gi, (_, before, minus, scope, value) => {
      scopes[/^(entry|名)/i.test(scope) ? 'entry' : 'topic'].push(form.of(value.replaceAll('"', '')))
      return before
    })
    .replace(/(^|\s)-(["“「][^"”」]*["”」]?|[^\s-]\S*)/g, (_, before, value) => {
      excluded.push(form.of(value.replace(/["“”「」]/g, '')))
      return before
    })
    .replace(/["“「]([^"”」]+)["”」]/g, (_, value) => {
      exact.push(form.of(value))
      return ' '
    })
  const slots = exact.flatMap(text => phrase(text)).concat(thinned(loose(rest, form, regional)))
  return { typed, form: form.of(rest).trim(), slots, exact, excluded: excluded.filter(Boolean), scopes }
}

function phrase(text) {
  return [...runs(text)].map(run => ({
    typed: run.text, han: run.han, exact: true,
    alternatives: [run.han ? han(run.text) : { text: run.text, terms: [[wordForms(run.text)[0], 1]] }],
  }))
}

function loose(rest, form, regional) {
  const shown = [...rest]
  const folded = form.points(rest)
  const slots = []
  const text = folded.join('')
  const where = index => [...text.slice(0, index)].length
  const all = [...runs(text)]
  all.forEach((run, i) => {
    const at = where(run.at)
    const typed = shown.slice(at, at + [...run.text].length).join('')
    if (!run.han) {
      slots.push(word(run.text, typed, regional))
      const next = all[i + 1]
      // `risc v` also asks for `riscv`.
      if (next && !next.han && text.slice(run.at + run.text.length, next.at) === ' ') {
        slots.push({ typed, han: false, glue: true, alternatives: [{ text: '', terms: [[wordForms(run.text + next.text)[0], 0.5]] }] })
      }
    } else {
      slots.push(...hanSlots([...run.text], [...typed], regional))
    }
  })
  return slots
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

function word(text, typed, regional) {
  const [whole, ...parts] = wordForms(text)
  const alternatives = [{ text, terms: [[whole, 1]] }]
  const smallest = parts.filter(part => part !== whole && !parts.some(other => other !== part && part.includes(other)))
  if (smallest.length) alternatives.push({ text, terms: smallest.map(part => [part, 0.9]) })
  for (const other of regional.get(whole) ?? []) alternatives.push(han(other))
  return { typed, han: false, alternatives }
}

function hanSlots(points, typed, regional) {
  // 矽 and 硅 are words only by themselves: inside of others they would match everywhere.
  if (points.length === 1) {
    return [{ typed: typed[0], han: true, alternatives: [points[0], ...regional.get(points[0]) ?? []].map(alternative) }]
  }
  const slots = []
  let start = 0
  const plain = end => {
    if (end - start > 1 || (end - start === 1 && (!slots.length && end === points.length))) {
      slots.push({ typed: typed.slice(start, end).join(''), han: true, alternatives: [han(points.slice(start, end).join(''))] })
    }
  }
  const glue = at => {
    if (at > 0 && at < points.length) {
      slots.push({ typed: '', han: true, glue: true, alternatives: [{ text: '', terms: [[points[at - 1] + points[at], 0.4]] }] })
    }
  }
  for (let at = 0; at < points.length;) {
    let length = Math.min(LONGEST_KEY, points.length - at)
    while (length > 1 && !regional.has(points.slice(at, at + length).join(''))) length--
    if (length < 2) {
      at++
      continue
    }
    plain(at)
    glue(at)
    const key = points.slice(at, at + length).join('')
    slots.push({
      typed: typed.slice(at, at + length).join(''), han: true,
      alternatives: [han(key), ...regional.get(key).map(other => alternative(other))],
    })
    start = at += length
    glue(at)
  }
  plain(points.length)
  // Two glued neighbours name the same pair twice.
  return slots.filter((slot, i) => !slot.glue || i === 0 || slots[i - 1].alternatives[0].terms[0][0] !== slot.alternatives[0].terms[0][0])
}

/** The question with other names of what it names: whoever asks for a person in pinyin wants the passages too. */
export function alsoCalled(query, forms) {
  const slots = query.slots.filter(slot => !slot.glue)
  if (slots.length !== 1 || !forms.length) return query
  const others = forms.filter(text => text !== query.form).map(text => ({ ...alternative(text), less: NAMESAKE }))
  return { ...query, slots: query.slots.map(slot => slot === slots[0] ? { ...slot, alternatives: [...slot.alternatives, ...others] } : slot) }
}

function alternative(text) {
  const [run, ...more] = runs(text)
  if (run?.han && !more.length) return han(text)
  return { text, terms: [...runs(text)].flatMap(one => one.han ? han(one.text).terms : [[wordForms(one.text)[0], 1]]) }
}

function han(text) {
  const points = [...text]
  if (points.length === 1) return { text, terms: [[text, 1]] }
  let found = pairs(text).map(pair => [pair, [...pair].some(char => WEAK.has(char)) ? FAINT : 1])
  // A question of weak characters only (为什么) is still a question.
  if (found.every(([, weight]) => weight < 1)) found = found.map(([pair]) => [pair, 1])
  return { text, terms: found }
}

/**
 * Whether a slot looks like a slip: no alternative has all it needs. Of a longer stretch the pairs that are seams
 * between words are no loss; but each of its characters should stand in one pair that is found.
 */
export function slipped(slot, found) {
  return !slot.glue && !slot.exact && slot.alternatives.every(({ terms, sampled }) => {
    if (sampled) return false
    const has = terms.map(([term]) => found.has(term))
    const strong = terms.map(([, weight], i) => weight === 1 && !has[i])
    if (terms.length < 4) return strong.filter(Boolean).length > terms.length / 3
    return strong.some((missing, i) => missing && (i + 1 === strong.length || strong[i + 1]))
  })
}

/** Those of which every unit matters: of phrases, and of what is left out. */
export function wholeTerms(query) {
  return new Set(termsOf({ slots: query.slots.filter(slot => slot.exact), excluded: query.excluded }).keys())
}

/** All terms a question needs, each once. */
export function termsOf(query) {
  const wanted = new Map()
  for (const slot of query.slots) {
    for (const { terms } of slot.alternatives) for (const [term] of terms) wanted.set(term, slot.han || /^\p{Script=Han}/u.test(term))
  }
  for (const text of query.excluded) {
    for (const run of runs(text)) {
      for (const term of run.han && run.text.length > 1 ? pairs(run.text) : [run.han ? run.text : wordForms(run.text)[0]]) wanted.set(term, run.han)
    }
  }
  return wanted
}
