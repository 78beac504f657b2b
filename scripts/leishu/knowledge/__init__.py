"""From the pages under docs/ to what they say of one another.

load_catalogue(root) / catalogue_of(files)  → Catalogue(entries, topics, sources, pages, problems)
build_corpus(catalogue, derived=())         → Corpus: all of the below, by page

build_register(entries and topics)          → Register; .find(name) → paths, in any script, width or spacing
read_page(page)                             → Reading: match key, prose, sections, passages, sentences
sightings(reading, register)                → names seen;  find_mentions(reading, sightings) → Mention, …
references(reading, known)                  → Link, … that people wrote, and Problem, … (LNK101–103)
mention_links(reading, mentions, written)   → Link, … at the first mention in each section
add_links(body, links) / remove_links(body) → Markdown with the links, and back, byte for byte
assign(readings, mentions, topics, entries) → Assignment, … with reasons
backlinks(readings, mentions, links)        → by target: page, section, sentence, anchor
occurrences(assignments, mentions, entries) → by topic: the entries that occur with it

`load_catalogue` is the only function here that touches the disk; all others are pure.
"""
