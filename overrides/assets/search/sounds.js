// How characters are read, for what was typed by ear: see publish/search/sounds.py.

import { fileOf } from './files.js'
import { runs } from './terms.js'

/** Character → syllable, of the site's characters and those that slips are made of. */
export async function sounding(index) {
  return index.files.get('sounds', bytes => {
    const sounds = new Map()
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      const [sound, characters] = line.split(' ')
      for (const char of characters ?? '') sounds.set(char, sound)
    }
    return sounds
  })
}

/** The words of the site with this pronunciation (syllables with spaces between). */
export async function saidAlike(index, sound) {
  if (sound.includes('?') || !index.meta.sounds.length) return []
  const lines = await index.files.lines(`s/${fileOf(sound, index.meta.sounds)}`)
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
