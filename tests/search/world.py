"""A small site as the renderer and the variants leave it, and a server for it."""

import functools
import html
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
import material
import pytest

from leishu.config import Settings
from leishu.hanzi.convert import convert
from leishu.model import HANS, LangTag, Name, NameOrigin
from leishu.publish.search import SearchName, write_search

HERE = Path(__file__).parent
REPO = HERE.parents[1]
VARIANTS = Settings(REPO).variants
NO_NODE = "node is not on PATH: the search box's own tests need node 20 or later"

PAGES = {
    "index.html": ("首页", "", ["欢迎。"]),
    "entries/index.html": ("名称索引", "", ["全部名称。"]),
    "entries/deepseek/index.html": ("深度求索", "一家做模型的公司。", ["这家公司公开模型的权重。"]),
    "entries/liang-wenfeng/index.html": ("梁文锋", "深度求索的创办人。", ["做量化投资出身。"]),
    "entries/riscv/index.html": ("RISC-V", "开放的指令集。", ["规范由国际组织维护。"]),
    "entries/sbom/index.html": ("软件物料清单", "一件产品所用的组件。", ["列出全部组件，漏洞出现时可以查到。"]),
    "topics/models/index.html": ("开放模型", "权重公开的模型。", ["什么叫开放，各有说法。"]),
    "sources/letters/index.html": (
        "卡纸的打印机",
        "",
        [
            "打印机总是卡纸，程序员想改软件，厂商不给。",
            "他写了一封电子邮件抱怨。",
            "占位的话。" * 120 + "最后才提到激光。",
        ],
    ),
    "sources/list/index.html": ("一份清单", "", ["客户要一份软件物料清单，据说是梁文锋的主意。"]),
    "sources/boards/index.html": (
        "板子上的火",
        "",
        [
            "他们谈 open source hardware，也谈为什么。",
            "后来用AI 芯片，hardware 卖得便宜，板子 open 给人看，source 也给。",
        ],
    ),
    "sources/court/index.html": (
        "法庭见闻",
        "",
        ["进程缓慢，法官打了个盹，公司的律师也是。", "旁听的人说他有良文风骨。"],
    ),
}
NAMES = (
    SearchName(
        "entries/deepseek/",
        "深度求索",
        "entry",
        (Name("DeepSeek", LangTag("en"), NameOrigin.AUTHORED),),
        "organisation",
        ("topics/models/",),
    ),
    SearchName(
        "entries/liang-wenfeng/",
        "梁文锋",
        "entry",
        (Name("梁云峰", HANS, NameOrigin.MISSPELLING),),
        "person",
    ),
    SearchName("entries/riscv/", "RISC-V", "entry", (), "technology"),
    SearchName("entries/sbom/", "软件物料清单", "entry", (Name("SBOM", LangTag("en"), NameOrigin.ALIAS),), "concept"),
    SearchName("topics/models/", "开放模型", "topic"),
    SearchName("sources/letters/", "卡纸的打印机", "source", year=1980),
    SearchName("sources/boards/", "板子上的火", "source"),
    SearchName("sources/court/", "法庭见闻", "source"),
    SearchName("sources/list/", "一份清单", "source"),
    SearchName("", "首页", "page"),
)


def page(path: str, tag: LangTag, title: str, lead: str, texts: list[str]) -> str:
    """One page in the frame of the theme, as far as search is concerned."""
    passages = "".join(
        f'<p id="p{number}">{html.escape(text)}</p>' if path.startswith("sources/") else f"<p>{html.escape(text)}</p>"
        for number, text in enumerate(texts, 1)
    )
    return (
        f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="{lead}">'
        f'</head><body><article class="md-content__inner md-typeset"><h1>{title}</h1>{passages}</article></body></html>'
    )


def write_pages(site: Path) -> None:
    """The pages, in every variant."""
    for path, (title, lead, texts) in PAGES.items():
        _put(site / path, page(path, HANS, title, lead, texts))
        for variant in VARIANTS:
            said = functools.partial(convert, source=HANS, target=variant.tag, vocabulary=True)
            _put(site / variant.path / path, page(path, variant.tag, said(title), said(lead), list(map(said, texts))))


def write_world(root: Path) -> Path:
    """The whole site with its index."""
    site = root / "site"
    write_pages(site)
    write_search(site, NAMES, VARIANTS, root / "cache")
    return site


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server for `folder`."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def node(*arguments: str, stdin: str = "") -> str:
    """What a node program prints; skips where there is no node, but not on the machine that decides."""
    program = shutil.which("node")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_NODE)
        pytest.skip(NO_NODE)
    done = subprocess.run([program, *arguments], input=stdin, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def write_browsable_world(root: Path) -> Path:
    """The same with the search box of the theme on every page."""
    site = root / "site"
    write_pages(site)
    for path in site.rglob("*.html"):
        up = "../" * (len(path.relative_to(site).parts) - 1)
        head = f'<link rel="stylesheet" href="{up}assets/leishu.css">'
        box = f'<header class="md-header">{_partial(up)}</header>'
        text = path.read_text(encoding="utf-8")
        text = text.replace("</head>", f"{head}</head>").replace("<body>", f"<body data-md-color-scheme=default>{box}")
        path.write_text(text, encoding="utf-8")
    shutil.copytree(REPO / "overrides/assets", site / "assets")
    write_search(site, NAMES, VARIANTS, root / "cache")
    return site


def _partial(up: str) -> str:
    theme = Path(material.__file__).parent / "templates"
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader([REPO / "overrides", theme]), autoescape=True)
    environment.filters["url"] = lambda path: up + path
    template = environment.get_template("partials/search.html")
    return template.render(config={"repo_url": "https://github.com/example/example"})
