// What the panel shows: groups of options, counts, reasons. Text only ever enters as text, never as markup.

const KINDS = ['entry', 'topic', 'source', 'page']

export class Results {
  constructor(box) {
    for (const part of ['input', 'list', 'status', 'filters', 'why', 'more', 'none', 'panel', 'gap']) this[part] = box.querySelector(`.ls-${part}`)
    this.words = Object.fromEntries([...document.getElementById('ls-words').content.querySelectorAll('[data-w]')]
      .map(one => [one.dataset.w, one.textContent]))
    this.chosen = null
    this.of = ''
  }

  get options() {
    return [...this.list.querySelectorAll('[role=option]')]
  }

  say(word, values = {}) {
    const text = (this.words[word] ?? word).replace(/\{(\w)\}/g, (_, name) => values[name])
    if (this.status.textContent !== text) this.status.textContent = text
  }

  busy(fresh) {
    if (!this.list.childElementCount) this.say('busy')
    this.panel.classList.toggle('ls--busy', fresh)
  }

  clear() {
    this.list.replaceChildren()
    this.status.textContent = ''
    this.of = ''
    this.choose(-1)
    for (const part of [this.filters, this.why, this.more, this.none]) part.hidden = true
  }

  /** Says what is wrong, and offers other ways. */
  trouble(word) {
    this.panel.classList.remove('ls--busy', 'ls--empty')
    this.say(word)
    this.none.hidden = false
  }

  show(answer, state) {
    if (answer.failed) return this.trouble('failed')
    if (!answer.done) {
      // Names come first; what stands below stays until its turn, so that nothing flickers.
      if (answer.names.length && !this.list.querySelector('[data-group=passages]')) this.names(answer.names)
      return
    }
    const keep = this.chosen?.href
    this.panel.classList.remove('ls--busy')
    this.of = this.panel.dataset.answered = answer.typed
    this.names(answer.names)
    this.put('passages', answer.groups, one => this.paged(one))
    this.count(answer, state)
    this.reasons(answer.why)
    this.more.hidden = !answer.more
    this.options.forEach((option, i) => { option.id = `ls-option-${i}` })
    this.choose(keep ? this.options.findIndex(option => option.href === keep) : -1)
  }

  names(all) {
    const topics = all.filter(one => one.kind === 'topic')
    const names = all.filter(one => one.kind !== 'topic')
    const groups = [['names', names], ['topics', topics]]
    // Names before topics, unless a topic answers better.
    if (topics[0]?.score > (names[0]?.score ?? Infinity)) groups.reverse()
    for (const [name, items] of groups) this.put(name, items, one => this.named(one))
  }

  count({ total, counts, typed, facets }, { filter }) {
    this.none.hidden = total > 0
    if (total) this.say('count', { n: filter.kind ? counts[filter.kind] : total })
    else {
      this.say('none', { q: typed })
      if (this.gap) this.gap.search = new URLSearchParams({ title: this.words.none.replace('{q}', typed) })
    }
    const kinds = KINDS.filter(name => counts[name] || name === filter.kind)
    const chip = (name, value, label) => {
      const button = element('button', 'ls-filter', label)
      button.type = 'button'
      Object.assign(button.dataset, { name, value })
      button.setAttribute('aria-pressed', String(name === 'facets' ? Boolean(facets) : String(filter[name] ?? '') === String(value)))
      return button
    }
    const focused = document.activeElement?.dataset?.value
    this.filters.hidden = !total && !facets
    this.filters.replaceChildren(
      ...(kinds.length > 1 || filter.kind ? kinds.map(name => chip('kind', name, `${this.words[name]} ${counts[name]}`)) : []),
      chip('facets', 'facets', this.words.facets),
      ...(facets ?? []).map(all => row(all.map(([name, value, label, n]) => chip(name, value, `${this.words[label] ?? label} (${n})`)))),
    )
    if (focused) this.filters.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus()
  }

  reasons(why) {
    this.why.hidden = !why.length
    this.why.replaceChildren(this.words.why, ...why.map(([asked, found]) => element('span', 'ls-reason', `${asked} = ${found}`)))
  }

  put(name, items, make) {
    let group = this.list.querySelector(`[data-group=${name}]`)
    if (!items.length) return group?.remove()
    if (!group) {
      group = element('div', 'ls-group')
      group.dataset.group = name
      group.setAttribute('role', 'group')
      group.setAttribute('aria-label', this.words[name])
    }
    this.list.append(group)
    const title = element('div', 'ls-title', this.words[name])
    title.setAttribute('aria-hidden', 'true')
    group.replaceChildren(title, ...items.flatMap(make))
  }

  named(one) {
    const option = choice(one.url, 'ls-name')
    option.append(marked('ls-name-title', one.title))
    if (one.also) option.append(element('span', 'ls-also', `${this.words[one.wrong ? 'wrong' : 'also']} ${one.also}`))
    if (one.near) option.append(element('span', 'ls-also', this.words.near))
    option.append(element('span', 'ls-kind', this.words[one.of] ?? this.words[one.kind]))
    return [option]
  }

  paged(one) {
    const [first, ...others] = one.places
    const head = choice(first.url, 'ls-place')
    const line = element('span', 'ls-page')
    line.append(marked('ls-page-title', one.title), element('span', 'ls-kind', [this.words[one.of] ?? this.words[one.kind], one.year].filter(Boolean).join(' · ')))
    head.append(line, ...placed(first))
    return [head, ...others.map(place => {
      const option = choice(place.url, 'ls-place ls-place--more')
      option.append(...placed(place))
      return option
    })]
  }

  move(step) {
    const { options } = this
    const at = options.indexOf(this.chosen)
    const next = at < 0 ? (step > 0 ? 0 : options.length - 1) : at + step
    this.choose(next < 0 ? (at > 0 ? 0 : -1) : Math.min(next, options.length - 1))
  }

  choose(at) {
    this.chosen?.setAttribute('aria-selected', 'false')
    this.chosen = this.options[at] ?? null
    if (!this.chosen) return this.input.removeAttribute('aria-activedescendant')
    this.chosen.setAttribute('aria-selected', 'true')
    this.input.setAttribute('aria-activedescendant', this.chosen.id)
    this.chosen.scrollIntoView({ block: 'nearest' })
  }
}

function row(chips) {
  const made = element('div', 'ls-row')
  made.append(...chips)
  return made
}

function placed(place) {
  const text = marked('ls-text', place.pieces)
  return place.heading ? [element('span', 'ls-heading', place.heading), text] : [text]
}

function choice(href, name) {
  const option = element('a', name)
  option.href = href
  option.tabIndex = -1
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  return option
}

function marked(name, pieces) {
  const made = element('span', name)
  made.append(...pieces.map(piece => piece.marked ? element('mark', '', piece.text) : piece.text))
  return made
}

function element(tag, name, text) {
  const made = document.createElement(tag)
  if (name) made.className = name
  if (text !== undefined) made.textContent = text
  return made
}
