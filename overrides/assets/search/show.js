// Pages and names as they are shown: in the reader's script, with marks, with the place a result leads to.

import { KINDS } from './index.js'
import { canonical, excerpt, pieces, plainText } from './shown.js'
import { runs, wordForms } from './terms.js'

const PLACES = 3 // Passages shown of one page
const ROOM = 88 // Code points of an excerpt

/** The pages of `ranked`, at the cost of one small file of texts each. */
export async function showPages(index, query, ranked) {
  const wanted = wantedOf(query)
  return Promise.all(ranked.map(async one => {
    const places = await placesOf(index, one, wanted)
    const [number, , kind, of, title, year] = places[0].page
    return { page: number, title: marked(index, title, wanted), kind: KINDS[kind], of, year, places }
  }))
}

/** A name found for what was typed. */
export function showName(index, query, hit) {
  const [page, url, kind, of, title, names, wrong] = hit.record
  return {
    page, url: new URL(url, index.site).href, kind: KINDS[kind], of, score: hit.score, near: hit.near,
    title: marked(index, title, wantedOf(query)), also: hit.name ? plainText(names[hit.name - 1], index.number, index.script) : '', wrong: wrong.includes(hit.name),
  }
}

/** What was typed and what was found for it, where the one does not show in the other: [[軟體, 软件]]. */
export function reasons(index, query, names, groups) {
  const { form } = index
  const asked = query.form.replace(/\s+/g, '')
  const reasons = new Map()
  const marked = [...names.flatMap(name => name.title), ...groups.flatMap(group => group.places.flatMap(place => place.found))]
  for (const { text, from, torn } of marked.filter(piece => piece.marked)) {
    const shown = form.of(text)
    const source = form.of(from)
    if (asked.includes(shown.replace(/\s+/g, ''))) continue
    for (const { glue, typed, alternatives } of query.slots) {
      const met = glue ? null : alternatives.find(one => one.text.length > 1 && source.includes(one.text))
      if (!met || shown.includes(alternatives[0].text)) continue
      // The word alone where it can be told from its neighbours; a variant may say it with more or fewer characters.
      const at = source.indexOf(met.text)
      const word = text.length === from.length ? text.slice(at, at + met.text.length) : text
      // A stretch across two words of the variant (開原 of 公開原始碼) is none, unless it is known for one.
      if (torn && !alternatives.some(one => one.text === form.of(word))) continue
      if (!reasons.has(typed + form.of(word))) reasons.set(typed + form.of(word), [typed, word])
    }
  }
  return [...reasons.values()].slice(0, 4)
}

async function placesOf(index, one, wanted) {
  const head = index.numbering.starts[one.page]
  const worthy = one.units.filter(unit => unit.score >= one.units[0].score * 0.6 && unit.unit !== head).slice(0, PLACES)
  const file = index.texts.of(worthy[0]?.unit ?? head)
  const { pages, units } = await index.files.json(`t/${file}`)
  const places = [{ unit: head }, ...worthy].filter(({ unit }) => index.texts.of(unit) === file).map(({ unit }) => {
    const [page, ...row] = units[unit - index.texts.starts[file]]
    return { ...placed(index, pages[page], row, wanted), head: unit === head }
  })
  // The first lines of a page stand for it where nothing else does, or where they hold more of what was asked.
  const held = place => new Set(place.found.map(piece => piece.from)).size
  const others = places.filter(place => !place.head)
  const first = places.filter(place => place.head && others.every(other => held(other) < held(place))).slice(0, 1)
  return [...first, ...others].slice(0, PLACES)
}

function placed(index, page, [anchor, heading, text], wanted) {
  const all = marked(index, text, wanted)
  const found = all.filter(piece => piece.marked && piece.text)
  const url = new URL(page[1], index.site)
  for (const term of new Set(found.slice(0, 12).map(piece => piece.text))) url.searchParams.append('h', term)
  url.hash = anchor
  return { page, url: url.href, heading: plainText(heading, index.number, index.script), pieces: excerpt(all, ROOM), found, form: index.form.of(canonical(text)) }
}

/** What is marked: the terms of what was typed, and words of other regions as a whole. */
function wantedOf(query) {
  const all = query.slots.filter(slot => !slot.glue).flatMap(slot => slot.alternatives)
  return { terms: new Set(all.flatMap(one => one.exact ? [] : one.terms.map(([term]) => term))), words: all.filter(one => one.exact).map(one => one.text) }
}

function marked(index, shown, wanted) {
  return pieces(shown, index.number, index.script, marks(index.form, canonical(shown), wanted))
}

/** For each code point whether a term of the question stands there. */
function marks(form, text, { terms, words }) {
  const points = form.points(text)
  const found = []
  const folded = points.join('')
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const from = [...folded.slice(0, at)].length
      for (let i = 0; i < [...word].length; i++) found[from + i] = true
    }
  }
  let point = 0
  let unit = 0
  for (const run of runs(folded)) {
    for (; unit < run.at; point++) unit += points[point].length
    const own = [...run.text]
    if (!run.han) {
      if (wordForms(run.text).some(word => terms.has(word))) own.forEach((_, i) => { found[point + i] = true })
    } else {
      own.forEach((char, i) => {
        if (terms.has(char)) found[point + i] = true
        if (i + 1 < own.length && terms.has(char + own[i + 1])) found[point + i] = found[point + i + 1] = true
      })
    }
  }
  return found
}
