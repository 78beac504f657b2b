"""A built site is walked as a visitor would: every link, every anchor, all that the browser fetches by itself."""

import pytest

from leishu.check.site import site_problems

ADDRESS = "https://example.org/base/"


@pytest.fixture
def check(tmp_path):
    """Build a small site, with one more page, and say what is wrong: the page and the rule."""

    def run(page, html, address=ADDRESS):
        canonical = f'<link rel="canonical" href="{address}">' if address else ""
        pages = {"index": f"{canonical}<h1>首页</h1>", "topics/index": "<p id='p1'>主题</p>", page: html}
        for name, text in pages.items():
            path = tmp_path / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (tmp_path / "assets").mkdir(exist_ok=True)
        (tmp_path / "assets" / "leishu.css").touch()
        return [(problem.path, problem.rule) for problem in site_problems(tmp_path)]

    return run


@pytest.mark.parametrize(
    "link",
    [
        "topics/",
        "topics/index.html",
        "topics/#p1",
        "./topics/",
        "#here",
        "",
        "/base/topics/",
        "https://example.org/base/topics/",
        "https://example.org/elsewhere/",
        "https://elsewhere.example/nothing",
        "mailto:someone@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(check, link):
    assert check("page", f"<p id='here'><a href='{link}'>去</a></p>") == []


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("topic/", "URL101"),
        ("topics/page.html", "URL101"),
        ("/base/topic/", "URL101"),
        ("https://example.org/base/topic/", "URL101"),
        ("topics/#p2", "URL102"),
        ("#there", "URL102"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(check, link, rule):
    assert check("page", f"<p id='here'><a href='{link}'>去</a></p>") == [("site/page.html", rule)]


@pytest.mark.parametrize("address", [ADDRESS, "https://example.org/", ""])
def test_the_page_for_lost_visitors_is_served_at_any_depth(check, address):
    root = "/base/" if "base" in address else "/"
    assert check("404", f"<link rel='stylesheet' href='{root}assets/leishu.css'>", address) == []
    assert check("404", f"<link rel='stylesheet' href='{root}assets/gone.css'>", address) == [
        ("site/404.html", "URL101")
    ]


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ("<img src='https://elsewhere.example/a.png' alt=''>", True),
        ("<script src='//elsewhere.example/a.js'></script>", True),
        ("<link rel='stylesheet' href='https://elsewhere.example/a.css'>", True),
        ("<link rel='preconnect' href='https://elsewhere.example'>", True),
        ("<link rel='preload' href='https://elsewhere.example/a.woff2'>", True),
        ("<link rel='dns-prefetch' href='//elsewhere.example'>", True),
        ("<img srcset='a.png 1x, https://elsewhere.example/b.png 2x' src='assets/leishu.css' alt=''>", True),
        ("<video poster='https://elsewhere.example/a.png'></video>", True),
        ("<p style='background: url(https://elsewhere.example/a.png)'>甲</p>", True),
        ("<style>@import 'https://elsewhere.example/a.css';</style>", True),
        ("<style>p { background: url(data:image/png;base64,AA==) }</style>", False),
        ("<code>url(https://elsewhere.example/a.png)</code>", False),
        ("<a href='https://elsewhere.example'>去</a>", False),
        ("<link rel='canonical' href='https://example.org/base/page.html'>", False),
        ("<link rel='stylesheet' href='assets/leishu.css'>", False),
        ("<img src='https://example.org/base/assets/leishu.css' alt=''>", False),
    ],
)
def test_a_request_to_a_third_party_is_told(check, html, asked):
    assert check("page", html) == ([("site/page.html", "URL103")] if asked else [])


def test_a_style_sheet_that_asks_a_third_party_is_told(tmp_path):
    (tmp_path / "index.html").write_text("<h1>首页</h1>", encoding="utf-8")
    (tmp_path / "a.css").write_text('@font-face { src: url("https://elsewhere.example/a.woff2") }', encoding="utf-8")
    (tmp_path / "b.css").write_text("p { background: url(b.png), url('data:image/svg+xml;utf8,x') }", encoding="utf-8")
    assert [(problem.path, problem.rule) for problem in site_problems(tmp_path)] == [("site/a.css", "URL103")]
