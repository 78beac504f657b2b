// What questions download of an index on disk: node bytes.mjs SITE < [typed …] > {first: [{pages, files} …], later: […]}
// Each question is asked twice: by a visitor who comes only for it, and by one who asks them all.
import { readFileSync } from 'node:fs'

const here = '../../overrides/assets/search/'
const { Index } = await import(`${here}index.js`)
const { OPERATOR, answer } = await import(`${here}answer.js`)
const { prepare } = await import(`${here}near.js`)

const ROOT = 'http://site/'
const site = process.argv[2]
let files = {}
globalThis.fetch = async url => {
  const path = new URL(url).pathname.slice(1)
  const body = readFileSync(`${site}/${path}`)
  files[path.replace(/^search\/\w+\//, '')] = body.length
  return new Response(body)
}

const { index, variants } = JSON.parse(readFileSync(`${site}/search/manifest.json`, 'utf8'))

/** The index as worker.js opens it. */
async function open() {
  const opened = await Index.open(ROOT, index, variants, variants[0]?.tag ?? '')
  await prepare(opened)
  return opened
}

async function ask(opened, typed) {
  const { names, groups } = await answer(opened, { typed }, () => {}, () => false)
  const pages = [...names, ...groups].map(one => one.url ?? one.places[0].url)
  const asked = { pages, files, operators: OPERATOR.test(typed) }
  files = {}
  return asked
}

const questions = JSON.parse(readFileSync(0, 'utf8'))
const first = []
for (const typed of questions) first.push(await ask(await open(), typed))
const opened = await open()
const later = []
for (const typed of questions) later.push(await ask(opened, typed))
process.stdout.write(JSON.stringify({ first, later }))
