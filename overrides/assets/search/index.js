// The index of the site: opens it, and looks names and terms up in it.

import { Files, Shares, codeOf, decodeLines, fileOf, pairsOf, separators } from './files.js'
import { Lexicon } from './lexicon.js'
import { lookUp } from './names.js'
import { termsOf } from './query.js'
import { Numbering, headed, meet, rank } from './rank.js'
import { nameKey, pairs } from './terms.js'

export const KINDS = ['entry', 'topic', 'source', 'page']
const LONGEST_KEY = 24
const NAMES_IN_QUESTION = 2

export class Index {
  /** Open what the manifest names. `variant` is a language tag; one that the site lacks means the canonical one. */
  static async open(root, folder, variants, variant) {
    const files = new Files(new URL(`search/${folder}/`, root))
    const number = variants.findIndex(one => one.tag === variant)
    const [meta, tables, script] = await Promise.all([
      files.json('meta'), files.get('fold', decodeLines), number < 0 ? '\n' : files.lines(`script-${number}`),
    ])
    return new Index({ files, meta, tables, script, number, site: new URL(number < 0 ? '.' : `${variants[number].path}/`, root) })
  }

  constructor({ files, meta, tables, script, number, site }) {
    Object.assign(this, { files, meta, number, site })
    this.lexicon = new Lexicon(...tables)
    this.form = this.lexicon.form
    this.numbering = new Numbering(meta.starts)
    this.texts = new Numbering(meta.texts)
    this.pairs = new Shares(meta.pairs)
    this.characters = Array.from(meta.characters, codeOf)
    this.words = separators(meta.words)
    this.firsts = separators(meta.names)
    const [pairs, words] = meta.common
    this.common = new Map([...pairsOf(pairs), ...words].map((term, i) => [term, i]))
    this.script = scriptOf(this.lexicon.characters, script)
  }

  kindOf = page => {
    let last = 0
    for (let kind = 0; kind < KINDS.length; kind++) if (page < (last += this.meta.kinds[kind])) return kind
    return KINDS.length - 1
  }

  lookUp(key) {
    return lookUp(key.slice(0, LONGEST_KEY), this.files, this.firsts)
  }

  /** Names that answer: the question as a whole, in the words of any region, or one of its words in full. */
  async names(query) {
    const wholes = new Set([query.form])
    for (const { alternatives: [typed, ...others] } of query.slots) {
      for (const { text } of others) if (typed.text) wholes.add(query.form.replace(typed.text, text))
    }
    const words = query.form.split(/\s+/).filter(Boolean).slice(0, 6)
    const found = await Promise.all([
      ...[...wholes].map(text => this.lookUp(nameKey(text))),
      ...(words.length > 1 ? words : []).map(async text =>
        (await this.lookUp(nameKey(text))).filter(hit => hit.whole && !hit.within && hit.how < 2)),
    ])
    return best(found.flat()).filter(hit => hit.score >= 40)
  }

  /** Pages a whole name of which stands somewhere in the question. */
  async namedIn(query, found) {
    const places = query.slots.filter(slot => slot.han && !slot.glue).flatMap(slot => slot.alternatives.flatMap(({ text }) => {
      const points = [...text]
      return pairs(text).map((pair, at) => ({ rest: points.slice(at).join(''), held: found.get(pair) }))
    })).filter(({ held }) => held && headed(held, this.numbering)).sort((a, b) => a.held.count - b.held.count)
    const hits = await Promise.all(places.slice(0, NAMES_IN_QUESTION).map(({ rest }) =>
      lookUp(rest, this.files, this.firsts, (key, rest) => rest.startsWith(key) && key.length > 1)))
    return new Set(hits.flat().filter(hit => !hit.within && !hit.how).map(hit => hit.record[0]))
  }

  /**
   * Term → postings, of those of `wanted` (a Map of term → whether it is Han) that the index has; of a common term only
   * the best units, unless `whole` has it.
   */
  async terms(wanted, whole = new Set()) {
    const found = new Map()
    await Promise.all([...wanted].map(async ([term, han]) => {
      const held = await this.held(term, han, whole.has(term))
      if (held) found.set(term, held)
    }))
    return found
  }

  async held(term, han, whole) {
    const common = this.common.get(term)
    const file = common !== undefined ? `l/${common}` : han ? this.hanFile(term) : this.wordFile(term)
    const best = file && (await this.files.terms(file)).get(term)
    if (common === undefined || !whole) return best
    const { units, weights } = best.postings()
    if (units.length === best.count) return best
    const rest = (await this.files.terms(`r/${common}`)).get(term).postings()
    return { count: best.count, postings: () => ({ units: [...units, ...rest.units], weights: [...weights, ...rest.weights] }) }
  }

  wordFile(word) {
    return this.words.length ? `w/${fileOf(word, this.words)}` : ''
  }

  hanFile(term) {
    if ([...term].length > 1) return this.pairs.many.length ? `h/${this.pairs.fileOf(term)}` : ''
    return this.characters.length ? `c/${fileOf(codeOf(term), this.characters)}` : ''
  }

  /** Pages that answer, best first. */
  rank(query, found, named) {
    const slots = query.slots.map(slot => ({ ...meet(slot, found, this.meta.units), glue: slot.glue }))
    return rank(slots, this.numbering, { kindOf: this.kindOf, named })
  }
}

/** Map of the characters that a variant writes in another way: `choices` of publish/search/form.py. */
export function scriptOf(lines, script) {
  const [chosen, from = '', to = ''] = script.split('\n')
  const written = [...to]
  const table = new Map([...from].map((char, i) => [char, written[i]]))
  lines.split('\n').forEach((line, i) => {
    const number = parseInt(chosen[i] ?? '0', 36)
    const [first, other] = number ? [[...line][0], [...line][number]] : []
    if (number && !table.has(first)) table.set(first, other)
  })
  return table
}

/** Each page once, with its best hit; best first. */
export function best(hits) {
  const pages = new Map()
  for (const hit of hits) if (!(pages.get(hit.record[0])?.score >= hit.score)) pages.set(hit.record[0], hit)
  return [...pages.values()].sort((a, b) => b.score - a.score || a.record[0] - b.record[0])
}

export { termsOf }
