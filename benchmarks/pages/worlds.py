"""A knowledge base of any size, the same every time: text made of our own words, with names spread as names are."""

import random
from pathlib import Path

_SYLLABLES = "山水云石松竹梅兰江河湖海春秋冬夏东西南北金木火土日月星辰风雷雨雪青红白玄天地人和"
_VERBS = ("记载了", "引用过", "不同意", "修改了", "早于", "影响了", "收录了", "比较过")
_NOUNS = ("工序", "规格", "记录", "办法", "版本", "名录", "尺寸", "用法", "来历", "数目")
_TOPICS = 12
_NAMES_A_SENTENCE = 2


def write_world(root: Path, pages: int, seed: int = 7) -> None:
    """A base of about `pages` pages in `root`: two thirds entries, one third sources of some twelve passages each.

    An entry's chance of being mentioned falls with its rank (1/rank), so a few are on every page, as in life.
    """
    chance = random.Random(seed)
    entries = _names(chance, pages * 2 // 3)
    weights = [1 / rank for rank in range(1, len(entries) + 1)]

    def sentence() -> str:
        names = chance.choices(entries, weights, k=_NAMES_A_SENTENCE)
        said = (f"{name}{chance.choice(_VERBS)}{chance.choice(_SYLLABLES)}{chance.choice(_NOUNS)}" for name in names)
        return "，".join(said) + "。"

    topics = [f"topic-{number}" for number in range(_TOPICS)]
    _write(root / "leishu.yml", "")
    _write(root / "mkdocs.yml", (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8"))
    for shared in ("overrides", "scripts/mkdocs_hook.py"):
        (root / shared).parent.mkdir(parents=True, exist_ok=True)
        (root / shared).symlink_to(Path(__file__).parents[2] / shared)
    _write(root / "docs" / "index.md", "# 首页\n")
    for section in ("contributing/index", "contributing/rules", "contributing/architecture", "contributing/repair"):
        _write(root / "docs" / f"{section}.md", "# 页\n")
    for topic in topics:
        name = "".join(chance.sample(_SYLLABLES, 3))
        _write(root / "docs" / "topics" / f"{topic}.md", f"---\ntitle: {name}学\n---\n{sentence()}\n")
    for number, name in enumerate(entries):
        under = ", ".join(chance.sample(topics, chance.randint(0, 2)))
        head = f"---\ntitle: {name}\nkind: concept\ndescription: {sentence()}\ntopics: [{under}]\n---\n"
        _write(root / "docs" / "entries" / f"e{number}.md", head + "\n\n".join(sentence() * 2 for _ in range(3)) + "\n")
    for number in range(pages - len(entries) - _TOPICS):
        passages = "\n".join(f"{sentence()}{sentence()}\n{{: #p{at} }}\n" for at in range(2, 14))
        head = f"---\ntitle: 来源{number}\nlicence: CC0-1.0\nscript: zh-Hans\n---\n\n# 来源{number} {{: #p1 }}\n\n"
        _write(root / "docs" / "sources" / f"s{number}.md", head + passages)


def _names(chance: random.Random, count: int) -> list[str]:
    """Names of three or four characters, none twice."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.sample(_SYLLABLES, chance.choice((3, 3, 4))))] = None
    return list(found)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
