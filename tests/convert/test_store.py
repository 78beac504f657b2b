"""A page is renewed, merged or proposed, and what people wrote on it is never lost."""

import random
import re
import shutil
import subprocess
from collections import Counter

import pytest

from leishu.config import Settings
from leishu.convert.page import digest, unseal
from leishu.convert.renewal import renew
from leishu.convert.run import convert_sources
from leishu.convert.store import Result, page_path, proposal_path
from leishu.model import SourceName
from leishu.read.sources import load_sources

NAME = SourceName("a")
TEXT = (
    "题目在此\n甲段说的是许可证的由来。\n乙段说的是基金会的章程。\n丙段说的是指令集的约定。\n丁段说的是监管者的看法。\n"
)
NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="merging needs git")


class Base:
    """A knowledge base with one source, and people who edit its page."""

    def __init__(self, root):
        self.settings = Settings(root)
        self.page = page_path(self.settings, NAME)
        self.proposal = proposal_path(self.settings, NAME)
        self.settings.sources.mkdir()
        (self.settings.sources / "a.source.yml").write_text("title: 题目在此\nlicence: CC0-1.0\n", encoding="utf-8")
        self.receive(TEXT)

    def receive(self, text):
        (self.settings.sources / "a.txt").write_bytes(text.encode("utf-8"))
        return self

    def convert(self):
        ((source,), _) = load_sources(self.settings.root)
        return renew(self.settings, source)

    def shown(self):
        return self.page.read_text(encoding="utf-8")

    def edit(self, before, after):
        text = self.shown()
        assert before in text
        self.page.write_text(text.replace(before, after, 1), encoding="utf-8")
        return self.shown()

    def forget(self):
        shutil.rmtree(self.settings.build, ignore_errors=True)

    def git(self, *words):
        who = ["-c", "user.name=n", "-c", "user.email=e@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=self.settings.root, check=True, capture_output=True)

    def commit(self):
        if not (self.settings.root / ".git").exists():
            self.git("init", "-q")
        self.git("add", "docs", "sources")
        self.git("commit", "-q", "--allow-empty", "-m", "x")


@pytest.fixture
def base(tmp_path):
    return Base(tmp_path)


def test_the_first_time_it_is_made_and_the_second_time_left(base):
    first = base.convert()
    assert (first.result, first.passages) == (Result.CREATED, 5)
    made, stamp = base.shown(), base.page.stat().st_mtime_ns
    assert base.convert().result is Result.UNCHANGED
    assert (base.shown(), base.page.stat().st_mtime_ns) == (made, stamp)


def test_what_nobody_edited_is_renewed(base):
    base.convert()
    assert base.receive(TEXT.replace("由来", "历史")).convert().result is Result.RENEWED
    assert "甲段说的是许可证的历史。\n{: #p2 }" in base.shown()


def test_a_changed_record_renews_the_page(base):
    base.convert()
    (base.settings.sources / "a.source.yml").write_text("title: 题目在此\nauthor: 某人\n", encoding="utf-8")
    assert base.convert().result is Result.RENEWED
    assert "author: 某人" in base.shown()


def test_a_new_program_that_makes_the_same_page_writes_nothing(base, monkeypatch):
    base.convert()
    made = base.shown()
    for module in ("store", "pipeline"):
        monkeypatch.setattr(f"leishu.convert.{module}.stamp_of", lambda _source: "0123456789ab")
    assert base.convert().result is Result.UNCHANGED
    assert base.shown() == made
    # And the time after that it need not even be made.
    monkeypatch.setattr("leishu.convert.renewal.convert_source", None)
    assert base.convert().result is Result.UNCHANGED


@NEEDS_GIT
def test_edits_and_news_in_different_places_are_merged(base):
    base.convert()
    base.edit("乙段说的是", "乙段，编者按，说的是")
    outcome = base.receive(TEXT.replace("看法", "意见")).convert()
    assert outcome.result is Result.MERGED
    assert "乙段，编者按，说的是" in base.shown()
    assert "监管者的意见" in base.shown()
    assert unseal(base.shown()).edited
    assert base.convert().result is Result.UNCHANGED
    # The next merge finds its base in what was merged last.
    assert base.receive(TEXT.replace("看法", "见解")).convert().result is Result.MERGED
    assert "乙段，编者按，说的是" in base.shown()
    assert "监管者的见解" in base.shown()


@NEEDS_GIT
def test_edits_and_news_in_one_place_are_left_to_a_person(base):
    base.convert()
    edited = base.edit("许可证的由来", "许可证的来龙去脉")
    outcome = base.receive(TEXT.replace("由来", "历史")).convert()
    assert outcome.result is Result.PROPOSED
    assert base.shown() == edited
    assert "build/proposals/a.md" in outcome.message
    assert "\n" not in outcome.message
    proposal = base.proposal.read_text(encoding="utf-8")
    assert "许可证的来龙去脉" in proposal
    assert "许可证的历史" in proposal
    # It is said again until somebody settles it.
    assert base.convert().result is Result.PROPOSED
    settled = re.sub(r"<{7}[^\n]*\n(.*?)\|{7}.*?>{7}[^\n]*\n", r"\1", proposal, flags=re.DOTALL)
    base.page.write_text(settled, encoding="utf-8")
    assert base.convert().result is Result.UNCHANGED
    assert "许可证的来龙去脉" in base.shown()
    assert base.receive(TEXT.replace("由来", "历史").replace("看法", "意见")).convert().result is Result.MERGED
    assert not base.proposal.exists()


@NEEDS_GIT
def test_the_base_is_found_in_git_where_the_cache_is_gone(base):
    base.convert()
    base.commit()
    base.edit("乙段说的是", "乙段，编者按，说的是")
    base.commit()
    base.forget()
    assert base.receive(TEXT.replace("看法", "意见")).convert().result is Result.MERGED


def test_where_no_base_is_found_nothing_is_overwritten(base):
    base.convert()
    edited = base.edit("乙段说的是", "乙段，编者按，说的是")
    base.forget()
    outcome = base.receive(TEXT.replace("看法", "意见")).convert()
    assert outcome.result is Result.PROPOSED
    assert base.shown() == edited
    assert "监管者的意见" in base.proposal.read_text(encoding="utf-8")


def test_an_edited_page_on_a_fresh_clone_is_current_where_the_program_makes_the_same(base):
    base.convert()
    edited = base.edit("乙段说的是", "乙段，编者按，说的是")
    edited = base.edit(f"converter: {unseal(edited).converter}", "converter: 0123456789ab")
    base.forget()
    assert base.convert().result is Result.UNCHANGED
    assert base.shown() == edited


@pytest.mark.parametrize(
    "page", ["一页手写的文字。\n", "---\ntitle: 手写\n---\n一页。\n", "", "---\ngenerated: x\n---\n"]
)
def test_a_page_that_the_program_never_made_is_never_overwritten(base, page):
    base.page.parent.mkdir(parents=True)
    base.page.write_text(page, encoding="utf-8")
    assert base.convert().result is Result.PROPOSED
    assert base.shown() == page


def test_a_page_that_cannot_be_read_is_left_and_told(base):
    base.page.parent.mkdir(parents=True)
    base.page.write_bytes("开源".encode("gb18030"))
    outcome = base.convert()
    assert outcome.result is Result.FAILED
    assert "a.md" in outcome.message
    assert base.page.read_bytes() == "开源".encode("gb18030")


def test_a_page_edited_while_it_is_converted_is_left(base, monkeypatch):
    base.convert()
    base.receive(TEXT.replace("由来", "历史"))
    keep = __import__("leishu.convert.renewal", fromlist=["keep_generated"]).keep_generated

    def meanwhile(settings, text):
        base.edit("乙段", "乙段，刚刚改过")
        keep(settings, text)

    monkeypatch.setattr("leishu.convert.renewal.keep_generated", meanwhile)
    outcome = base.convert()
    assert outcome.result is Result.FAILED
    assert "run the command again" in outcome.message
    assert "乙段，刚刚改过" in base.shown()


def test_windows_line_ends_are_no_edit(base):
    base.convert()
    base.page.write_bytes(base.page.read_bytes().replace(b"\n", b"\r\n"))
    assert base.receive(TEXT.replace("由来", "历史")).convert().result is Result.RENEWED


def test_a_source_that_cannot_be_read_leaves_its_page(base):
    base.convert()
    made = base.shown()
    (base.settings.sources / "a.txt").write_bytes(b"\x00\x01\x02")
    outcome = base.convert()
    assert outcome.result is Result.FAILED
    assert outcome.message.startswith("sources/a.txt: ")
    assert base.shown() == made


def test_a_proposal_that_somebody_works_on_is_left_alone(base):
    base.page.parent.mkdir(parents=True)
    base.page.write_text("一页手写的文字。\n", encoding="utf-8")
    base.convert()
    base.receive(TEXT.replace("由来", "历史")).convert()
    assert "许可证的历史" in base.proposal.read_text(encoding="utf-8")
    base.proposal.write_text("正在整理。\n", encoding="utf-8")
    assert base.receive(TEXT).convert().result is Result.PROPOSED
    assert base.proposal.read_text(encoding="utf-8") == "正在整理。\n"


def test_without_git_nothing_is_lost_either(base, monkeypatch):
    base.convert()
    edited = base.edit("乙段说的是", "乙段，编者按，说的是")
    monkeypatch.setenv("PATH", "")
    assert base.receive(TEXT.replace("看法", "意见")).convert().result is Result.PROPOSED
    assert base.shown() == edited


class People:
    """Edit the page and the source at random, and remember what must never be lost or come back."""

    def __init__(self, base, chance):
        self.base, self.chance = base, chance
        self.count = 0
        self.added = []
        self.removed = set()
        self.lines = TEXT.rstrip("\n").split("\n")

    def word(self):
        self.count += 1
        return f"记号{self.count}号"

    def passages(self):
        return re.findall(r"(?m)^(\S[^\n]*)\n\{: #p\d+ \}\n", self.base.shown())

    def add_paragraph(self):
        word = self.word()
        text = self.base.shown()
        gaps = [found.end() for found in re.finditer(r"\}\n\n", text)]
        at = self.chance.choice(gaps) if gaps else len(text)
        self.base.page.write_text(f"{text[:at]}人写的{word}。\n\n{text[at:]}", encoding="utf-8")
        self.added.append(word)

    def change_words(self):
        if passages := self.passages():
            word = self.word()
            passage = self.chance.choice(passages)
            self.base.edit(passage, passage[:2] + word + passage[2:])
            self.added.append(word)

    def take_off(self):
        marked = [line for line in self.passages() if re.match(r"来\d+号", line)]
        if marked:
            line = self.chance.choice(marked)
            found = re.search(rf"(?m)^{re.escape(line)}\n\{{: #p\d+ \}}\n\n?", self.base.shown())
            self.base.edit(found[0], "")
            self.removed.add(line)

    def retitle(self):
        word = self.word()
        text = re.sub(r"(?m)^title: .*$", f"title: 改题{word}", self.base.shown(), count=1)
        self.base.page.write_text(text, encoding="utf-8")
        self.added = [*(old for old in self.added if not old.startswith("题")), word]
        self.added = [old for old in self.added if old in self.base.shown()]

    def news(self):
        self.count += 1
        at = self.chance.randrange(1, len(self.lines) + 1)
        line = f"来{self.count}号消息，说的是第{self.count}件不相干的事情。"
        self.lines.insert(at, line)

    def correction(self):
        at = self.chance.randrange(1, len(self.lines))
        # A line that somebody took off is not sent again in other words: that would be news.
        if self.lines[at] not in self.removed:
            self.count += 1
            self.lines[at] = self.lines[at].removesuffix("。") + f"，更正{self.count}。"

    def withdrawal(self):
        if len(self.lines) > 3:
            self.lines.pop(self.chance.randrange(1, len(self.lines)))

    def step(self):
        people = [self.add_paragraph, self.change_words, self.take_off, self.retitle]
        for act in self.chance.sample(
            [*people, self.news, self.correction, self.withdrawal], k=self.chance.randint(1, 3)
        ):
            act()
        self.base.receive("\n".join(self.lines) + "\n")


@NEEDS_GIT
@pytest.mark.parametrize("tens", range(10))
def test_a_hundred_histories_of_edits_and_renewals_lose_nothing(tmp_path, tens):
    results = Counter()
    for seed in range(tens * 10, tens * 10 + 10):
        root = tmp_path / str(seed)
        root.mkdir()
        base = Base(root)
        chance = random.Random(seed)
        people = People(base, chance)
        base.convert()
        for _ in range(6):
            people.step()
            if chance.random() < 0.15:
                base.commit()
            if chance.random() < 0.15:
                base.forget()
            results[renewed(base, people)] += 1
            if base.proposal.exists() and chance.random() < 0.5:
                accept(base, people)
    # The histories are real ones: all of it happens.
    assert results[Result.MERGED] > 1
    assert results[Result.PROPOSED] > 5


def renewed(base, people):
    before = base.shown()
    untouched = not unseal(before).edited
    outcome = base.convert()
    after = base.shown()
    assert outcome.result is not Result.FAILED, outcome.message
    if outcome.result in (Result.PROPOSED, Result.UNCHANGED):
        assert after == before
    if outcome.result is Result.RENEWED:
        assert untouched
        assert unseal(after).generated == digest(unseal(after).text)
    for word in people.added:
        assert after.count(word) == before.count(word) == 1, word
    for line in people.removed:
        assert line not in after
    anchors = re.findall(r"\{: #(p\d+) \}", after)
    assert len(anchors) == len(set(anchors))
    again = base.convert()
    assert again.result in (Result.UNCHANGED, Result.PROPOSED)
    assert base.shown() == after
    return outcome.result


def accept(base, people):
    """A person settles a proposal, keeping what stood on the page where the two differ."""
    proposal = base.proposal.read_text(encoding="utf-8")
    if "<<<<<<<" in proposal:
        settled = re.sub(r"<{7}[^\n]*\n(.*?)\|{7}[^\n]*\n.*?>{7}[^\n]*\n", r"\1", proposal, flags=re.DOTALL)
        base.page.write_text(settled, encoding="utf-8")
        people.added = [word for word in people.added if word in settled]
        people.removed = {line for line in people.removed if line not in settled}


def test_many_sources_are_converted_in_processes_with_the_same_result(tmp_path, monkeypatch):
    (tmp_path / "sources").mkdir()
    for number in range(4):
        (tmp_path / "sources" / f"t{number}.txt").write_text(f"第{number}篇。\n" + TEXT, encoding="utf-8")
        (tmp_path / "sources" / f"t{number}.source.yml").write_text("licence: CC0-1.0\n", encoding="utf-8")
    settings = Settings(tmp_path)
    monkeypatch.setattr("leishu.convert.run._WORTH_PROCESSES", 0)
    seen = []
    report = convert_sources(settings, progress=lambda done, total: seen.append((done, total)))
    assert report.clean
    assert report.count(Result.CREATED) == 4
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "docs" / "sources").iterdir()}
    shutil.rmtree(tmp_path / "docs")
    monkeypatch.setattr("leishu.convert.run._WORTH_PROCESSES", 10**9)
    convert_sources(settings)
    assert pages == {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "docs" / "sources").iterdir()}
