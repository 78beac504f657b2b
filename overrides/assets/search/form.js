// The form in which text is searched: Simplified, half width, lower case, no accents; one code point for each.
// The same rule as publish/search/form.py; its table of Han characters comes with the index.

const IDEOGRAPH = /[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u

export class Form {
  /** @param {string} lines a line for each character, followed by those that fold to it */
  constructor(lines = '') {
    this.known = new Map()
    for (const line of lines.split('\n')) {
      const [folded, ...others] = line
      for (const other of others) this.known.set(other, folded)
    }
  }

  /** The code points of `text`, each in its searched form. */
  points(text) {
    return Array.from(text, char => this.one(char))
  }

  of(text) {
    return this.points(text).join('')
  }

  one(char) {
    if (char < '\x80') return char.toLowerCase()
    let found = this.known.get(char)
    if (found === undefined) {
      found = IDEOGRAPH.test(char) ? char : plain(char)
      // A radical (⻢ drawn alone, ⾺) is only now a character with a line of its own.
      if (found !== char) found = this.known.get(found) ?? found
      this.known.set(char, found)
    }
    return found
  }
}

const single = (text, char) => [...text].length === 1 ? text : char

function plain(char) {
  for (let before; before !== char;) {
    before = char
    char = single(char.normalize('NFKC'), char)
    if (char === before) char = single(char.toLowerCase(), char)
  }
  const [base, ...marks] = char.normalize('NFD')
  return marks.length && marks.every(mark => /\p{M}/u.test(mark)) ? base : char
}
