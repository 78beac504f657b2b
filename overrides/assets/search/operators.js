// What people who like operators type: "…" exactly so, -… without, entry:… and topic:…; loaded where one may stand.

import { parse, termsOf } from './query.js'
import { pairs, runs, wordForms } from './terms.js'

/**
 * The question as `parse` gives it, and besides: `exact` phrases (in searched form), the slots of each stretch that is
 * `left` out, the terms of which every unit matters (`whole`), and what stands behind entry: and topic: (`scopes`).
 * @param {string} typed
 * @param {import('./lexicon.js').Lexicon} lexicon
 */
export function operated(typed, lexicon) {
  const { form } = lexicon
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
  const query = parse(rest, lexicon)
  const slots = exact.flatMap(phrase)
  const left = excluded.filter(Boolean).map(phrase)
  return {
    ...query, slots: slots.concat(query.slots), exact, left, scopes,
    whole: new Set(termsOf({ slots, left }).keys()),
    strict: exact.length + left.length > 0,
    scoped: left.length + scopes.entry.length + scopes.topic.length > 0,
  }
}

/** Exactly so: all terms of a stretch, and how it goes on into the next one, as publish/search/occurrences.py writes it. */
export function phrase(text) {
  const slot = (typed, han, terms) => ({ typed, han, exact: true, alternatives: [{ text: typed, terms: terms.map(term => [term, 1]) }] })
  const all = [...runs(text)]
  return all.flatMap((run, i) => {
    const next = all[i + 1]
    const joint = next && /^ ?$/.test(text.slice(run.at + run.text.length, next.at)) && joined(run, next)
    const terms = !run.han ? [wordForms(run.text)[0]] : [...run.text].length > 1 ? pairs(run.text) : [run.text]
    return [slot(run.text, run.han, terms), ...joint ? [slot('', false, [joint])] : []]
  })
}

function joined(run, next) {
  const [word] = wordForms(run.han ? next.text : run.text)
  return run.han ? `${word} ${[...run.text].at(-1)}` : next.han ? word + [...next.text][0] : `${word} ${wordForms(next.text)[0]}`
}

/** Those of `groups` in which the exact phrases, which the terms can only suggest, really stand. */
export function exactly(index, { exact }, groups) {
  const close = text => text.replace(/\s+/g, '')
  const title = group => index.form.of(group.title.map(piece => piece.from).join(''))
  const holds = (group, text) => [title(group), ...group.places.map(place => place.form)].some(one => close(one).includes(text))
  return groups.filter(group => exact.map(close).every(text => holds(group, text)))
}
