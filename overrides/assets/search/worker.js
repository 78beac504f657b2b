// Keeps the index away from the page's own thread. Messages in: {settings} to open it, {id, typed, …} to ask;
// out: {id, names} early, {id, done, …} at last, or {id, failed}.

import { answer } from './answer.js'
import { Stale } from './files.js'
import { Index } from './index.js'

const FORMAT = 5
let opened
let last = 0

async function open({ root, manifest, variant }, again = false) {
  if (!manifest || again) {
    const response = await fetch(new URL('search/manifest.json', root), { cache: 'no-cache' })
    if (!response.ok) throw new Error(`${response.status} search/manifest.json`)
    manifest = await response.json()
  }
  if (manifest.format !== FORMAT) throw new Stale('format')
  const index = Index.open(root, manifest.index, manifest.variants, variant)
  // What most first questions do not need, but a slip would have to wait for.
  import('./near.js').then(async ({ prepare }) => prepare(await index)).catch(() => {})
  return index
}

async function respond(data, again = false) {
  const { id, settings } = data
  try {
    opened ??= open(settings, again)
    const index = await opened
    if (!id || id !== last) return
    const full = await answer(index, data, names => postMessage({ id, names }), () => id !== last)
    if (full) postMessage({ id, ...full, done: true })
  } catch (error) {
    opened = undefined
    if (error instanceof Stale && error.message === 'format') postMessage({ id, reload: true })
    // The site was published anew while this page stood open: take the new index, once.
    else if (error instanceof Stale && !again) await respond(data, true)
    else if (id && id === last) postMessage({ id, failed: String(error) })
  }
}

onmessage = ({ data }) => {
  if (data.id) last = data.id
  respond(data)
}
