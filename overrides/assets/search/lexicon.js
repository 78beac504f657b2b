// What the index knows about words: the form they are searched in, what other regions call them, and which of them only
// ask or join (publish/search/form.py, regional.py, joining.py).

import { Form } from './form.js'

export class Lexicon {
  /**
   * @param {string} characters
   * @param {string} words those of other regions, and those that join, a blank line between
   */
  constructor(characters, words) {
    const [regional, joining = ''] = words.split('\n\n')
    this.characters = characters
    this.form = new Form(characters)
    this.regional = new Map()
    const add = (word, other) => this.regional.set(word, [...this.regional.get(word) ?? [], other])
    for (const line of regional.split('\n')) {
      const [word, ...others] = line.split(' ')
      for (const other of others) {
        add(word, other.replace('=', ''))
        if (other[0] === '=') add(other.slice(1), word)
      }
    }
    const [phrases, joins = [], known, foreign] = joining.split('\n').map(line => line.split(' ').filter(Boolean))
    // The longest first, and where there is none, one that is never found.
    this.phrase = new RegExp([...phrases, '(?!)'].sort((a, b) => b.length - a.length).join('|'), 'g')
    this.joins = new Set(joins[0])
    this.words = new Set(known)
    this.foreign = new Set(foreign)
  }

  /** For each pair of neighbours in a stretch of Han whether it says little: it asks, joins, or touches what does. */
  faint(text) {
    const points = [...text]
    const asks = []
    for (const { 0: phrase, index } of text.matchAll(this.phrase)) {
      const at = [...text.slice(0, index)].length
      for (let i = 0; i < [...phrase].length; i++) asks[at + i] = true
    }
    // A character that is part of a word (用 in 使用者) does not join.
    const word = at => this.words.has(points[at - 1] + points[at])
    const joins = at => this.joins.has(points[at]) && !word(at) && !word(at + 1)
    return points.slice(1).map((_, i) => Boolean(asks[i] || asks[i + 1] || joins(i) || joins(i + 1)))
  }
}
