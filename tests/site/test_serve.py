"""`leishu serve` shows an edit without a restart."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from small_base import leishu, make

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("serve")]

TRIES = 120
PAUSE = 0.5
"""Polling, bounded: a loaded machine may take a minute for what an idle one does in five seconds."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetched(url):
    """A page's text, empty while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
            return answer.read().decode("utf-8")
    except OSError:
        return ""


def wait_for(url, words, server):
    """Ask for a page until it holds `words`."""
    for _ in range(TRIES):
        page = fetched(url)
        if words in page:
            return page
        assert server.poll() is None, "the server ended"
        time.sleep(PAUSE)
    pytest.fail(f"{url} never showed {words!r}")


@pytest.fixture
def served(tmp_path):
    """A base and its server, stopped as a person stops it; nothing of it stays behind."""
    root = make(tmp_path / "base")
    address = f"127.0.0.1:{free_port()}"
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [Path(sys.executable).with_name("leishu"), "serve", "--address", address],
            cwd=root,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield root, f"http://{address}/tea/", server, tmp_path / "log"
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGINT)
                server.wait(timeout=60)
    # Nobody of its family is left.
    with pytest.raises(ProcessLookupError):
        os.killpg(server.pid, 0)


def test_an_edit_shows_without_a_restart_and_ctrl_c_ends_it(served):
    root, url, server, log = served
    assert "半发酵的茶" in wait_for(url + "entries/oolong/", "<article", server)
    before = sorted((root / "docs").rglob("*"))
    page = root / "docs" / "entries" / "oolong.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\n刚刚添上的一句软件。\n", encoding="utf-8")
    shown = wait_for(url + "entries/oolong/", "刚刚添上的一句软件", server)
    assert 'lang="zh-Hans"' in shown
    assert "剛剛添上的一句軟" in wait_for(url + "zh-hant-tw/entries/oolong/", "剛剛添上", server)
    # A new entry is linked from the pages that mention it, without a restart.
    (root / "docs" / "entries" / "mouse.md").write_text("---\ntitle: 鼠标\nkind: concept\n---\n", encoding="utf-8")
    wait_for(url + "notes/forms/", "entries/mouse/", server)
    # An edit in sources/ is converted and shown: of a text, and of its record.
    assert "焙火也轻" in wait_for(url + "sources/letter/", "<article", server)
    letter, record = root / "sources" / "letter.txt", root / "sources" / "letter.source.yml"
    letter.write_text(letter.read_text(encoding="utf-8") + "\n剛收到的一段話在此。\n", encoding="utf-8")
    wait_for(url + "sources/letter/", "刚收到的一段话在此", server)
    record.write_text(record.read_text(encoding="utf-8").replace("林阿土", "林阿水"), encoding="utf-8")
    wait_for(url + "sources/letter/", "林阿水", server)
    assert sorted((root / "docs").rglob("*")) == sorted([*before, root / "docs" / "entries" / "mouse.md"])
    assert not (root / "site").exists(), "what is served is not what is published"
    os.killpg(server.pid, signal.SIGINT)
    assert server.wait(timeout=60) == 0
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path):
    root = make(tmp_path / "base")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = subprocess.run(
            [
                Path(sys.executable).with_name("leishu"),
                "serve",
                "-C",
                root,
                "-a",
                f"127.0.0.1:{taken.getsockname()[1]}",
            ],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=200,
        )
    assert ran.returncode == 2
    assert re.fullmatch(r"leishu: cannot listen at [0-9.:]+: Address already in use: choose .*\n", ran.stderr)
    assert ran.stdout == ""


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:99999", "127.0.0.1:http", "nowhere.invalid:8000"])
def test_an_address_where_nothing_can_listen_is_told_in_one_line(tmp_path, address):
    (tmp_path / "leishu.yml").touch()
    ran = leishu("serve", "-C", tmp_path, "-a", address)
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"leishu: cannot listen at {address}: ")
    assert len(ran.stderr.splitlines()) == 1
