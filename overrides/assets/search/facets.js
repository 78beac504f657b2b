// Filters: by topic, kind of entry and year. Their table is fetched only when somebody filters.

import { meet } from './rank.js'
import { plainText } from './shown.js'
import { nameKey } from './terms.js'

/** Rows of filters, by topic, kind and year, each with how many of `pages` it would leave: [[name, value, label, n], …]. */
export async function facetsOf(index, pages) {
  const { topics, of, kinds, kind, years } = await index.files.json('facets')
  const counted = values => {
    const counts = new Map()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    return counts
  }
  const byTopic = counted(pages.flatMap(page => of[page]))
  const byKind = counted(pages.map(page => kinds[kind[page]]).filter(Boolean))
  const byYear = counted(pages.map(page => years[page]).filter(Boolean))
  return [
    [...byTopic].map(([topic, n]) => ['topic', topics[topic][0], plainText(topics[topic][1], index.number, index.script), n]).sort((a, b) => b[3] - a[3]).slice(0, 12),
    [...byKind].map(([kind, n]) => ['of', kind, kind, n]).sort((a, b) => b[3] - a[3]),
    [...byYear].map(([year, n]) => ['year', year, year, n]).sort((a, b) => b[1] - a[1]).slice(0, 15),
  ]
}

/** Pages that hold something the question excludes. */
function excluded(index, query, found) {
  const pages = new Set()
  for (const slots of query.left) {
    const met = slots.map(slot => meet(slot, found, index.meta.units).met)
    for (const unit of met[0]?.keys() ?? []) if (met.every(one => one.has(unit))) pages.add(index.numbering.of(unit))
  }
  return pages
}

/** What the operators `-…`, `entry:` and `topic:` and the chosen filters leave. */
export async function scoped(index, query, found, { topic, of, year }) {
  const { entry: entries = [], topic: subjects = [] } = query.scopes ?? {}
  const out = excluded(index, query, found)
  const kept = page => !out.has(page)
  if (!topic && !of && !year && !entries.length && !subjects.length) return { allows: kept, all: ranked => ranked.filter(one => kept(one.page)) }
  const table = await index.files.json('facets')
  const named = async (texts, kind) => {
    const hits = await Promise.all(texts.filter(Boolean).map(text => index.lookUp(nameKey(text))))
    return hits.flat().filter(hit => hit.record[2] === kind && !hit.how).map(hit => hit.record)
  }
  const asEntries = await named(entries, 0)
  const asTopics = await named(subjects, 1)
  const urls = new Set(asTopics.map(record => record[1]))
  const pages = new Set([...asEntries, ...asTopics].map(record => record[0]))
  const allows = page => kept(page) && (!topic || table.of[page].some(one => table.topics[one][0] === topic))
    && (!of || table.kinds[table.kind[page]] === of)
    && (!year || table.years[page] === year)
    && (!entries.length || pages.has(page))
    && (!subjects.length || pages.has(page) || (query.slots.length > 0 && table.of[page].some(one => urls.has(table.topics[one][0]))))
  return {
    allows,
    // An operator without any words lists what it names.
    all: ranked => query.slots.length ? ranked.filter(one => allows(one.page))
      : [...pages].map(page => ({ page, units: [{ unit: index.numbering.starts[page], score: 1 }] })),
  }
}
