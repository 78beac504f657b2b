// The page a result leads to: marks what was searched for and brings it into view.

/** @param {URL} address with `h` for each word, as the page writes it */
export function markPage(address) {
  const words = address.searchParams.getAll('h').filter(Boolean).sort((a, b) => b.length - a.length)
  address.searchParams.delete('h')
  history.replaceState(history.state, '', address)
  const article = document.querySelector('article.md-content__inner')
  if (!article || !words.length) return
  const target = address.hash.length > 1 ? document.getElementById(decodeURIComponent(address.hash.slice(1))) : null
  const marks = [...blocks(article)].flatMap(block => mark(block, words))
  const after = one => !target || target.contains(one) || target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
  const first = marks.find(after) ?? target
  const show = () => first?.scrollIntoView({ block: 'center' })
  show()
  // Fonts and pictures move the page until it is loaded.
  if (document.readyState !== 'complete') addEventListener('load', show, { once: true })
}

/** Stretches of text nodes with no block boundary between them, so that a word may run over inline elements. */
function* blocks(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, node =>
    node.parentElement.closest('script, style, .headerlink, button, svg') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
  const container = node => node.parentElement.closest('p, li, h1, h2, h3, h4, h5, h6, td, th, dd, dt, pre, blockquote, div, article')
  let held = []
  for (let node; (node = walker.nextNode());) {
    if (held.length && container(held[0]) !== container(node)) {
      yield held
      held = []
    }
    held.push(node)
  }
  if (held.length) yield held
}

function mark(nodes, words) {
  const text = nodes.map(node => node.data).join('').replace(/\s/g, ' ')
  const places = []
  for (let at = 0; at < text.length;) {
    const word = words.find(one => text.startsWith(one, at))
    if (word) places.push([at, at + word.length])
    at += word?.length ?? 1
  }
  if (!places.length) return []
  const made = []
  let start = 0
  for (const node of nodes) {
    const end = start + node.data.length
    // From the back, so that what is in front keeps its place.
    for (const [from, to] of places.filter(([from, to]) => from < end && to > start).reverse()) {
      const range = document.createRange()
      range.setStart(node, Math.max(0, from - start))
      range.setEnd(node, Math.min(to, end) - start)
      const found = document.createElement('mark')
      found.className = 'ls-mark'
      range.surroundContents(found)
      made.push(found)
    }
    start = end
  }
  return made.sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)
}
