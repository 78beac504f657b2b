"""What a base learns from passages that people sorted, and what readers are told of it."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.worlds import corpus_of, page_text
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.examples import read_examples
from leishu.knowledge.learning import leaning, learn, telling
from leishu.knowledge.lessons import NOTHING
from leishu.knowledge.memory import Memory
from leishu.knowledge.register import match_key

EXAMPLES = """# 两个主题，与都不是的
tea | 春茶采摘之后要在当天杀青，揉捻的力道决定叶形。
tea | 老茶树的叶片厚，揉捻不易成形，杀青的火候也要更足。
tea | 炭焙的乌龙回甘长，冲泡时水温要高。
tea | 冲泡白茶不必洗茶，水温低些回甘更好。
boats | 木船的龙骨先定位，再装肋骨，船板用桐油灰捻缝。
boats | 渔港的老师傅修船，先刮船底的藤壶，再捻缝上漆。
boats | 龙骨开裂的船不能出海，要进船坞换一根。
- | 今天的午饭是面条，汤有点咸。
- | 明天开家长会，请带上户口本。
"""
TOPICS = ("topics/boats.md", "topics/tea.md")


def world(body, **topic):
    return corpus_of(
        {
            "topics/tea.md": page_text(title="茶", **topic),
            "topics/boats.md": page_text(title="船"),
            "topics/examples/a.txt": EXAMPLES,
            "sources/s.md": page_text(f"{body}\n{{: #p1 }}\n", title="源"),
        }
    )


def under(corpus):
    return {a.topic: a for a in corpus.topics_of.get("s#p1", ())}


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        ("这批叶子揉捻太重，杀青也晚了，冲泡出来没有回甘。", "topics/tea.md"),
        ("這批葉子揉捻太重，殺青也晚了，沖泡出來沒有回甘。", "topics/tea.md"),
        ("船坞里那条木船的龙骨已经换好，正在捻缝。", "topics/boats.md"),
    ],
)
def test_a_passage_like_the_examples_needs_no_words_of_the_topic(body, topic):
    found = under(world(body))
    assert set(found) == {topic}
    # The reader is told the words that decided, as the passage writes them.
    (reason,) = found[topic].reasons
    assert reason.startswith("像例段（×")
    told = reason.split("）", 1)[1].strip("「」").split("」「")
    assert told
    assert all(word in body for word in told)


@pytest.mark.parametrize("body", ["家长会的通知已经发了。", "午饭吃面条。", "好。", "？"])
def test_a_passage_like_none_stands_nowhere(body):
    assert not under(world(body))


def test_people_have_the_last_word():
    body = "这批叶子揉捻太重，杀青也晚了，冲泡出来没有回甘。"
    assert not under(world(body, banned=["s#p1"]))
    pinned = under(world("午饭吃面条。", pinned=["s#p1"]))["topics/tea.md"]
    assert pinned.reasons[0] == "编者指定"


def test_examples_of_one_topic_say_nothing_of_another():
    # A topic without examples is judged by its words alone.
    files = {
        "topics/tea.md": page_text(title="茶"),
        "topics/salt.md": page_text(title="盐", terms=["盐井", "卤水"]),
        "topics/examples/a.txt": EXAMPLES.replace("boats", "tea"),
        "sources/s.md": page_text("盐井里的卤水要熬三天。\n{: #p1 }\n", title="源"),
    }
    found = under(corpus_of(files))
    assert set(found) == {"topics/salt.md"}
    assert not any("例段" in reason for reason in found["topics/salt.md"].reasons)


def test_nothing_is_learnt_from_nothing():
    assert learn((), TOPICS) == NOTHING
    assert learn(read_examples("- | 天气\n- | 天气\n"), TOPICS) == NOTHING
    assert learn(read_examples(EXAMPLES), ()) == NOTHING
    assert leaning(NOTHING, "茶") == ()


def test_marks_of_names_are_not_learnt():
    marked = read_examples("tea | ⟦武夷山|wuyi⟧的茶\n")
    assert [one.text for one in marked] == ["武夷山的茶"]


@given(st.text(max_size=60))
def test_what_was_learnt_survives_pickling_and_any_text(text):
    lessons = learn(read_examples(EXAMPLES), TOPICS)
    again = pickle.loads(pickle.dumps(lessons))  # noqa: S301
    assert again == lessons
    assert leaning(again, text) == leaning(lessons, text)
    assert len(leaning(lessons, text)) == len(lessons.topics)
    for start, end in telling(lessons, text, TOPICS[0]):
        assert 0 <= start < end <= len(text)


def test_a_changed_example_is_learnt_anew():
    files = {
        "topics/tea.md": page_text(title="茶"),
        "topics/boats.md": page_text(title="船"),
        "topics/examples/a.txt": EXAMPLES,
        "sources/s.md": page_text("揉捻，杀青，冲泡，回甘。\n{: #p1 }\n", title="源"),
    }
    memory = Memory()
    before = build_corpus(catalogue_of(files, memory), memory=memory)
    changed = {**files, "topics/examples/a.txt": EXAMPLES.replace("tea |", "x |").replace("boats |", "tea |")}
    after = build_corpus(catalogue_of(changed, memory), memory=memory)
    assert before.topics_of
    assert after.assignments == build_corpus(catalogue_of(changed)).assignments != before.assignments


def test_an_example_teaches_how_it_would_be_said_elsewhere():
    given = "tea | 软件里的信息\ntea | 软件和信息\n- | 天气\n- | 天气好\n"
    lessons = learn(read_examples(given), TOPICS)
    for said in ("軟體與資訊", "軟件與資訊", "软件与信息"):
        (like,) = leaning(lessons, match_key(said))
        (unlike,) = leaning(lessons, match_key("天氣"))
        assert like > 0 > unlike


def test_numpy_waits_until_there_is_something_to_learn_or_to_find():
    program = "import leishu.project, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
