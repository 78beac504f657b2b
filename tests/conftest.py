"""What every test may ask for: the repository, the given article, a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# A law holds on a busy machine too; where a change is judged, it is tried on the same examples every time.
settings.register_profile("leishu", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("leishu")

REPO = Path(__file__).resolve().parent.parent
# As .ci/browser looks for it.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "no Chromium or Chrome on PATH: install one, or name it with LEISHU_BROWSER"


@pytest.fixture(scope="session")
def repo() -> Path:
    """The repository's root."""
    return REPO


@pytest.fixture(scope="session")
def given_article() -> Path:
    """A scraped article that is not ours to publish: it lies beside the repository, or nowhere."""
    path = REPO.parent / "shared" / "corpus" / "deepseek-open-source.txt"
    if not path.is_file():
        pytest.skip("the given article is not on this machine")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one for each worker; open a `new_context()` in it, and close that."""
    named = os.environ.get("LEISHU_BROWSER", "")
    program = next(filter(None, map(shutil.which, (named,) if named else BROWSERS)), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
    with sync_playwright() as playwright:
        # Root, as in most containers, has no sandbox; the pages are our own.
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", *quiet])
        yield chromium
        chromium.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A green run that opened no browser must not look like one that did."""
    skipped = sum(NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ()))
    if skipped:
        terminalreporter.write_line(f"{skipped} BROWSER TESTS WERE SKIPPED: {NO_BROWSER}", red=True, bold=True)
