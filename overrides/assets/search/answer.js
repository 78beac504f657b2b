// A question → an answer ready to be shown: names first, then pages with their best places.

import { Files, fileOf, shardOf } from './files.js'
import { Form } from './form.js'
import { lookUp } from './names.js'
import { parse, regionalWords, termsOf } from './query.js'
import { Numbering, meet, rank } from './rank.js'
import { canonical, excerpt, pieces, plainText } from './shown.js'
import { nameKey, runs, wordForms } from './terms.js'

export const KINDS = ['entry', 'topic', 'source', 'page']
const SHOWN = 10 // Pages at first, and with each "more"
const PLACES = 3 // Passages shown of one page
const ROOM = 88 // Code points of an excerpt
const NAMES = 6
const LONGEST_KEY = 24

export class Index {
  /** Open the index that the manifest names. `variant` is a language tag; one the site lacks means the canonical one. */
  static async open(root, folder, variants, variant) {
    const files = new Files(new URL(`search/${folder}/`, root))
    const number = variants.findIndex(one => one.tag === variant)
    const [meta, tables, script] = await Promise.all([
      files.json('meta'), files.lines('fold'), number < 0 ? '\n' : files.lines(`script-${number}`),
    ])
    return new Index({ files, meta, tables, script, number, site: new URL(number < 0 ? '.' : `${variants[number].path}/`, root) })
  }

  constructor({ files, meta, tables, script, number, site }) {
    Object.assign(this, { files, meta, number, site })
    const [characters, words] = tables.split('\n\n')
    this.form = new Form(characters)
    this.regional = regionalWords(words ?? '')
    this.numbering = new Numbering(meta.starts)
    this.textStarts = new Numbering(meta.texts).starts
    const [from, to] = script.split('\n').map(line => [...line])
    this.script = new Map(from.map((char, i) => [char, to[i]]))
  }

  kindOf = page => {
    let last = 0
    for (let kind = 0; kind < KINDS.length; kind++) if (page < (last += this.meta.kinds[kind])) return kind
    return KINDS.length - 1
  }

  parse(typed) {
    return parse(typed, this.form, this.regional)
  }

  /** Names that answer: of the question as a whole, in the words of any region, and of its words. */
  async names(query) {
    const wholes = [query.form]
    query.slots.forEach((slot, s) => slot.alternatives.slice(1).forEach(({ text }) => {
      wholes.push(query.slots.map((other, i) => i === s ? text : other.glue ? '' : other.alternatives[0].text).join(''))
    }))
    const words = query.form.split(/\s+/).filter(Boolean)
    const keys = new Map(wholes.map(text => [nameKey(text).slice(0, LONGEST_KEY), false]))
    if (words.length > 1) for (const one of words.slice(0, 6)) keys.set(nameKey(one).slice(0, LONGEST_KEY), true)
    const found = await Promise.all([...keys].map(async ([key, word]) =>
      (await lookUp(key, this.files, this.meta.names)).filter(hit => !word || (hit.whole && !hit.within && hit.how < 2))))
    const best = new Map()
    for (const hit of found.flat()) {
      if (!best.has(hit.record[0]) || best.get(hit.record[0]).score < hit.score) best.set(hit.record[0], hit)
    }
    return [...best.values()].filter(hit => hit.score >= 40).sort((a, b) => b.score - a.score || a.record[0] - b.record[0])
  }

  /** Term → postings of all terms of a question that the index has. */
  async terms(query) {
    const found = new Map()
    await Promise.all([...termsOf(query)].map(async ([term, han]) => {
      const name = han ? `h/${shardOf(term, this.meta.han)}` : `w/${fileOf(term, this.meta.words)}`
      if (!han && !this.meta.words.length) return
      const held = (await this.files.terms(name)).get(term)
      if (held) found.set(term, held)
    }))
    return found
  }

  /** Pages that answer, best first. */
  rank(query, found) {
    const slots = query.slots.map(slot => ({ ...meet(slot, found, this.meta.units), glue: slot.glue }))
    const out = this.excluded(query, found)
    return rank(slots, this.numbering, this.kindOf, page => !out.has(page))
  }

  excluded(query, found) {
    const pages = new Set()
    for (const text of query.excluded) {
      const { slots } = parse(`"${text}"`, this.form, new Map())
      const met = slots.map(slot => meet(slot, found, this.meta.units).met)
      for (const unit of met[0]?.keys() ?? []) if (met.every(one => one.has(unit))) pages.add(this.numbering.pageOf(unit))
    }
    return pages
  }

  /** The pages of `ranked` as they are shown; one small file of texts each. */
  async show(query, ranked) {
    const wanted = new Set(termsOf(query).keys())
    const groups = await Promise.all(ranked.map(async one => {
      const places = await this.places(one)
      const shown = places.map(({ page, held }) => this.place(page, held, wanted))
      const [{ page }] = places
      return { page: page[0], ...this.titled(page[4], wanted), url: this.address(page[1]), kind: KINDS[page[2]], of: page[3], year: page[5], places: shown }
    }))
    return groups.filter(group => this.fits(query, group))
  }

  async places(one) {
    const head = this.numbering.starts[one.page]
    // A page whose name alone matches is shown with its first words.
    const worthy = one.units.filter(unit => unit.score >= one.units[0].score * 0.6 && unit.unit !== head)
    const chosen = (worthy.length ? worthy : [one.units[0]]).slice(0, PLACES)
    const [first] = chosen
    const file = this.textFile(first.unit)
    const { pages, units } = await this.files.json(`t/${file}`)
    return chosen.filter(({ unit }) => this.textFile(unit) === file).map(({ unit }) => {
      const held = units[unit - this.textStarts[file]]
      return { page: pages[held[0]], held }
    })
  }

  textFile(unit) {
    let low = 0
    let high = this.textStarts.length - 1
    while (high - low > 1) {
      const middle = low + high >> 1
      if (this.textStarts[middle] <= unit) low = middle
      else high = middle
    }
    return low
  }

  place(page, [, anchor, heading, text], wanted) {
    const all = pieces(text, this.number, this.script, this.marks(canonical(text), wanted))
    const found = all.filter(piece => piece.marked && piece.text)
    const url = this.address(page[1])
    for (const term of new Set(found.slice(0, 12).map(piece => piece.text))) url.searchParams.append('h', term)
    url.hash = anchor
    return { url, heading: plainText(heading, this.number, this.script), pieces: excerpt(all, ROOM), found, form: this.form.of(canonical(text)) }
  }

  titled(title, wanted) {
    return { title: pieces(title, this.number, this.script, this.marks(canonical(title), wanted)) }
  }

  address(url) {
    return new URL(url, this.site)
  }

  /** For each code point whether a term of the question stands there. */
  marks(text, wanted) {
    const points = this.form.points(text)
    const marked = []
    const joined = points.join('')
    let point = 0
    let unit = 0
    for (const run of runs(joined)) {
      for (; unit < run.at; point++) unit += points[point].length
      const own = [...run.text]
      if (!run.han) {
        if (wordForms(run.text).some(word => wanted.has(word))) own.forEach((_, i) => { marked[point + i] = true })
      } else {
        own.forEach((char, i) => {
          if (wanted.has(char)) marked[point + i] = true
          if (i + 1 < own.length && wanted.has(char + own[i + 1])) marked[point + i] = marked[point + i + 1] = true
        })
      }
    }
    return marked
  }

  /** Whether an exact phrase, which the terms can only suggest, really stands in what is shown. */
  fits(query, group) {
    return query.exact.every(text => group.places.some(place => place.form.includes(text))
      || this.form.of(group.title.map(piece => piece.text).join('')).includes(text))
  }

  named(query, hit) {
    const [page, url, kind, of, title, names] = hit.record
    const wanted = new Set(termsOf(query).keys())
    const also = hit.name ? names[hit.name - 1] : ''
    return { page, url: this.address(url), kind: KINDS[kind], of, ...this.titled(title, wanted), also, how: hit.how, score: hit.score }
  }
}

/** What was typed and what was found for it, where the one does not show in the other: [[軟體, 软件]]. */
export function reasons(query, groups, form) {
  const asked = query.form.replace(/\s+/g, '')
  const reasons = new Map()
  for (const { text, from } of groups.flatMap(group => group.places.flatMap(place => place.found))) {
    const shown = form.of(text)
    const canonical = form.of(from)
    if (asked.includes(shown.replace(/\s+/g, ''))) continue
    const slot = query.slots.find(({ glue, alternatives }) => !glue && alternatives.some(one => one.text.length > 1 && canonical.includes(one.text)))
    if (slot && !shown.includes(slot.alternatives[0].text)) reasons.set(slot.typed + text, [slot.typed, text])
  }
  return [...reasons.values()].slice(0, 4)
}

export { SHOWN, NAMES }
