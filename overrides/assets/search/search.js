// On every page, so it is small: fetches the rest when somebody wants to search, or comes from a result.

const root = new URL('../../', import.meta.url).href
// Publishing writes here what search/manifest.json says, which saves a phone a round trip.
const manifest = null
const box = document.getElementById('ls')
const input = box?.querySelector('input')
const address = new URL(location.href)
let ready

function load() {
  if (ready) return
  const settings = { root, manifest, variant: document.documentElement.lang }
  let worker
  if (typeof DecompressionStream !== 'undefined') {
    // Both at once: the index opens while the box is still on its way.
    worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    worker.postMessage({ settings })
    // So does what it begins with: the worker finds it in the browser's cache.
    if (manifest) for (const name of ['meta', 'fold', 'sounds']) fetch(new URL(`search/${manifest.index}/${name}.bin`, root)).catch(() => {})
  }
  ready = import('./box.js').then(({ Box }) => new Box(box, worker, settings))
}

function open(event) {
  event?.preventDefault()
  box.classList.add('ls--open')
  input.focus()
}

if (box) {
  box.classList.add('ls--live')
  input.addEventListener('focus', load)
  box.querySelector('.ls-open').addEventListener('click', open)
  addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]')
    if ((event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
      || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey)) open(event)
  })
  if (address.searchParams.get('q')) load()
}
if (address.searchParams.has('h')) import('./mark.js').then(({ markPage }) => markPage(address))
