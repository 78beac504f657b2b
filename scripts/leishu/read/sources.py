"""`sources/` → what was received, each file with its sidecar, and everything that is wrong there."""

import hashlib
import re
from pathlib import Path

from leishu.errors import SourceError
from leishu.model import SourceFile, SourceName
from leishu.problems import Problem, did_you_mean
from leishu.read.formats import FORMATS
from leishu.read.sidecar import SUFFIX, read_sidecar, settlements

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 80
_RESERVED = frozenset(("index", "con", "prn", "aux", "nul"))
"""The list of sources has the first; Windows makes no files of the others."""


def is_name(text: str) -> bool:
    """Whether a source may be called so: it is its URL, so small ASCII letters, digits and single hyphens."""
    return bool(_NAME.fullmatch(text)) and len(text) <= _LONGEST and text not in _RESERVED


def load_sources(root: Path) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Every source below `root`/sources that can be used, by name, and what is wrong with these and the others.

    A file whose sidecar is missing or cannot be read (SRC101, MET101 …) is left out; one that was changed after it was
    received (SRC103) or has no licence (SRC102) is still given.
    """
    folder = root / "sources"
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    sidecars = {path.name.removesuffix(SUFFIX): path for path in files if path.name.endswith(SUFFIX)}
    texts = [path for path in files if path.suffix.lower() in FORMATS]
    sources: dict[str, SourceFile] = {}
    problems = [_unknown(path) for path in files if _is_unknown(path)]
    for path in texts:
        shown = f"sources/{path.name}"
        if not is_name(path.stem):
            hint = "文件名只用 a-z、0-9 与连字符：请用 leishu add 加入 (take it in with 'leishu add')"
            problems.append(
                Problem(shown, 1, 1, "SRC101", f"「{path.stem}」不能作为来源名 (not a name for a source)", hint)
            )
        elif path.stem not in sidecars:
            hint = did_you_mean(path.stem, sidecars) or f"请补 {path.stem}{SUFFIX}，或用 leishu add 加入 (write one)"
            problems.append(
                Problem(shown, 1, 1, "SRC101", f"没有 {path.stem}{SUFFIX} (a source without its record)", hint)
            )
        elif path.stem in sources:
            other = sources[path.stem].path
            problems.append(
                Problem(shown, 1, 1, "SRC101", f"与 {other} 同名 (two sources of one name)", "请改名 (rename one)")
            )
        else:
            source, found = _load(path, sidecars[path.stem])
            problems += found
            if source:
                sources[path.stem] = source
    stems = {path.stem for path in texts}
    for name in sorted(sidecars.keys() - stems):
        hint = did_you_mean(name, stems)
        message = f"没有名为 {name} 的来源文件 (a record without its source)"
        problems.append(Problem(f"sources/{name}{SUFFIX}", 1, 1, "SRC101", message, hint))
    return tuple(sources[name] for name in sorted(sources)), tuple(sorted(problems))


def find_source(name: str, sources: tuple[SourceFile, ...], problems: tuple[Problem, ...]) -> SourceFile:
    """The source called `name` among those that `load_sources` gave; its file's name will do.

    Raises SourceError where there is none that can be used.
    """
    name = name.removeprefix("sources/").removesuffix(SUFFIX)
    for source in sources:
        if name in (source.name, source.path.removeprefix("sources/")):
            return source
    for problem in problems:
        if problem.path.startswith((f"sources/{name}.", f"sources/{Path(name).stem}.")):
            raise SourceError(str(problem))
    hint = did_you_mean(name, [str(source.name) for source in sources])
    raise SourceError(f"there is no source named '{name}' in sources/" + (f": {hint}" if hint else ""))


def _load(path: Path, sidecar: Path) -> tuple[SourceFile | None, list[Problem]]:
    shown, record_path = f"sources/{path.name}", f"sources/{sidecar.name}"
    try:
        data = path.read_bytes()
        record_text = sidecar.read_text(encoding="utf-8-sig")
    except OSError as error:
        return None, [Problem(shown, 1, 1, "SRC101", f"无法读取 (cannot be read): {error.strerror}")]
    except UnicodeDecodeError as error:
        return None, [Problem(record_path, 1, 1, "MET101", f"第 {error.start} 字节不是 UTF-8 (not UTF-8)")]
    provenance, record, faults = read_sidecar(record_text, record_path)
    settled, faults_of_repairs = settlements(record)
    faults += faults_of_repairs
    if faults:
        return None, list(faults)
    problems: list[Problem] = []
    digest = hashlib.sha256(data).hexdigest()
    if not provenance.licence:
        message = "缺少「licence」：此文凭什么可以转载或引用 (why may this text be reproduced?)"
        problems.append(record.problem("SRC102", "licence", message))
    if record.text("sha256") not in ("", digest):
        hint = "请恢复原文件；若确是新收到的版本，请更新 sha256 (restore the file, or record the new digest)"
        message = f"收到之后内容被改动，现为 {digest} (changed after it was received)"
        problems.append(record.problem("SRC103", "sha256", message, hint))
    return SourceFile(SourceName(path.stem), shown, data, digest, provenance, settled), problems


def _is_unknown(path: Path) -> bool:
    known = path.suffix.lower() in FORMATS or path.name.endswith(SUFFIX)
    return not known and not path.name.startswith(".") and path.name.lower() != "readme"


def _unknown(path: Path) -> Problem:
    known = "、".join(FORMATS)
    message = f"不能读取「{path.suffix or path.name}」文件 (cannot read files of this kind)"
    return Problem(f"sources/{path.name}", 1, 1, "SRC101", message, f"可读 (readable): {known}")
