// How characters are read, for what was typed by ear: see publish/search/sounds.py.

import { fileOf, separators } from './files.js'
import { runs } from './terms.js'

const LEVEL = [0xb0, 0xd7] // Rows of GB 2312 that are sorted by sound

/** {sounds, firsts}: character → syllable, of the site's names and what slips are made of; of each file of words the first. */
export const load = index => index.sounds ??= index.files.json('sounds').then(({ stretches, others, firsts }) => {
  const [from, to] = LEVEL
  const cells = Array.from({ length: (to - from + 1) * 94 * 2 }, (_, i) => i % 2 ? 0xa1 + (i >> 1) % 94 : from + Math.floor(i / 188))
  const common = [...new TextDecoder('gb2312').decode(Uint8Array.from(cells))]
  const sounds = new Map()
  for (const [, sound, many] of stretches.matchAll(/([a-z]+)(\d+)/g)) for (const char of common.splice(0, many)) sounds.set(char, sound)
  for (const [, sound, characters] of others.matchAll(/([a-z]+)(\S+)/g)) for (const char of characters) sounds.set(char, sound)
  return { sounds, firsts: separators(firsts) }
})

export const sounding = async index => (await load(index)).sounds

/** The words of the site with this pronunciation (syllables with spaces between). */
export async function saidAlike(index, sound) {
  const { firsts } = await load(index)
  if (sound.includes('?') || !firsts.length) return []
  const lines = await index.files.lines(`s/${fileOf(sound, firsts)}`)
  const line = lines.split('\n').find(one => one.startsWith(`${sound}\t`))
  return line ? line.split('\t')[1].split(' ') : []
}

/** A name, in searched form, as it is typed by ear: without spaces and signs. */
export const spelt = (text, sounds) => [...runs(text)].map(run =>
  run.han ? Array.from(run.text, char => sounds.get(char) ?? char).join('') : run.text.replace(/[^\p{L}\p{N}]/gu, '')).join('')

/** What many do not tell apart: zh and z, ng and n, ü and u. */
export const slurred = text => text.replace(/([zcs])h/g, '$1').replace(/([aei])ng(?![aeiou])|ong(?![aeiou])/g, (_, vowel) => `${vowel ?? 'o'}n`).replaceAll('v', 'u')

const MOST = 6 // Ways to cut that are tried

/** The ways to cut a word into syllables, the one with the fewest first. */
export function syllables(word, sounds) {
  const known = new Set(sounds.values())
  const ways = [[[]]]
  for (let end = 1; end <= word.length; end++) {
    ways[end] = []
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const piece = word.slice(start, end)
      if (known.has(piece)) ways[end].push(...ways[start].map(before => [...before, piece]))
    }
    ways[end] = ways[end].sort((a, b) => a.length - b.length).slice(0, MOST)
  }
  return ways[word.length]
}
