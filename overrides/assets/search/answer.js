// A question → an answer ready to be shown: names first, then pages with their best places.

import { KINDS, termsOf } from './index.js'
import { alsoCalled, parse, slipped } from './query.js'
import { reasons, showName, showPages } from './show.js'
import { canonical } from './shown.js'

const SHOWN = 10 // Pages at first, and with each "more"
const NAMES = 6
export const OPERATOR = /["“「:：]|(^|\s)-/
const CHANCE = 20_000
const SELDOM = 2_000 // Of so many places one may hold by chance what was meant for a name that sounds so
const SENTENCE = 10 // Characters of a question that is no name or word
const ANSWERED = 0.8 // Of it, by rarity

/**
 * @param {import('./index.js').Index} index
 * @param {{typed: string, filter?: object, pages?: number, facets?: boolean}} question
 * @param {(names: object[]) => void} early is told the names before the rest is looked up
 * @param {() => boolean} stale whether a newer question was asked meanwhile
 */
export async function answer(index, { typed, filter = {}, pages = SHOWN, facets = false }, early, stale) {
  const operators = OPERATOR.test(typed) ? await import('./operators.js') : null
  let query = (operators?.operated ?? parse)(typed, index.lexicon)
  const plain = !query.strict && query.slots.length
  // Names first: they can be shown while the rest is under way, and a browser may ask for six files at once.
  const named = plain ? index.names(query) : []
  let looked = index.terms(termsOf(query), query.whole)
  looked.catch(() => {})
  let hits = await named
  if (stale()) return
  const show = list => list.map(hit => showName(index, query, hit))
  const tell = () => filtered(filter) || early(show(chosen(hits)))
  tell()
  const titles = hits.filter(hit => hit.whole && !hit.within && (hit.how || hit.name)).slice(0, 2).map(hit => index.form.of(canonical(hit.record[4])))
  if (titles.length) {
    query = alsoCalled(query, titles, index.lexicon)
    looked = index.terms(termsOf(query))
  }
  let found = await looked
  const unnamed = plain && !hits.some(hit => hit.score >= 60)
  const slip = unnamed && lacking(index, query, found) && !answered(index, query, found)
  if (slip) {
    const { mended } = await import('./near.js')
    ;({ query, found, hits } = await mended(index, query, found, hits))
    if (stale()) return
    tell()
  }
  let ranked = index.rank(query, found, plain ? await index.namedIn(query, found) : new Set())
  if (unnamed && !slip && ranked.filter(one => one.cover > 0.99).length <= index.meta.units / SELDOM) {
    const { heardNames } = await import('./near.js')
    hits = await heardNames(index, query, hits)
  }
  const more = filtered(filter) || facets || query.scoped
  const { facetsOf, scoped } = more ? await import('./facets.js') : {}
  if (more) {
    const scope = await scoped(index, query, found, filter)
    hits = hits.filter(hit => scope.allows(hit.record[0]))
    ranked = scope.all(ranked)
  }
  const names = show(chosen(hits))
  const counts = count(index, ranked, names)
  const inKind = page => !filter.kind || KINDS[index.kindOf(page)] === filter.kind
  const onTop = new Set(names.map(one => one.page))
  const below = ranked.filter(one => inKind(one.page) && !(onTop.has(one.page) && !filter.kind))
  // What is named above need not be shown again, and every page shown costs a file.
  const room = Math.max(pages - (filter.kind ? 0 : names.length), SHOWN / 2)
  let groups = await showPages(index, query, below.slice(0, room))
  if (query.strict) groups = operators.exactly(index, query, groups)
  if (stale()) return
  return {
    typed, counts, more: below.length > room,
    total: Object.values(counts).reduce((sum, one) => sum + one, 0),
    names: filter.kind ? [] : names,
    groups,
    why: reasons(index, query, names, groups),
    facets: facets ? await facetsOf(index, ranked.filter(one => inKind(one.page)).map(one => one.page)) : null,
  }
}

// Whether some word of the question stands nowhere on the site, however it is said, or next to nowhere on a large one:
// among millions of characters any two meet by chance. A word that regions say each in its way is no slip.
function lacking({ meta }, { slots }, found) {
  const least = slots.length === 1 && slots[0].alternatives.length === 1 ? meta.units / CHANCE : 0
  const there = { has: term => found.get(term)?.count > least }
  return slots.some(slot => slipped(slot, there))
}

// Of a sentence some pairs are the asker's own: where one page has nearly all of it, what is missing is no slip.
const answered = (index, query, found) => [...query.form].length >= SENTENCE && index.rank(query, found, new Set()).some(one => one.cover >= ANSWERED)

const filtered = filter => Object.values(filter).some(Boolean)

// A source or another page is a name only to whoever types its title.
const chosen = hits => hits.filter(hit => hit.record[2] < 2 || hit.score >= 75 || hit.near).slice(0, NAMES)

function count(index, ranked, names) {
  const counts = Object.fromEntries(KINDS.map(name => [name, 0]))
  for (const page of new Set([...ranked, ...names].map(one => one.page))) counts[KINDS[index.kindOf(page)]]++
  return counts
}
