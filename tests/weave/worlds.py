"""Random small worlds: pages that mention, link, cite and quote each other, with everything in the way that may be."""

import json

from hypothesis import strategies as st

from leishu.config import Settings
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.weave import weave

NAMES = {
    "oolong": ("乌龙茶", {"zh-Hant-TW": ["烏龍"], "en": ["Oolong"], "aliases": ["青茶"], "misspellings": ["污龙茶"]}),
    "gaiwan": ("盖碗", {"aliases": ["三才碗"]}),
    "lu-yu": ("陆羽", {"aliases": ["茶圣"], "misspellings": ["陆宇"]}),
    "tea-classic": ("茶经", {"en": ["The Classic of Tea"]}),
    "risc-tea": ("R*C-V [五]", {"en": ["R&C <5>"]}),
}
TOPICS = {"water": ("水", ["泉眼"]), "fire": ("火候", [])}
_SAID = (
    *("乌龙茶", "烏龍茶", "烏龍", "Oolong", "青茶", "污龙茶", "盖碗", "蓋碗", "陆羽", "陸羽", "陆宇", "茶圣"),
    *("茶经", "茶經", "R*C-V [五]", "火候", "水", "泉眼", "The Classic of Tea"),
)
_MARKED = (
    *("[[乌龙茶]]", "[[盖碗|那只碗]]", "[[陆羽]]", "[@manual#p2]", "[@letter#p1]", "[@manual#p99]", "`茶经`"),
    *(
        "、**茶经**、",
        "、*陆羽*、",
        "<span>青茶</span>",
        "[盖碗](../entries/gaiwan.md)",
        "<https://example.org/乌龙茶>",
    ),
    *("![盖碗](x.png)", "\\*", "&lt;", "$茶$", "[火候][ref]", "（", "）", "“", "”", "[^n]"),
)
_PLAIN = ("今日", "说起", "与", "并不", "，", "。", "！", " ", "hot ", "1998 年", "的")

sentences = st.lists(st.sampled_from((*_SAID, *_SAID, *_MARKED, *_PLAIN)), min_size=1, max_size=9).map(
    lambda words: "".join(words).strip() + "。"
)
_BLOCKS = (
    "{}",
    "## {}",
    "- {}\n- 乌龙茶",
    "> {}\n> 陆羽",
    "    盖碗 {}",
    "```\n盖碗\n```",
    "<div>茶经 {}</div>",
    "1. {}",
)
blocks = st.builds(str.format, st.sampled_from((*_BLOCKS, "{}", "{}")), sentences)
bodies = st.builds(
    lambda title, found, end: title + "\n\n".join(found) + end,
    st.sampled_from(("", "# 题\n\n", "\n\n", "# 茶与*水*\n")),
    st.lists(blocks, max_size=5),
    st.sampled_from(("", "\n", "\n\n\n")),
)
titles = st.text("茶水火ab[]()*_`<&\\:'\"#|!{}^ ", min_size=1, max_size=8).filter(str.strip)


def page(body="", **front_matter):
    """A page's file; JSON is YAML."""
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front_matter.items())
    return f"---\n{head}---\n{body}" if head else body


@st.composite
def worlds(draw):
    """The files of a world: path below docs/ → text."""
    files = {"index.md": draw(bodies), "notes/deep/n.md": page(draw(bodies), title=draw(titles))}
    for slug, (title, names) in NAMES.items():
        topics = draw(st.lists(st.sampled_from(sorted(TOPICS)), unique=True))
        linking = {"linking": False} if draw(st.integers(0, 5)) == 0 else {}
        head = {"title": title, "kind": "product", "names": names, "topics": topics, **linking}
        files[f"entries/{slug}.md"] = page(draw(bodies), **head)
    for slug, (title, terms) in TOPICS.items():
        files[f"topics/{slug}.md"] = page(draw(bodies), title=title, terms=terms)
    for name in ("manual", "letter"):
        told = draw(st.lists(sentences, min_size=3, max_size=6))
        text = "".join(f"\n{sentence}\n{{: #p{number} }}\n" for number, sentence in enumerate(told, 1))
        files[f"sources/{name}.md"] = page(f"\n# 文 {{: #p0 }}\n{text}", title=draw(titles), author=draw(titles))
    return files


def corpus_of(files):
    """The corpus of a world."""
    return build_corpus(catalogue_of(files))


def pages_of(corpus, root, passages=2, loom=None):
    """What weave makes of a corpus: path → Markdown."""
    return {page.path: page.markdown for page in weave(corpus, Settings(root, topic_passages=passages), loom=loom)}
