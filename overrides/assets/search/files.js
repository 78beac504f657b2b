// The files of the index: fetched once, inflated by the browser, decoded as publish/search/shards.py says.

const text = new TextDecoder('gb18030') // A seventh smaller than UTF-8

/** The index that was asked for is gone: a newer one stands in its place. */
export class Stale extends Error {}

export class Files {
  constructor(base) {
    this.base = base
    this.held = new Map()
  }

  /** What `read` makes of the file called `name`; one request, however often it is asked for. */
  get(name, read) {
    let found = this.held.get(name)
    if (!found) {
      found = load(new URL(`${name}.bin`, this.base)).then(read)
      found.catch(() => this.held.delete(name))
      this.held.set(name, found)
      // Whoever searches for an hour must not fill the memory of a phone.
      if (this.held.size > 600) this.held.delete(this.held.keys().next().value)
    }
    return found
  }

  json(name) {
    return this.get(name, bytes => JSON.parse(text.decode(bytes)))
  }

  lines(name) {
    return this.get(name, bytes => text.decode(bytes))
  }

  terms(name) {
    return this.get(name, bytes => decodeTerms(bytes, name[0]))
  }
}

async function load(url) {
  const response = await fetch(url)
  if (response.status === 404) throw new Stale(url)
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  const stream = response.body.pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function reader(bytes, at = 0) {
  return {
    get at() { return at },
    number() {
      let value = 0
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++]
        value |= (byte & 127) << shift
        if (byte < 128) return value
      }
    },
    skip(length) { at += length },
  }
}

/** Pairs, from a line for each first character and all the second ones. */
export const pairsOf = lines => lines.split('\n').flatMap(line => {
  const [first, ...seconds] = line
  return seconds.map(second => first + second)
})

const FOLDERS = { c: names => [...names], h: pairsOf }

const listed = names => names.split('\n').slice(0, -1)

/** The lines of characters in front of a file, as `written` of publish/search/form.py writes them, and the text behind. */
export function decodeLines(bytes) {
  const from = reader(bytes)
  let first = 0
  const firsts = Array.from({ length: from.number() }, () => String.fromCodePoint(first += from.number()))
  const counts = firsts.map(from.number)
  const all = counts.reduce((sum, one) => sum + one, 0)
  const lows = from.at
  from.skip(all)
  const others = Array.from(bytes.subarray(lows, lows + all), low => String.fromCodePoint(from.number() << 8 | low))
  return [firsts.map((one, i) => one + others.splice(0, counts[i]).join('')).join('\n'), text.decode(bytes.subarray(from.at))]
}

/** Term → {count, postings()} of a file of postings; its folder tells how its terms are written. */
export function decodeTerms(bytes, folder) {
  const from = reader(bytes)
  const [length, longest] = [from.number(), from.number()]
  const names = (FOLDERS[folder] ?? listed)(text.decode(bytes.subarray(from.at, from.at + length)))
  from.skip(length)
  const counts = names.map(from.number)
  const kept = counts.map(count => Math.min(count, longest))
  const all = kept.reduce((sum, one) => sum + one, 0)
  const lows = bytes.subarray(from.at, from.at + all)
  const halves = bytes.subarray(bytes.length - Math.ceil(all / 2))
  from.skip(all)
  const units = new Uint32Array(all)
  let at = 0
  const starts = kept.map(many => {
    const start = at
    for (let unit = -1; at < start + many; at++) units[at] = unit += (from.number() << 8 | lows[at]) + 1
    return start
  })
  const weights = Uint8Array.from(units, (_, i) => halves[i >> 1] >> (i & 1 ? 4 : 0) & 15)
  return new Map(names.map((name, i) => {
    const part = all => all.subarray(starts[i], starts[i] + kept[i])
    return [name, { count: counts[i], postings: () => ({ units: part(units), weights: part(weights) }) }]
  }))
}

export const codeOf = char => char.codePointAt()

/** Which file a pair stands in, as publish/search/bounds.py shares them out. */
export class Shares {
  constructor([steps, many]) {
    let first = 0x3000
    let files = 0
    this.many = many
    this.firsts = steps.map(step => first += step)
    this.starts = many.map(own => (files += own) - own)
  }

  fileOf(pair) {
    const [first, second] = Array.from(pair, codeOf)
    const group = fileOf(first, this.firsts)
    return this.starts[group] + second % this.many[group]
  }
}

/** What stands between sorted files, from what publish/search/bounds.py tells of it. */
export function separators(told) {
  let last = ''
  return told ? told.split('|').map(row => last = [...last].slice(0, parseInt(row[0], 36)).join('') + row.slice(1)) : []
}

/** The last of the sorted `firsts` that does not come after `key`: the file it would stand in. */
export function fileOf(key, firsts) {
  let low = 0
  let high = firsts.length
  while (low < high) {
    const middle = low + high >> 1
    if (firsts[middle] <= key) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}
