// What asks or joins in a question and says little about what is asked for.

const PHRASES = `什么 什么是 为什么 怎么 怎么样 怎么办 怎样 如何 哪些 哪个 哪家 哪种 哪里 哪儿 哪位 哪年 多少 多久 多长 多长时间 多大
 几个 几年 是不是 能不能 可不可以 要不要 有没有 会不会 算不算 是否 能否 可否 可以 应该 应当 需要 必须 自己 我们 他们 她们 它们 你们 大家
 别人 人家 这个 那个 这些 那些 这种 那种 一个 一种 一下 一些 有些 有关 关于 对于 由于 因为 所以 如果 但是 而且 或者 以及 还是 还有
 其他 其它 其中 之间 之后 之前 以后 以前 时候 的话 请问 告诉 我想 知道 说说 讲讲 意思 含义 到底 究竟 其实 怎 甚么 点样 咩 边个 点解 边度 几时 几多 啥 咋`.split(/\s+/)
const PHRASE = new RegExp([...PHRASES].sort((a, b) => b.length - a.length).join('|'), 'g')

// Characters that join, and words in which they do not.
const WEAK = new Set('的了是吗呢吧么嘛啊呀什怎哪谁何为被把和与及或在有也都就很之这那个些由从到用给做要于')
const WORDS = new Set(`个人 个体 个股 用户 用途 用法 用电 用例 应用 使用 利用 作用 通用 专用 商用 民用 军用 费用 引用 调用 信用 雇用 滥用 采用 运用 占用 复用
 华为 行为 人为 为人 认为 参与 与会 给与 在线 在岸 在职 在校 存在 内在 潜在 实在 和平 和解 和谐 共和 饱和 温和 中和 公有 国有 专有 私有 拥有 占有 持有
 享有 有限 有效 有害 有机 有线 有序 到期 到账 从业 从属 从事 服从 自由 理由 由来 首都 都市 成都 就业 成就 的士 目的 目标 的确 被告 被动 普及 涉及 埃及 及时
 了解 终了 是非 之江 何氏 要求 重要 主要 要素 要点 摘要 需要 要价 要闻 纪要 概要 供给 给付 补给 给水 做工 做空 做市 在地 之争 这里 很多 由衷 于是 至于
 位于 为止 有色 有源 没有 所有 所有权 有毒 把关 把握 把手 都会 都柏 也门 或然 何时 就地 就近 与否 和声 和弦 到位 报到 迟到 做法 要塞 给力`.split(/\s+/))

const FOREIGN = new Set(`a an the of in on at to for from by with and or is are was were be do does did can how what which who whom whose why when where
 that this these those it its as about into than then there has have had not`.split(/\s+/))

export const faintWord = word => FOREIGN.has(word)

/** For each pair of neighbours in a stretch of Han whether it says little: it asks, joins, or is a seam to what does. */
export function faintPairs(text) {
  const points = [...text]
  const asks = points.map(() => false)
  for (const { 0: phrase, index } of text.matchAll(PHRASE)) {
    const at = [...text.slice(0, index)].length
    for (let i = 0; i < [...phrase].length; i++) asks[at + i] = true
  }
  return points.slice(1).map((point, i) => {
    if (asks[i] || asks[i + 1]) return true
    return (WEAK.has(points[i]) || WEAK.has(point)) && !WORDS.has(points[i] + point)
  })
}
