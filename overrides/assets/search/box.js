// The box in the header: an accessible combobox over the worker's answers.

import { Results } from './results.js'

const PAUSE = 40 // ms without a key before text is looked up

/** What the page's address asks. */
const addressed = () => new URL(location.href).searchParams.get('q') ?? ''

export class Box {
  constructor(box, worker, settings) {
    this.box = box
    this.settings = settings
    this.results = new Results(box)
    this.input = this.results.input
    this.panel = this.results.panel
    this.asked = 0
    this.state = { typed: '', filter: {}, pages: 10 }
    this.composing = false
    this.worker = worker
    if (worker) {
      worker.onmessage = ({ data }) => this.answered(data)
      worker.onerror = () => this.results.trouble('failed')
    }
    this.listen()
    if (addressed()) {
      this.input.value = addressed()
      this.input.focus()
      this.open()
    }
    if (this.input.value) this.ask()
    else if (document.activeElement === this.input) this.open()
  }

  listen() {
    const { input, box } = this
    input.addEventListener('compositionstart', () => { this.composing = true })
    input.addEventListener('compositionend', () => {
      this.composing = false
      this.typed()
    })
    input.addEventListener('input', event => { if (!event.isComposing && !this.composing) this.typed() })
    input.addEventListener('focus', () => this.open())
    box.addEventListener('keydown', event => this.key(event))
    box.querySelector('.ls-close').addEventListener('click', () => this.close())
    box.querySelector('.ls-more').addEventListener('click', () => this.ask({ pages: this.state.pages + 10 }, false))
    box.querySelector('.ls-filters').addEventListener('click', event => {
      const { name, value } = event.target.closest('button')?.dataset ?? {}
      if (name === 'facets') this.ask({ facets: !this.state.facets, filter: {} }, false)
      else if (name) {
        const { filter } = this.state
        const chosen = name === 'year' ? Number(value) : value
        this.ask({ filter: { ...filter, [name]: filter[name] === chosen ? '' : chosen }, pages: 10 }, false)
      }
    })
    this.results.list.addEventListener('click', event => { if (event.target.closest('a')) this.follow() })
    // Pointing keeps the focus in the box, so that keys go on working.
    this.panel.addEventListener('mousedown', event => { if (!event.target.closest('a, button')) event.preventDefault() })
    document.addEventListener('pointerdown', event => { if (this.isOpen && !box.contains(event.target)) this.close(false) })
    box.addEventListener('focusout', event => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) this.close(false)
    })
    addEventListener('popstate', () => this.restore())
  }

  get isOpen() {
    return !this.panel.hidden || this.box.classList.contains('ls--open')
  }

  open() {
    this.box.classList.add('ls--open')
    const filled = Boolean(this.input.value.trim())
    this.panel.hidden = false
    this.panel.classList.toggle('ls--empty', !filled)
    this.input.setAttribute('aria-expanded', String(filled))
    document.documentElement.classList.toggle('ls-locked', filled)
    if (!this.worker) this.results.trouble('old')
  }

  close(back = true) {
    this.box.classList.remove('ls--open')
    document.documentElement.classList.remove('ls-locked')
    this.panel.hidden = true
    this.input.setAttribute('aria-expanded', 'false')
    this.results.choose(-1)
    if (!back) return
    this.input.blur()
    this.input.value = ''
    if (history.state?.ls) history.back()
    else if (addressed()) this.address('')
  }

  typed() {
    clearTimeout(this.timer)
    this.open()
    const waiting = this.input.value.trim()
    if (!waiting) {
      this.asked++
      this.results.clear()
      return this.address('')
    }
    this.timer = setTimeout(() => this.ask({ filter: {}, pages: 10 }), PAUSE)
  }

  ask(change = {}, fresh = true) {
    if (!this.worker) return
    this.state = { ...this.state, ...change, typed: this.input.value.trim() }
    if (!this.state.typed) return
    this.open()
    this.address(this.state.typed)
    this.results.busy(fresh)
    this.worker.postMessage({ id: ++this.asked, ...this.state, settings: this.settings })
  }

  answered(answer) {
    if (answer.reload) return location.reload()
    if (answer.id !== this.asked) return
    this.results.show(answer, this.state)
    if (this.wanted && answer.done) this.results.options[0]?.click()
  }

  /** Keep the address in step, with one step of history for a whole search, so that "back" leaves it. */
  address(typed) {
    const to = new URL(location.href)
    if (typed) to.searchParams.set('q', typed)
    else to.searchParams.delete('q')
    if (to.href === location.href) return
    if (typed && !addressed()) history.pushState({ ...history.state, ls: true }, '', to)
    else history.replaceState(history.state, '', to)
  }

  restore() {
    const typed = addressed()
    if (typed === this.input.value.trim()) return
    this.input.value = typed
    if (typed) this.ask({ filter: {}, pages: 10 })
    else this.close(false)
  }

  key(event) {
    if (event.isComposing || this.composing) return
    const { results } = this
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key]
    if (step && !this.panel.hidden) {
      event.preventDefault()
      this.input.focus() // … from a filter, too
      results.move(step)
    } else if (event.key === 'Enter' && event.target === this.input) {
      event.preventDefault()
      const chosen = results.chosen ?? results.options[0]
      if (chosen && results.of === this.input.value.trim()) chosen.click()
      else {
        clearTimeout(this.timer)
        this.wanted = true
        this.ask()
      }
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (this.input.value) this.close()
      else this.close(false), this.input.blur()
    }
    if (event.key !== 'Enter') this.wanted = false
  }

  /** A result is followed: a page on the same address is only scrolled, so the panel must go. */
  follow() {
    setTimeout(() => this.close(false))
  }
}
