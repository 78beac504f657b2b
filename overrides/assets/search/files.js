// The files of the index: fetched once, inflated by the browser, decoded as publish/search/shards.py says.

const text = new TextDecoder()

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
    return this.get(name, decodeTerms)
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

/** Term → {count, units(), weights} of a file of postings. */
export function decodeTerms(bytes) {
  const from = reader(bytes)
  const length = from.number()
  const names = text.decode(bytes.subarray(from.at, from.at + length)).split('\n').slice(0, -1)
  from.skip(length)
  const heads = names.map(() => [from.number(), from.number(), from.number()])
  let at = from.at
  return new Map(names.map((name, i) => {
    const [count, kept, size] = heads[i]
    const start = at
    at += size
    return [name, { count, postings: () => postings(bytes, start, kept) }]
  }))
}

function postings(bytes, start, kept) {
  const from = reader(bytes, start)
  const units = new Uint32Array(kept)
  let unit = -1
  for (let i = 0; i < kept; i++) units[i] = unit += from.number()
  const at = from.at
  const weights = Uint8Array.from(units, (_, i) => bytes[at + (i >> 1)] >> (i & 1 ? 4 : 0) & 15)
  return { units, weights }
}

/** The number of the file that holds a Han term. */
export function shardOf(term, shards) {
  let value = 0x811c9dc5
  for (const char of term) value = Math.imul(value ^ char.codePointAt(0), 0x01000193)
  value >>>= 0
  return ((value ^ value >>> 15) >>> 0) % shards
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
