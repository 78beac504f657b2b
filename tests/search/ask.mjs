// Asks questions of a served site: node ask.mjs ROOT < [{typed, variant, filter, facets}] > [answer …]
import { readFileSync } from 'node:fs'

const here = '../../overrides/assets/search/'
const { Index } = await import(`${here}index.js`)
const { answer } = await import(`${here}answer.js`)

const root = process.argv[2]
const { index, variants } = await (await fetch(`${root}search/manifest.json`)).json()
const opened = new Map()
const out = []
for (const question of JSON.parse(readFileSync(0, 'utf8'))) {
  const variant = question.variant ?? 'zh-Hans'
  if (!opened.has(variant)) opened.set(variant, await Index.open(root, index, variants, variant))
  out.push(await answer(opened.get(variant), question, () => {}, () => false))
}
process.stdout.write(JSON.stringify(out))
