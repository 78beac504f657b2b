// The modules of the search box by themselves: node --test tests/search/
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Files, Stale, fileOf } from '../../overrides/assets/search/files.js'
import { Lexicon } from '../../overrides/assets/search/lexicon.js'
import { Index } from '../../overrides/assets/search/index.js'
import { distance } from '../../overrides/assets/search/slips.js'
import { operated } from '../../overrides/assets/search/operators.js'
import { parse, termsOf as wantedOf } from '../../overrides/assets/search/query.js'
import { Numbering, meet, rank } from '../../overrides/assets/search/rank.js'
import { slurred, syllables } from '../../overrides/assets/search/sounds.js'
import { reasons } from '../../overrides/assets/search/show.js'
import { excerpt, pieces } from '../../overrides/assets/search/shown.js'
import { nameKey } from '../../overrides/assets/search/terms.js'

const lexicon = new Lexicon('软軟\n体體\n开開\n芯', '软体 软件\n软件 软体\n程序 进程\n硅 矽\n\n什么 为什么\n的是与为什么个用\n用户 个人\nwhat is')
const asked = typed => parse(typed, lexicon)
const withOperators = typed => operated(typed, lexicon)
const termsOf = slot => slot.alternatives.map(one => one.terms.map(([term]) => term).join(' '))

test('a regional word is asked for as typed and as the other region says it', () => {
  const [slot] = asked('軟體').slots
  assert.equal(slot.typed, '軟體')
  assert.deepEqual(termsOf(slot), ['软体', '软件'])
})

test('a word of letters among Han is looked for among words', () => {
  const { slots } = parse('手指', new Lexicon('', '手指 u盘'))
  assert.deepEqual([...wantedOf({ slots, left: [] })], [['手指', true], ['u', false], ['盘', true]])
})

test('neighbours of a regional word are glued to it by a pair that counts little', () => {
  const { slots } = asked('开源軟體社区')
  assert.deepEqual(slots.map(slot => slot.glue ? `(${termsOf(slot)[0]})` : termsOf(slot)[0]), ['开源', '(源软)', '软体', '(体社)', '社区'])
})

test('a single character is widened only when it is the whole question', () => {
  assert.deepEqual(termsOf(asked('硅').slots[0]), ['硅', '矽'])
  assert.deepEqual(asked('硅片').slots.map(slot => termsOf(slot).length), [1])
})

test('words that ask are not asked for where something else is', () => {
  assert.deepEqual(asked('芯片是什么').slots.map(slot => termsOf(slot)[0]), ['芯片'])
})

test('a pair that only joins is not asked for, unless the two are a word', () => {
  const terms = asked('用户的个人芯片与用户端').slots.map(slot => termsOf(slot)[0]).join(' ').split(' ')
  assert.deepEqual(terms.filter(term => /[的与]/.test(term)), [])
  assert.deepEqual(['用户', '个人', '人芯', '户端'].filter(term => !terms.includes(term)), [])
})

test('a foreign word that only asks is not asked for, nor glued to its neighbour', () => {
  const { slots } = asked('what is open source')
  assert.deepEqual(slots.map(slot => termsOf(slot)[0]), ['open', 'opensource', 'source'])
})

test('a question of weak characters only is still a question', () => {
  assert.ok(asked('为什么').slots[0].alternatives[0].terms.every(([, weight]) => weight === 1))
})

test('a pasted paragraph asks for a bounded number of terms', () => {
  const { slots } = asked('龙芯处理器指令系统自主研发生态建设操作系统编译器数据库中间件应用软件适配')
  assert.ok(slots.flatMap(slot => slot.alternatives[0].terms).length <= 12)
})

test('operators are taken out of the words', () => {
  const query = withOperators('芯片 "开源硬件" -补贴 topic:监管 entry:龙芯')
  assert.deepEqual(query.exact, ['开源硬件'])
  assert.deepEqual(query.left.map(slots => slots.map(slot => slot.typed)), [['补贴']])
  assert.deepEqual(query.scopes, { entry: ['龙芯'], topic: ['监管'] })
  assert.equal(query.form, '芯片')
})

test('a hyphen inside of a word excludes nothing', () => {
  assert.deepEqual(withOperators('RISC-V GPT-4').left, [])
})

test('an open quotation mark is no operator yet', () => {
  const query = withOperators('"开源')
  assert.deepEqual([query.exact, query.strict, query.scoped], [[], false, false])
  assert.equal(termsOf(query.slots[0])[0], '开源')
})

test('names are compared without spaces and signs', () => {
  assert.equal(nameKey('01.ai'), '01ai')
  assert.equal(nameKey('kai yuan'), 'kaiyuan')
  assert.equal(nameKey('比尔·盖茨'), '比尔盖茨')
})

test('pinyin is cut into syllables in each way it can be', () => {
  const sounds = new Map([['西', 'xi'], ['安', 'an'], ['先', 'xian'], ['进', 'jin']])
  assert.deepEqual(syllables('xianjin', sounds), [['xian', 'jin'], ['xi', 'an', 'jin']])
  assert.deepEqual(syllables('xianq', sounds), [])
})

test('what the ear does not tell apart is written alike', () => {
  assert.equal(slurred('zhongguo'), slurred('zonguo'))
  assert.equal(slurred('lvzhou'), slurred('luzou'))
  assert.equal(slurred('fangan'), 'fangan')
  assert.notEqual(slurred('beijing'), slurred('bijing'))
})

test('distance counts an exchange of neighbours once, and gives up beyond its bound', () => {
  assert.equal(distance('hauwei', 'huawei', 2), 1)
  assert.equal(distance('deepsek', 'deepseek', 2), 1)
  assert.equal(distance('木栏', '木兰', 1), 1)
  assert.equal(distance('abcd', 'wxyz', 2), Infinity)
})

test('the file of a key is the last one that does not begin after it', () => {
  const firsts = ['a', 'kai', 'z']
  assert.deepEqual(['0', 'a', 'jz', 'kai', 'kaiyuan', 'zz'].map(key => fileOf(key, firsts)), [0, 0, 0, 1, 1, 2])
})

const held = (units, weights) => ({ count: units.length, postings: () => ({ units, weights }) })
const about = { kindOf: () => 2, named: new Set() }

test('a piece of a known word is not that word, where another region says it in full', () => {
  const found = new Map([['工作', held([1], [15])], ['义工', held([0], [5])]])
  const { slots } = parse('义务工作', new Lexicon('', '义务工作 义工'))
  const { met } = meet(slots[0], found, 9)
  assert.ok(met.get(0).share > 0.9 && met.get(1).share < 0.4)
})

test('all words in one place come before the same words scattered over a page', () => {
  const found = new Map([['开源', held([1, 4], [6, 6])], ['芯片', held([2, 4], [6, 6])]])
  const slots = asked('开源 芯片').slots.map(slot => meet(slot, found, 9))
  const ranked = rank(slots, new Numbering([3, 3, 3]), about)
  assert.deepEqual(ranked.map(one => [one.page, one.unit]), [[1, 4], [0, 1]])
})

test('a word in the title counts for the passages of its page', () => {
  const found = new Map([['龙芯', held([0, 5], [14, 5])], ['补贴', held([1, 4], [5, 5])]])
  const slots = asked('龙芯 补贴').slots.map(slot => meet(slot, found, 9))
  assert.equal(rank(slots, new Numbering([3, 3, 3]), about)[0].page, 0)
})

test('a page that answers a third of the question does not stand beside one that answers all', () => {
  const found = new Map([['开源', held([1, 4], [6, 6])], ['芯片', held([4], [6])], ['补贴', held([4], [6])]])
  const slots = asked('开源 芯片 补贴').slots.map(slot => meet(slot, found, 9))
  assert.deepEqual(rank(slots, new Numbering([3, 3, 3]), about).map(one => one.page), [1])
})

test('of two pages that say it as well, the one that says it again comes first, and its places are worth what they were', () => {
  const found = new Map([['芯片', held([1, 4, 5], [6, 6, 6])]])
  const slots = asked('芯片').slots.map(slot => meet(slot, found, 9))
  const [first, second] = rank(slots, new Numbering([3, 3, 3]), about)
  assert.deepEqual([first.page, second.page], [1, 0])
  assert.equal(first.units[0].score, second.units[0].score)
})

test('marks of canonical text are carried to the words a variant shows', () => {
  const shown = ['大型软件的信息', [2, '軟體', 1, '資訊']]
  const marked = [false, false, true, true, false, true, true]
  assert.deepEqual(pieces(shown, 0, new Map(), marked).filter(one => one.marked).map(one => [one.text, one.from]), [['軟體', '软件'], ['資訊', '信息']])
  assert.equal(pieces(shown, -1, new Map(), []).map(one => one.text).join(''), '大型软件的信息')
})

test('an excerpt of a long text stands around its marks and never exceeds its room', () => {
  const all = [{ text: '前'.repeat(500), marked: false }, { text: '光刻机', marked: true }, { text: '后'.repeat(500), marked: false }]
  const cut = excerpt(all, 88)
  assert.ok(cut.some(one => one.marked && one.text === '光刻机'))
  assert.ok(cut.map(one => one.text).join('').length <= 90)
  assert.equal(cut[0].text[0], '…')
})

test('an excerpt shows each word once rather than one word twice, in two parts if need be', () => {
  const word = text => ({ text, marked: true })
  const gap = (char, many) => ({ text: char.repeat(many), marked: false })
  const near = excerpt([word('开源'), gap('甲', 60), word('开源'), gap('乙', 30), word('芯片'), gap('丙', 200)], 88)
  assert.deepEqual(near.filter(one => one.marked).map(one => one.text), ['开源', '芯片'])
  const far = excerpt([gap('甲', 100), word('开源'), gap('乙', 200), word('芯片'), gap('丙', 100)], 88)
  assert.deepEqual(far.filter(one => one.marked).map(one => one.text), ['开源', '芯片'])
  assert.ok(far.map(one => one.text).join('').length <= 91)
})

test('a mark leaves the sign beside a word alone', () => {
  const found = pieces(['说“软件”的', [1, '「軟體」']], 0, new Map(), [false, false, true, true])
  assert.deepEqual(found.filter(one => one.marked).map(one => one.text), ['軟體'])
})

test('a mark that takes in a part of what is worded another way, at another length, is known for torn', () => {
  const [, found] = pieces(['用源码软件的', [1, 4, '原始碼軟體']], 0, new Map(), [false, false, false, true, true])
  assert.deepEqual([found.text, found.torn], ['原始碼軟體', true])
  const [, whole] = pieces(['用源码软件的', [1, 4, '原始碼軟體']], 0, new Map(), [false, true, true, true, true])
  assert.ok(!whole.torn)
})

test('an excerpt ends behind a marked word, not within it', () => {
  const cut = excerpt([{ text: '软件', marked: true }, { text: '中'.repeat(84), marked: false }, { text: '开放原始码', marked: true }, { text: '后'.repeat(90), marked: false }], 88)
  assert.deepEqual(cut.filter(one => one.marked).map(one => one.text), ['软件', '开放原始码'])
})

test('an excerpt of a short text is the text', () => {
  assert.deepEqual(excerpt([{ text: '短', marked: false }], 88), [{ text: '短', marked: false }])
})

test('a file that is gone means that the index is stale, and is asked for again', async t => {
  let asked = 0
  t.mock.method(globalThis, 'fetch', async () => { asked++; return new Response('', { status: 404 }) })
  const files = new Files('http://site.test/search/old/')
  await assert.rejects(files.json('meta'), Stale)
  await assert.rejects(files.json('meta'), Stale)
  assert.equal(asked, 2)
})

test('a file is fetched once, however often it is asked for', async t => {
  const { deflateSync } = await import('node:zlib')
  let asked = 0
  t.mock.method(globalThis, 'fetch', async () => { asked++; return new Response(deflateSync(Buffer.from('{"a":1}'))) })
  const files = new Files('http://site.test/search/new/')
  assert.deepEqual(await Promise.all([files.json('meta'), files.json('meta')]), [{ a: 1 }, { a: 1 }])
  assert.equal(asked, 1)
})

test('a common term is looked up in its best units, and in all of them where each counts', async () => {
  const of = (count, units) => new Map([['我们', { count, postings: () => ({ units, weights: units.map(() => 4) }) }]])
  const held = { 'l/0': of(5, [1, 9]), 'r/0': of(3, [0, 4, 7]) }
  const asked = []
  const files = { terms: async name => { asked.push(name); return held[name] } }
  const meta = { starts: [10], texts: [], pairs: [[], []], characters: '', words: '', names: '', common: ['我们', []] }
  const index = new Index({ files, meta, tables: ['', ''], script: '', number: -1, site: null })
  const wanted = new Map([['我们', true]])
  const units = async whole => [...(await index.terms(wanted, whole)).get('我们').postings().units]
  assert.deepEqual(await units(), [1, 9])
  assert.deepEqual(asked, ['l/0'])
  assert.deepEqual(await units(new Set(['我们'])), [1, 9, 0, 4, 7])
})

test('every unit counts of what stands in quotation marks or is left out', () => {
  assert.deepEqual([...withOperators('芯片 "开源硬件" -补贴').whole], ['开源', '源硬', '硬件', '补贴'])
})

// What is said to have been found for `typed` in `shown`, where `at` of its code points are marked.
function why(typed, shown, ...at) {
  const marked = [...shown[0]].map((_, i) => i >= at[0] && i < at[1])
  const found = pieces(shown, 0, new Map([['开', '開'], ['软', '軟'], ['机', '機']]), marked)
  return reasons(lexicon, asked(typed), [], [{ places: [{ found }] }])
}

test('a word that the variant says in its own way is told as the reason', () => {
  assert.deepEqual(why('打印机', ['用打印机', [1, '印表']], 1, 4), [['打印机', '印表機']])
})

test('a stretch across two words of the variant is no reason', () => {
  assert.deepEqual(why('开源', ['公开源代码', [2, '原始']], 1, 3), [])
})

test('a word beside another one that the variant says in its own way is still a reason', () => {
  assert.deepEqual(why('软件', ['软件信息', [1, '體資訊']], 0, 2), [['软件', '軟體']])
})
