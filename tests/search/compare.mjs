// Answers for the Python tests: reads one JSON request on standard input, writes one JSON answer.
import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

const here = '../../overrides/assets/search/'
const { Form } = await import(`${here}form.js`)
const { phrase } = await import(`${here}operators.js`)
const { runs, pairs, wordForms } = await import(`${here}terms.js`)
const { scriptOf } = await import(`${here}index.js`)
const { load } = await import(`${here}sounds.js`)
const { pieces } = await import(`${here}shown.js`)
const { Files, Shares, decodeLines, decodeTerms, separators } = await import(`${here}files.js`)

const ask = JSON.parse(readFileSync(0, 'utf8'))
const form = new Form(ask.lines)
const terms = text => [...runs(text)].flatMap(run => run.han ? [...run.text, ...pairs(run.text)] : wordForms(run.text))
  .concat(phrase(text).flatMap(({ alternatives: [{ terms }] }) => terms.map(([term]) => term)))
const decoded = ([folder, data]) => Object.fromEntries([...decodeTerms(inflateSync(Buffer.from(data, 'base64')), folder)].map(([term, { count, postings }]) => {
  const { units, weights } = postings()
  return [term, [count, [...units], [...weights]]]
}))
/** A file of the index as the browser gets it. */
function file(data) {
  globalThis.fetch = async () => new Response(Buffer.from(data, 'base64'))
  return new Files('http://site/')
}
async function heard(data) {
  const { sounds, firsts } = await load({ files: file(data) })
  return { sounds: Object.fromEntries(sounds), firsts }
}
process.stdout.write(JSON.stringify({
  forms: ask.forms?.map(text => form.of(text)),
  terms: ask.terms?.map(text => terms(form.of(text))),
  shown: ask.shown?.map(([shown, variant, from, to]) =>
    pieces(shown, variant, new Map([...from].map((char, i) => [char, [...to][i]]))).map(piece => piece.text).join('')),
  decoded: ask.files?.map(decoded),
  places: ask.places?.map(([pair, bounds]) => new Shares(bounds).fileOf(pair)),
  lines: ask.written?.map(data => decodeLines(inflateSync(Buffer.from(data, 'base64')))),
  separators: ask.told?.map(separators),
  sounds: ask.sounds && await heard(ask.sounds),
  json: ask.json && await file(ask.json).json('any'),
  scripts: ask.scripts?.map(([lines, script]) => Object.fromEntries(scriptOf(lines, script))),
}))
