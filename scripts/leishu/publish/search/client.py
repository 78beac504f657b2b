"""The search box as readers get it: its modules put together and made small.

In `overrides/assets/search` it is one ES module a duty, which any browser runs as they are; but each level of imports
costs a phone another round trip. Here every entry takes in the modules it needs. What one bundle has loaded, a later
one in the same thread uses from there.

Only the forms of import and export that those modules use are understood (a test keeps them to it):

    import { a, b } from './name.js'
    export function …   export async function …   export function* …   export class …   export const …   export { a, b }
"""

import hashlib
import re
from pathlib import Path

import minify

ENTRIES = ("search", "box", "mark", "worker", "near", "facets")
"""What is fetched by itself; the last two by the worker, when a question needs them."""
_LATER = {"near": "worker", "facets": "worker"}

_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./(\w+)\.js'\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|class |const )", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function\*? ?|class |const )(\w+)", re.MULTILINE)
_LIST = re.compile(r"^export \{([^}]*)\}\n", re.MULTILINE)
_SHARED = "self.leishu"
_MANIFEST = re.compile(r"(manifest=)(?:null|\{\"format\".*?\]\})")


def write_client(folder: Path, manifest: str) -> None:
    """Bundle the modules in `folder` in place, and tell the first of them what the manifest (JSON) says."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
    if not set(ENTRIES) <= set(sources):
        return
    bundles = {entry: bundle(entry, sources) for entry in ENTRIES}
    version = hashlib.sha256("".join(bundles.values()).encode("utf-8")).hexdigest()[:8]
    for entry, text in bundles.items():
        small = minify.string("application/javascript", text)
        # An old bundle in a browser's cache must not meet a new one.
        versioned = re.sub(r"(['\"`])\./(\w+)\.js\1", rf"\1./\2.js?{version}\1", small)
        (folder / f"{entry}.js").write_text(
            _MANIFEST.sub(lambda found: found[1] + manifest, versioned), encoding="utf-8"
        )
    for name in set(sources) - set(ENTRIES):
        (folder / f"{name}.js").unlink()


def bundle(entry: str, sources: dict[str, str]) -> str:
    """One entry with all it imports, each module in a scope of its own."""
    there = _needed(_LATER[entry], sources) if entry in _LATER else ()
    modules = [name for name in _needed(entry, sources) if name != entry]
    parts = [f"const ${name} = {_SHARED}.${name}" if name in there else _scope(name, sources[name]) for name in modules]
    if entry in _LATER.values():
        parts.append(f"{_SHARED} = {{ {', '.join(f'${name}' for name in modules)} }}")
    own = _IMPORT.sub(_taken, sources[entry])
    return "\n".join((*parts, own))


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


def _scope(name: str, source: str) -> str:
    exported = _EXPORTED.findall(source) + [one.strip() for group in _LIST.findall(source) for one in group.split(",")]
    body = _LIST.sub("", _EXPORT.sub("", _IMPORT.sub(_taken, source)))
    return f"const ${name} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }}\n}})()"


def _taken(match: re.Match[str]) -> str:
    return f"const {{{match[1]}}} = ${match[2]}\n"
