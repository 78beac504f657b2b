"""From the pages under docs/ to what they say of one another.

    load_catalogue(root) / catalogue_of(files)  → Catalogue(entries, topics, sources, pages, problems)
    build_corpus(catalogue, derived=(), memory) → Corpus: all of the below, by page; a Memory makes the next one cheap
    explain(corpus, path, passage="")           → Because, …: why each thing is on a page or in a passage

    build_register(entries and topics)          → Register; .find(name) → paths, in any script, width or spacing
    read_page(page, passages)                   → Reading: match key, prose, sections, passages, sentences
    Finder(register).find(readings)             → names seen;  find_mentions(reading, sightings) → Mention, …
    settle(reading, sightings, certain, told)   → ambiguous names: decided, and left alone (ambiguity → NAM102)
    called_short(reading, sightings, register)  → people called by a part of their name
    references_on(reading)                      → what people refer to;  resolve_all(page, …, known) → Link, …, and
                                                  Problem, … (LNK101–103)
    mention_links(reading, mentions, written)   → Link, … at the first mention in each section
    link_pages(readings, entries, known, …)     → Linked(mentions, links, problems): the five above for all pages
    add_links(body, links) / remove_links(body) → Markdown with the links, and back, byte for byte
    assign(readings, mentions, topics, …)       → Assignment, … with reasons
    backlinks(readings, mentions, links, …)     → by target: page, section, sentence, anchor
    occurrences(assignments, mentions, entries) → by topic: the entries that occur with it
    find_dates(text, published)                 → Dated, …: intervals of days
    find_events(readings, mentions, …)          → Event, …: dated sentences with entries and topics
    find_quotations(reading, mentions, kinds)   → Quotation, … with their speakers
    neighbours(readings, mentions, links, …)    → pairs mentioned together; related(pairs, …) → by entry, with reasons
    alike_passages(passages, …)                 → pairs of different sources that say the same
    moves(pages)                                → from where a page was to where it is
    graph(corpus, address)                      → nodes and edges, for other programs

What takes a Memory works page by page: it gives again what was made from the same (`memory`). `load_catalogue` is the
only function here that touches the disk; all others are pure.
"""
