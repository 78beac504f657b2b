// Keeps the index away from the page's own thread. Messages in: {warm} and {ask}; out: {id, …}, the last one `done`.

import { Index, KINDS, NAMES, SHOWN, reasons } from './answer.js'
import { Stale } from './files.js'

const FORMAT = 1
let opened
let last = 0

async function open({ root, variant }, again = false) {
  const response = await fetch(new URL('search/manifest.json', root), { cache: again ? 'reload' : 'no-cache' })
  if (!response.ok) throw new Error(`${response.status} search/manifest.json`)
  const { format, index, variants } = await response.json()
  if (format !== FORMAT) throw new Stale('format')
  return Index.open(root, index, variants, variant)
}

async function answer(index, { id, typed, kind, pages = SHOWN }) {
  const query = index.parse(typed)
  const terms = index.terms(query)
  terms.catch(() => {})
  const hits = query.exact.length || query.excluded.length ? [] : await index.names(query)
  if (id !== last) return
  const named = hits.filter(hit => hit.record[2] < 2 || hit.score >= 80).slice(0, NAMES).map(hit => index.named(query, hit))
  postMessage({ id, typed, names: named.map(plain) })
  const ranked = index.rank(query, await terms)
  if (id !== last) return
  const counts = Object.fromEntries(KINDS.map(name => [name, 0]))
  const seen = new Set(ranked.map(one => one.page))
  for (const one of ranked) counts[KINDS[index.kindOf(one.page)]]++
  for (const one of named) if (!seen.has(one.page)) counts[one.kind]++
  const onTop = new Set(kind ? [] : named.map(one => one.page))
  const below = ranked.filter(one => !onTop.has(one.page) && (!kind || KINDS[index.kindOf(one.page)] === kind))
  const groups = await index.show(query, below.slice(0, pages))
  if (id !== last) return
  postMessage({
    id, typed, done: true, counts, more: below.length > pages,
    total: Object.values(counts).reduce((sum, one) => sum + one, 0),
    names: named.filter(one => !kind || one.kind === kind).map(plain),
    groups: groups.map(plain),
    why: reasons(query, groups, index.form),
  })
}

const plain = value => JSON.parse(JSON.stringify(value, (key, one) => key === 'form' || key === 'found' ? undefined : one))

onmessage = async ({ data }) => {
  const { id, settings } = data
  if (id) last = id
  try {
    opened ??= open(settings)
    const index = await opened
    if (id && id === last) await answer(index, data)
  } catch (error) {
    opened = undefined
    if (error instanceof Stale && error.message === 'format') return postMessage({ id, reload: true })
    if (error instanceof Stale && !data.again) {
      // The site was published anew while this page stood open.
      opened = open(settings, true)
      return onmessage({ data: { ...data, again: true } })
    }
    if (id === last) postMessage({ id, failed: String(error) })
  }
}
