// Searched form → terms, by the rules of publish/search/tokens.py.

const HAN = '\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const LETTER = `(?![${HAN}])[\\p{L}\\p{N}]`
const RUN = new RegExp(`([${HAN}]+)|(?:${LETTER})+(?:[-.*+/_&'’·](?:${LETTER})+)*[+#]*`, 'gu')
const PART = new RegExp(`(?:${LETTER})+`, 'gu')
const SUBPART = /[0-9]+|[\p{L}\p{N}]+?(?=[0-9]|$)/gu
const LONGEST = 40

/** The stretches of Han and the words of a text in searched form: {han, text, at}, `at` in UTF-16 units. */
export function* runs(form) {
  for (const match of form.matchAll(RUN)) yield { han: match[1] !== undefined, text: match[0], at: match.index }
}

/** Overlapping pairs of code points. */
export function pairs(run) {
  const points = [...run]
  return points.slice(1).map((point, i) => points[i] + point)
}

/** Whole, in parts, and in parts of parts; the first one is the whole. */
export function wordForms(word) {
  const parts = word.match(PART) ?? []
  const whole = parts.join('')
  const forms = [whole + word.slice(word.replace(/[+#]+$/, '').length), whole, ...parts]
  for (const part of parts) forms.push(...part.match(SUBPART))
  return [...new Set(forms)].filter(form => [...form].length <= LONGEST)
}

/** The form in which names are compared: no spaces, no signs. */
export function nameKey(form) {
  return [...runs(form)].map(run => run.han ? run.text : (run.text.match(PART) ?? []).join('')).join('')
}
