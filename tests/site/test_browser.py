"""The small site in a real browser: every variant, light and dark, wide and narrow, found and cited."""

import functools
import http.server
import threading

import pytest

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("site")]

TAGS = {"": "zh-Hans", "zh-hant-tw": "zh-Hant-TW", "zh-hant-hk": "zh-Hant-HK"}
VARIANTS = pytest.mark.parametrize("variant", TAGS)
PAGES = ("", "entries/open-source/", "notes/forms/", "sources/letter/", "topics/tea-making/", "entries/")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site below the path that it was built for."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/tea"))

    def log_message(self, *arguments):
        """Nobody reads it."""


@pytest.fixture(scope="session")
def address(built):
    """Where the site can be seen."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=built.site)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/tea/"
        server.shutdown()
        thread.join()


def watched(context, address):
    """A list that fills with what a page should not do: ask elsewhere, ask in vain, complain."""
    wrong = []
    context.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(f"asked {asked.url}"))
    context.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    context.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    return wrong


@pytest.fixture
def tab(browser, address):
    """An empty tab of its own; the test fails where a page does what it should not."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    wrong = watched(context, address)
    page = context.new_page()
    yield page
    context.close()
    assert [one for one in wrong if not one.startswith("asked data:")] == []


@pytest.mark.parametrize(
    ("mischief", "seen"),
    [
        ("new Image().src = 'http://elsewhere.invalid/x.png'", "asked http://elsewhere.invalid/x.png"),
        ("fetch('missing.json')", "404"),
        ("console.warn('alas')", "alas"),
        ("setTimeout(() => { throw new Error('oh') })", "oh"),
    ],
)
def test_the_watch_sees_what_a_page_should_not_do(browser, address, mischief, seen):
    context = browser.new_context()
    wrong = watched(context, address)
    page = context.new_page()
    page.goto(address)
    page.evaluate(f"() => {{ {mischief} }}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)
    assert any(seen in one for one in wrong), wrong
    context.close()


@VARIANTS
def test_the_switcher_keeps_the_reader_on_the_page(tab, address, variant):
    tab.goto(address + (f"{variant}/" if variant else "") + "entries/open-source/")
    for folder, tag in TAGS.items():
        tab.locator(".leishu-switcher button").hover()
        tab.locator(f".leishu-switcher a[hreflang={tag}]").click()
        tab.wait_for_url(address + (f"{folder}/" if folder else "") + "entries/open-source/")
        assert tab.locator("html").get_attribute("lang") == tag
        assert tab.locator(".leishu-switcher a[aria-current]").get_attribute("hreflang") == tag


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_reader_and_can_be_read(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address + "entries/open-source/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == ("default" if scheme == "light" else "slate")
    for selector in ("article h1", "article p", "article p a", ".leishu-card dt", ".leishu-cite", ".md-tabs__link"):
        assert contrast(page, selector) >= 4.5, f"{selector} in {scheme}: WCAG 2.2, 1.4.3"
    context.close()


def contrast(page, selector):
    """The contrast ratio of an element's text to what lies behind it (WCAG 2.2, "relative luminance")."""
    colours = page.locator(selector).first.evaluate(
        """element => {
            const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
            const solid = paints => {
                context.clearRect(0, 0, 1, 1)
                for (const paint of paints) { context.fillStyle = paint; context.fillRect(0, 0, 1, 1) }
                return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
            }
            const behind = []
            for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor)
            behind.unshift("white")
            return [solid([...behind, getComputedStyle(element).color]), solid(behind)]
        }"""
    )
    light, dark = sorted((luminance(colour) for colour in colours), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@VARIANTS
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_overflows_a_narrow_screen(tab, address, variant, width):
    tab.set_viewport_size({"width": width, "height": 844})
    for path in PAGES:
        tab.goto(address + (f"{variant}/" if variant else "") + path)
        size = tab.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]")
        assert max(size[:2]) <= size[2] == width, f"{path} is {size[:2]} wide"


@VARIANTS
def test_a_citation_leads_to_its_note_and_the_note_to_the_passage(tab, address, variant):
    tab.goto(address + (f"{variant}/" if variant else "") + "entries/open-source/")
    tab.locator("article a.footnote-ref").first.click()
    note = tab.locator("div.footnote li").first
    assert "把每一道工序" in note.text_content(), "the passage is quoted"
    note.locator("a[href*='sources/notes/#p2']").click()
    tab.wait_for_url(address + (f"{variant}/" if variant else "") + "sources/notes/#p2")
    passage = tab.locator("#p2:target")
    assert passage.is_visible()
    assert passage.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"
    top = passage.evaluate("element => element.getBoundingClientRect().top")
    header = tab.locator("header.md-header").evaluate("element => element.getBoundingClientRect().bottom")
    assert header <= top < 900, "it is not hidden behind the header"


@VARIANTS
@pytest.mark.parametrize("typed", ["开源", "開源", "開放原始碼", "kaiyuan", "open source"])
def test_whatever_is_typed_finds_the_entry_in_every_variant(tab, address, variant, typed):
    tab.goto(address + (f"{variant}/" if variant else ""))
    tab.keyboard.press("/")
    box = tab.get_by_role("combobox")
    box.fill(typed)
    first = tab.get_by_role("option").first
    first.wait_for()
    # In Taiwan the entry has a name of its own, and the whole site there calls it so.
    tab.wait_for_function("document.querySelector('[role=option]')?.textContent.match(/开源|開源|開放原始碼/)")
    box.press("ArrowDown")
    box.press("Enter")
    tab.wait_for_url(lambda url: "entries/open-source/" in url)
    assert tab.url.startswith(address + (f"{variant}/" if variant else "") + "entries/open-source/")
