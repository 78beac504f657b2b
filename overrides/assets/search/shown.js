// Canonical text as a variant shows it, with marks carried over: see publish/search/shown.py.

/** The canonical text of what the index holds: a string, or [string, edits of each variant …]. */
export const canonical = shown => typeof shown === 'string' ? shown : shown[0]

/**
 * Pieces {text, marked, from, torn} of a text as shown; `from` is the canonical text of each. One is torn that is marked
 * and takes in a part only of what the variant words in its own way: what it shows is no word.
 * @param shown what the index holds
 * @param variant its number, or -1 for the canonical one
 * @param table Map of the variant's characters
 * @param marked for each code point of the canonical text whether it is marked; or nothing
 */
export function pieces(shown, variant, table, marked = []) {
  const points = [...canonical(shown)]
  const edits = variant >= 0 && typeof shown !== 'string' ? shown[variant + 1] : []
  const out = []
  const put = (text, mark, from, torn) => {
    let last = out.at(-1)
    if (last?.marked !== mark) out.push(last = { text: '', marked: mark, from: '' })
    last.text += text
    last.from += from
    last.torn ||= torn
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
    const own = [...text]
    const held = points.slice(start, start + length)
    const marks = held.map((_, j) => Boolean(marked[start + j]))
    const torn = new Set(marks).size > 1
    // Character for character where there are as many, so that a quotation mark beside a word is left alone.
    if (own.length === length) own.forEach((char, j) => put(char, marks[j], held[j], torn))
    else put(text, marks.includes(true), held.join(''), torn)
    at = start + length
  }
  upTo(points.length)
  return out
}

export const plainText = (...args) => pieces(...args).map(piece => piece.text).join('')

/** At most `room` code points of `all`, where most of its marked words stand; in two parts if they stand far apart. */
export function excerpt(all, room) {
  const points = all.flatMap(piece => Array.from(piece.text, char => ({ char: /\s/.test(char) ? ' ' : char, marked: piece.marked })))
  if (points.length <= room) return spread(points, [[0, points.length]])
  const words = []
  let at = 0
  for (const { text, marked } of all) {
    if (marked) words.push({ text, at })
    at += [...text].length
  }
  if (!words.length) return spread(points, [[0, room]])
  const held = ([from, to]) => new Set(words.filter(one => one.at >= from && one.at < to).map(one => one.text))
  const around = size => words.map(one => part(points, one.at, size)).reduce((best, one) => held(one).size > held(best).size ? one : best)
  const whole = around(room)
  const missing = words.find(one => !held(whole).has(one.text))
  if (!missing) return spread(points, [whole])
  const half = Math.floor(room / 2)
  const [first, second] = [around(half), part(points, missing.at, half)].sort((a, b) => a[0] - b[0])
  return spread(points, first[1] >= second[0] ? [[first[0], second[1]]] : [first, second])
}

/** `size` code points with the one at `at` near their beginning, from the beginning of a clause where one is near. */
function part(points, at, size) {
  const lead = Math.floor(size / 5)
  let start = Math.min(Math.max(0, at - lead), Math.max(0, points.length - size))
  for (let i = start; i > Math.max(0, start - lead); i--) {
    if (/[。！？；，]/.test(points[i - 1].char)) { start = i; break }
  }
  let end = Math.min(points.length, start + size)
  while (points[end - 1].marked && points[end]?.marked) end++ // No word is cut in two.
  return [start, end]
}

function spread(points, parts) {
  const out = []
  const put = (text, marked) => {
    if (out.length && out.at(-1).marked === marked) out.at(-1).text += text
    else out.push({ text, marked })
  }
  for (const [from, to] of parts) {
    if (from > 0) put('…', false)
    for (const { char, marked } of points.slice(from, to)) put(char, marked)
  }
  if (parts.at(-1)[1] < points.length) put('…', false)
  return out
}
