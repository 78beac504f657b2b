"""What asks or joins in a question and says little about what is asked for, as the browser gets it.

The lists are `joining.txt` beside this file, our own. Part of the index rather than of the search box, so that a phone
fetches them with the other tables, and only when somebody searches.
"""

from importlib import resources

from leishu.publish.search.form import form

_PARTS = ("phrases", "characters", "words", "foreign")


def joining() -> str:
    """Four lines, folded: phrases that ask, characters that join, words in which they do not, foreign ones that ask."""
    text = resources.files(__package__).joinpath("joining.txt").read_text(encoding="utf-8")
    parts: dict[str, list[str]] = {name: [] for name in _PARTS}
    held: list[str] = []
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            held = parts[line.strip("[]")]
        elif not line.startswith("#"):
            held += line.split()
    return form("\n".join(" ".join(part) for part in parts.values()))
