// Units and pages by how well they answer: BM25 weights from the index, rarity from its counts, and above all how
// much of the question one place answers.

const HEAD = 0.6 // What a term on the page's title is worth to its passages
const ELSEWHERE = 0.4 // … and one that stands elsewhere on the page
const PREFERRED = [1.25, 1.2, 1, 0.7] // Entries, topics, sources, other pages
const OTHER = 0.97 // What another region's word is worth where the typed one is found too
const NAMED = 0.3 // On top, where the page's name stands in the question
const AGAIN = 2 // Other places as good as the best one that make a page worth half as much again
const IN_NAME = 7
const WHOLE = 3 // How steeply a place falls that answers only a part of the question
const LEAST = 0.28 // Of the question, by rarity, that a page has to answer

/** Where each page's units begin, and which page a unit is of; also for the files of texts. */
export class Numbering {
  constructor(counts) {
    this.starts = new Uint32Array(counts.length + 1)
    counts.forEach((count, i) => { this.starts[i + 1] = this.starts[i] + count })
  }

  of(unit) {
    let low = 0
    let high = this.starts.length - 1
    while (high - low > 1) {
      const middle = low + high >> 1
      if (this.starts[middle] <= unit) low = middle
      else high = middle
    }
    return low
  }
}

export const rarity = (count, units) => Math.log(1 + (units - count + 0.5) / (count + 0.5))

/**
 * What each slot finds: for every unit how much of the slot it holds (0 to 1) and how prominently.
 * @param found Map of term → {count, postings()}; absent where the index lacks the term
 */
export function meet(slot, found, units) {
  const met = new Map()
  let weight = 0
  let spare = 0
  for (const [number, alternative] of slot.alternatives.entries()) {
    const terms = alternative.terms
      .map(([term, share]) => ({ held: found.get(term), share }))
      .filter(({ held }) => held)
      .map(({ held, share }) => ({ held, worth: share * rarity(held.count, units) }))
    const missing = alternative.terms.length - terms.length
    const total = terms.reduce((sum, term) => sum + term.worth, 0)
    // Pairs that stand nowhere are most likely the seam between two words, or a slip; but they do tell that
    // the stretch as a whole is not there. Within what is known as one word there is no seam.
    const whole = alternative.word ? total + missing * rarity(0, units) : total * (1 + 0.25 * missing / alternative.terms.length)
    // Another region's word is a word: a piece of it says nothing.
    const exact = slot.exact || alternative.exact
    if (!total || (exact && missing)) continue
    // As typed, if that is to be found at all; another region's word, when longer, would look rarer than it is.
    const first = !weight
    if (alternative.word && missing) spare = total
    else weight ||= total
    const sums = new Map()
    for (const { held, worth } of terms) {
      const { units: places, weights } = held.postings()
      for (let i = 0; i < places.length; i++) {
        let sum = sums.get(places[i])
        if (!sum) sums.set(places[i], sum = [0, 0])
        sum[0] += worth
        sum[1] += worth * weights[i] / 15
      }
    }
    const factor = alternative.less ?? (number ? first ? 0.95 : OTHER : 1)
    for (const [unit, [matched, value]] of sums) {
      const share = matched / whole
      if (exact && share < 0.999) continue
      const before = met.get(unit)
      if (!before || before.share < factor * share) met.set(unit, { share: factor * share, value: factor * value / whole })
    }
  }
  return { met, weight: weight || spare }
}

/** Whether a term stands in the name of some page. */
export function headed(held, numbering) {
  const { units, weights } = held.postings()
  return units.some((unit, i) => weights[i] >= IN_NAME && numbering.starts[numbering.of(unit)] === unit)
}

/**
 * Pages, best first: {page, unit, score, cover, units}.
 * @param slots what `meet` gave, with `glue` of their slots
 * @param {{kindOf: Function, named: Set<number>}} about pages; `named`: their name is in the question
 */
export function rank(slots, numbering, { kindOf, named }) {
  const live = slots.filter(slot => slot.weight)
  const total = live.filter(slot => !slot.glue).reduce((sum, slot) => sum + slot.weight, 0)
  if (!total) return []
  const pages = new Map()
  live.forEach((slot, s) => {
    for (const [unit, got] of slot.met) {
      const page = numbering.of(unit)
      let held = pages.get(page)
      if (!held) pages.set(page, held = { best: new Float32Array(live.length), most: new Float32Array(live.length), units: new Map() })
      held.best[s] = Math.max(held.best[s], got.share)
      held.most[s] = Math.max(held.most[s], got.value)
      let row = held.units.get(unit)
      if (!row) held.units.set(unit, row = { share: new Float32Array(live.length), value: new Float32Array(live.length) })
      row.share[s] = got.share
      row.value[s] = got.value
    }
  })
  const out = []
  for (const [page, { best, most, units }] of pages) {
    const head = units.get(numbering.starts[page])
    const scored = [...units].map(([unit, row]) => {
      let cover = 0
      let value = 0
      live.forEach((slot, s) => {
        const inHead = head?.share[s] ?? 0
        const share = Math.max(row.share[s], HEAD * inHead, ELSEWHERE * best[s])
        if (!slot.glue) cover += slot.weight * share
        value += slot.weight * Math.max(row.value[s], HEAD * (head?.value[s] ?? 0), ELSEWHERE * most[s])
      })
      return { unit, cover: cover / total, score: value / total * (cover / total) ** WHOLE }
    }).sort((a, b) => b.score - a.score || a.unit - b.unit)
    const [first, ...others] = scored
    // A page that says it in several places is more likely about it, the second saying more than the tenth.
    const again = others.reduce((sum, one) => sum + one.score, 0) / first.score
    const score = first.score * (1 + again / (again + AGAIN))
    out.push({ page, ...first, units: scored, score: (score + (named.has(page) ? NAMED * first.cover : 0)) * PREFERRED[kindOf(page)] })
  }
  const most = out.reduce((max, one) => Math.max(max, one.cover), 0)
  const least = Math.max(LEAST, most * 0.48)
  return out.filter(one => one.cover >= least || named.has(one.page)).sort((a, b) => b.score - a.score || a.page - b.page)
}
