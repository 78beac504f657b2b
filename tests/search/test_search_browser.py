"""The search box as a person meets it: typing, composing, keys, results, the page they lead to. In a real browser."""

import re
import shutil

import pytest

from leishu.publish.search import write_search
from search.world import NAMES, VARIANTS, served, write_browsable_world

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return write_browsable_world(tmp_path_factory.mktemp("browsed"))


@pytest.fixture(scope="module")
def root(site):
    with served(site) as address:
        yield address


@pytest.fixture
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.faults = []
    page.asked = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    assert not page.faults
    context.close()


def search(page, typed):
    page.locator(".ls-input").fill(typed)
    page.wait_for_function("typed => document.querySelector('.ls-panel')?.dataset.answered === typed", arg=typed)


def first(page):
    return page.locator(".ls-list [role=option]").first


def test_a_page_on_which_nobody_searches_loads_next_to_nothing(page, root):
    page.goto(root)
    page.wait_for_load_state("networkidle")
    own = [url for url in page.asked if "/search" in url]
    assert sorted(url.rpartition("/")[2].partition("?")[0] for url in own) == ["search.css", "search.js"]


def test_no_request_leaves_the_site(page, root):
    page.goto(root)
    search(page, "軟體")
    assert all(url.startswith(root) for url in page.asked)


def test_a_slash_opens_the_box_and_what_is_typed_is_found_in_any_script(page, root):
    page.goto(root)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "ls-input"
    search(page, "軟體物料清單")
    assert first(page).inner_text().startswith("软件物料清单")
    assert "軟體 = 软件" in page.locator(".ls-why").inner_text()


def test_control_k_opens_the_box_too(page, root):
    page.goto(root)
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.className") == "ls-input"


def test_each_variant_answers_in_its_own_script(page, root):
    page.goto(f"{root}zh-hant-tw/")
    search(page, "打印机 卡纸")
    assert "印表機" in page.locator(".ls-list").inner_text()
    assert first(page).get_attribute("href").startswith(f"{root}zh-hant-tw/sources/letters/")


def test_a_result_leads_to_its_passage_and_marks_it_there(page, root):
    page.set_viewport_size({"width": 1200, "height": 300})
    page.goto(f"{root}zh-hant-tw/entries/riscv/")
    search(page, "激光")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/letters/**")
    mark = page.locator("mark.ls-mark")
    assert mark.inner_text() == "雷射"
    assert page.url.endswith("/zh-hant-tw/sources/letters/#p3")
    page.wait_for_function("document.querySelector('mark.ls-mark').getBoundingClientRect().bottom < innerHeight")


def test_a_match_that_runs_over_a_link_is_marked_whole(page, site, root):
    path = site / "sources/court/index.html"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("法官打了个盹", "法<a href='#'>官打</a>了个盹"), encoding="utf-8")
    try:
        page.goto(f"{root}sources/court/?h=法官打了#p1")
        page.wait_for_selector("mark.ls-mark")
        assert page.locator("mark.ls-mark").all_inner_texts() == ["法", "官打", "了"]
        assert page.locator("article p").first.inner_text() == "进程缓慢，法官打了个盹，公司的律师也是。"
    finally:
        path.write_text(before, encoding="utf-8")


def test_it_is_a_combobox_that_says_what_it_shows(page, root):
    page.goto(root)
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    search(page, "公司")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("listbox").is_visible()
    assert re.fullmatch(r"\d+ 个页面", page.get_by_role("status").inner_text())
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None


def test_escape_closes_and_gives_the_address_back(page, root):
    page.goto(root)
    search(page, "公司")
    assert "?q=" in page.url
    page.keyboard.press("Escape")
    page.wait_for_url(root)
    assert not page.locator(".ls-panel").is_visible()


def test_back_returns_to_the_results(page, root):
    page.goto(root)
    search(page, "公司")
    first(page).click()
    page.wait_for_function("!location.search.includes('q=')")
    page.go_back()
    page.wait_for_selector(".ls-list [role=option]")
    assert page.locator(".ls-input").input_value() == "公司"


def test_an_address_with_a_question_shows_its_answer(page, root):
    page.goto(f"{root}zh-hant-hk/?q=公司")
    page.wait_for_selector(".ls-list [role=option]")
    assert page.locator(".ls-input").input_value() == "公司"


def test_what_is_being_composed_is_not_asked(page, root):
    page.goto(root)
    page.focus(".ls-input")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "() => { window.asked = []; const post = Worker.prototype.postMessage;"
        " Worker.prototype.postMessage = function (m) { if (m.typed) asked.push(m.typed); return post.call(this, m) } }"
    )
    typing = page.context.new_cdp_session(page)
    for text in ("g", "go", "gong", "gong s", "gong si"):
        typing.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(150)
    typing.send("Input.insertText", {"text": "公司"})
    page.wait_for_selector(".ls-list [role=option]")
    assert page.evaluate("asked") == ["公司"]


def test_what_is_pasted_is_found(page, root):
    page.goto(root)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.focus(".ls-input")
    page.evaluate("navigator.clipboard.writeText('  軟體物料清單\\n')")
    page.keyboard.press("Control+v")
    page.wait_for_function("document.querySelector('.ls-panel').dataset.answered === '軟體物料清單'")
    assert first(page).inner_text().startswith("软件物料清单")


def test_what_is_dictated_is_found_without_a_key(page, root):
    page.goto(root)
    page.evaluate(
        """() => {
          const input = document.querySelector('.ls-input')
          input.focus()
          for (const heard of ['公', '公司']) {
            input.value = heard
            input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }))
          }
        }"""
    )
    page.wait_for_function("document.querySelector('.ls-panel').dataset.answered === '公司'")
    assert first(page).is_visible()


def test_opened_from_a_disk_the_page_says_that_it_cannot_search_and_leads_to_the_names(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    for folder in ("", "zh-hant-tw"):
        page.goto((site / folder / "index.html").as_uri())
        names = page.locator(".ls-open")
        assert "不能搜索" in names.inner_text()
        assert names.get_attribute("href").endswith("/entries/index.html")
        assert not page.locator(".ls-input").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_a_filter_leaves_its_kind_only(page, root):
    page.goto(root)
    search(page, "公司")
    page.locator(".ls-filter[data-value=entry]").click()
    page.wait_for_selector(".ls-filter[data-value=entry][aria-pressed=true]")
    links = page.locator(".ls-list a").evaluate_all("all => all.map(one => one.pathname)")
    assert links
    assert all(path.startswith("/entries/") for path in links)


def test_more_filters_come_with_counts(page, root):
    page.goto(root)
    search(page, "打印机")
    page.locator(".ls-filter[data-name=facets]").click()
    year = page.locator(".ls-filter[data-name=year]")
    year.wait_for()
    assert year.all_inner_texts() == ["1980 (1)"]


def test_an_empty_box_says_what_can_be_typed(page, root):
    page.goto(root)
    page.locator(".ls-input").click()
    page.wait_for_selector(".ls-hint", state="visible")
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "false"
    search(page, "公司")
    assert not page.locator(".ls-hint").is_visible()


def test_nothing_found_offers_ways_on(page, root):
    page.goto(root)
    search(page, "zzzzqqqq")
    assert "没有找到" in page.get_by_role("status").inner_text()
    assert page.locator(".ls-none a").first.get_attribute("href") == "entries/"
    assert "title=" in page.locator(".ls-gap").get_attribute("href")


def test_markup_in_a_question_stays_text(page, root):
    page.goto(root)
    search(page, "<img src=x onerror=alert(1)>软件")
    assert page.locator(".ls-panel img").count() == 0


def test_a_page_that_stood_open_while_the_site_was_published_anew_still_answers(page, site, root, tmp_path):
    page.goto(root)
    search(page, "公司")
    letters = site / "sources/letters/index.html"
    before = letters.read_text(encoding="utf-8")
    letters.write_text(before.replace("抱怨", "发了一通牢骚"), encoding="utf-8")
    try:
        write_search(site, NAMES, VARIANTS, tmp_path / "cache")
        search(page, "牢骚")
        assert "牢骚" in first(page).inner_text()
    finally:
        letters.write_text(before, encoding="utf-8")
        write_search(site, NAMES, VARIANTS, tmp_path / "cache")


def test_without_javascript_there_is_a_link_to_the_names(browser, root):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root)
    assert page.locator(".ls-open").is_visible()
    assert page.locator(".ls-open").get_attribute("href") == "entries/"
    assert not page.locator(".ls-input").is_visible()
    context.close()


def test_on_a_phone_the_box_takes_the_whole_screen(browser, root):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(root)
    assert not page.locator(".ls-input").is_visible()
    page.locator(".ls-open").click()
    search(page, "公司")
    box = page.locator(".ls-box").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 800}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".ls-close").click()
    assert not page.locator(".ls-input").is_visible()
    context.close()


def test_the_modules_work_as_they_are_too(browser, site, tmp_path, repo):
    copy = shutil.copytree(site, tmp_path / "site")
    shutil.rmtree(copy / "assets/search")
    shutil.copytree(repo / "overrides/assets/search", copy / "assets/search")
    context = browser.new_context()
    page = context.new_page()
    with served(copy) as root:
        page.goto(root)
        search(page, "梁文峰")
        assert "梁文锋" in first(page).inner_text()
    context.close()
