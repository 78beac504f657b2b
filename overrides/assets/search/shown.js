// Canonical text as a variant shows it, with marks carried over: see publish/search/shown.py.

/** The canonical text of what the index holds: a string, or [string, edits of each variant …]. */
export const canonical = shown => typeof shown === 'string' ? shown : shown[0]

/**
 * Pieces {text, marked, from} of a text as shown; `from` is the canonical text of each.
 * @param shown what the index holds
 * @param variant its number, or -1 for the canonical one
 * @param table Map of the variant's characters
 * @param marked for each code point of the canonical text whether it is marked; or nothing
 */
export function pieces(shown, variant, table, marked = []) {
  const points = [...canonical(shown)]
  const edits = variant >= 0 && typeof shown !== 'string' ? shown[variant + 1] : []
  const out = []
  const put = (text, mark, from) => {
    let last = out.at(-1)
    if (last?.marked !== mark) out.push(last = { text: '', marked: mark, from: '' })
    last.text += text
    last.from += from
  }
  let at = 0
  const upTo = end => {
    for (; at < end; at++) put(variant >= 0 ? table.get(points[at]) ?? points[at] : points[at], Boolean(marked[at]), points[at])
  }
  // How far behind the last one, how many code points unless as many as stand there, and the text.
  for (let i = 0; i < edits.length;) {
    const start = at + edits[i++]
    const length = typeof edits[i] === 'number' ? edits[i++] : [...edits[i]].length
    const text = edits[i++]
    upTo(start)
    put(text, marked.slice(start, start + length).some(Boolean), points.slice(start, start + length).join(''))
    at = start + length
  }
  upTo(points.length)
  return out
}

export const plainText = (...args) => pieces(...args).map(piece => piece.text).join('')

/** At most `room` code points of `all` around where most of it is marked. */
export function excerpt(all, room) {
  const points = all.flatMap(piece => Array.from(piece.text, char => ({ char: /\s/.test(char) ? ' ' : char, marked: piece.marked })))
  let start = 0
  if (points.length > room) {
    let held = 0
    let best = -1
    const lead = Math.floor(room / 5)
    for (let i = 0; i < points.length; i++) {
      held += points[i].marked - (i >= room - lead && points[i - room + lead].marked ? 1 : 0)
      if (held > best) [best, start] = [held, Math.max(0, i - room + lead + 1)]
    }
    const first = points.findIndex((point, i) => i >= start && point.marked)
    start = Math.min(Math.max(0, (first < 0 ? 0 : first) - lead), points.length - room)
    // Begin with a sentence or clause where one begins near.
    for (let i = start; i > Math.max(0, start - lead); i--) {
      if (/[。！？；，]/.test(points[i - 1].char)) { start = i; break }
    }
  }
  const cut = points.slice(start, start + room)
  const out = []
  if (start > 0) out.push({ text: '…', marked: false })
  for (const { char, marked } of cut) {
    if (out.length && out.at(-1).marked === marked) out.at(-1).text += char
    else out.push({ text: char, marked })
  }
  if (start + room < points.length) out.push({ text: '…', marked: false })
  return out
}
