"""The search box as readers get it: its modules put together and made small.

In `overrides/assets/search` it is one ES module a duty, which any browser runs as they are; but each level of imports
costs a phone another round trip. Here every entry takes in the modules it needs, all in one scope, so that their names
can be made short. What one bundle has loaded, a later one in the same thread uses from there.

Only the forms of import and export that those modules use are understood, and no two modules of one bundle may give the
same name to what stands outside of functions (tests keep them to it):

    import { a, b } from './name.js'
    export function …   export async function …   export function* …   export class …   export const …   export { a, b }
"""

import hashlib
import re
from pathlib import Path

import minify

from leishu.errors import SettingsError

ENTRIES = ("search", "box", "mark", "worker", "near", "facets", "operators")
"""What is fetched by itself; the last three by the worker, when a question needs them."""
_LATER = {"near": "worker", "facets": "worker", "operators": "worker"}

_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./(\w+)\.js'\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|class |const )", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function\*? ?|class |const )(\w+)", re.MULTILINE)
_LIST = re.compile(r"^export \{([^}]*)\}\n", re.MULTILINE)
_SHARED = "self.leishu"
_MANIFEST = "const manifest = null"
_TOLD = re.compile(r"\{\"?format\"?:\d.*?\]\}")


def write_client(folder: Path, manifest: str) -> None:
    """Bundle the modules in `folder` in place, and tell the first of them what the manifest (JSON) says.

    Raises SettingsError where they are not what can be put together: of another release, or changed by people.
    """
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
    if not sources:
        return
    if len(sources) == len(ENTRIES):  # published again without having been rendered again
        _write(folder, "search", _TOLD.sub(lambda _: manifest, sources["search"]))
        return
    try:
        bundles = {entry: bundle(entry, sources) for entry in ENTRIES}
    except KeyError as error:
        raise _unfit(f"it lacks {error.args[0]}.js") from None
    version = hashlib.sha256("".join(bundles.values()).encode("utf-8")).hexdigest()[:8]
    for entry, text in bundles.items():
        told = text.replace(_MANIFEST, _MANIFEST.replace("null", manifest))
        # An old bundle in a browser's cache must not meet a new one.
        versioned = re.sub(r"(['\"`])\./(\w+)\.js\1", rf"\1./\2.js?{version}\1", told)
        try:
            small = minify.string("application/javascript", versioned)
        except minify.MinifyError as error:
            raise _unfit(f"{entry}.js with what it imports: {str(error).splitlines()[0]}") from None
        _write(folder, entry, small)
    for name in set(sources) - set(ENTRIES):
        (folder / f"{name}.js").unlink()


def _unfit(why: str) -> SettingsError:
    remedy = "move that folder away and run 'leishu upgrade', which writes it again"
    return SettingsError(f"overrides/assets/search cannot be put together: {why}: {remedy}")


def _write(folder: Path, entry: str, text: str) -> None:
    (folder / f"{entry}.js").write_text(text, encoding="utf-8")


def bundle(entry: str, sources: dict[str, str]) -> str:
    """One entry with all it imports, in one scope."""
    modules = modules_of(entry, sources)
    body = [_bare(sources[name]) for name in modules]
    if entry in _LATER:
        body.insert(0, f"const {{ {', '.join(_lent(entry, sources))} }} = {_SHARED}")
    if lent := sorted({name for later, host in _LATER.items() if host == entry for name in _lent(later, sources)}):
        body.append(f"{_SHARED} = {{ {', '.join(lent)} }}")
    exported = _exports(sources[entry])
    if not exported:
        return "\n".join(("(() => {", *body, "})()"))
    given = f"{{ {', '.join(exported)} }}"
    return "\n".join((f"export const {given} = (() => {{", *body, f"return {given}", "})()"))


def modules_of(entry: str, sources: dict[str, str]) -> list[str]:
    """The modules that one bundle is made of, each after those it imports."""
    there = _needed(_LATER[entry], sources) if entry in _LATER else ()
    return [name for name in _needed(entry, sources) if name not in there]


def _lent(entry: str, sources: dict[str, str]) -> list[str]:
    """What a later bundle takes from the one that loaded it."""
    own = modules_of(entry, sources)
    taken = (names for module in own for names, other in _IMPORT.findall(sources[module]) if other not in own)
    return sorted({name.strip() for names in taken for name in names.split(",")})


def _needed(entry: str, sources: dict[str, str]) -> list[str]:
    """The modules an entry needs, itself last, each after those it imports."""
    found: list[str] = []

    def visit(name: str) -> None:
        for _, other in _IMPORT.findall(sources[name]):
            if other not in found:
                visit(other)
        if name not in found:
            found.append(name)

    visit(entry)
    return found


def _exports(source: str) -> list[str]:
    return _EXPORTED.findall(source) + [one.strip() for group in _LIST.findall(source) for one in group.split(",")]


def _bare(source: str) -> str:
    return _LIST.sub("", _EXPORT.sub("", _IMPORT.sub("", source)))
