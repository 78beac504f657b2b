"""Bytes become the text that was written, or one clear refusal; never a traceback, never a silent guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.errors import SourceError
from leishu.read.decode import COMMON, commonness, decode
from stories import stories

SENTENCES = {
    "gb18030": ("开源软件的许可证允许任何人使用、修改和再次发布。", "指令集架构由基金会管理，成员来自七十多个国家。"),
    "big5": ("開源軟體的授權條款允許任何人使用、修改與再次發布。", "指令集架構由基金會管理，成員來自七十多個國家。"),
}
ANY = SENTENCES["gb18030"] + SENTENCES["big5"] + ("RISC-V 2.0 (draft)\n", "\r\n\r\n", "　　")


def refusal_of(act):
    """What a refusal says; empty where there is none. Anything but a SourceError is a fault."""
    try:
        act()
    except SourceError as refusal:
        return str(refusal) or "nothing"
    return ""


def bytes_of(case):
    return bytes.fromhex(str(case["bytes"])) if "bytes" in case else case["text"].encode(case["codec"])


@pytest.mark.parametrize("case", stories("read/in-the-wild"))
def test_what_was_written_is_read(case):
    found = decode(bytes_of(case))
    assert (found.text, found.encoding) == (case["text"], case["encoding"])
    assert found.evidence


@pytest.mark.parametrize("case", stories("read/negative"))
def test_what_is_no_text_or_cannot_be_told_is_refused_in_one_line(case):
    with pytest.raises(SourceError, match=case["refused"]) as refusal:
        decode(bytes_of(case), case.get("declared", ""))
    assert "\n" not in str(refusal.value)


@settings(max_examples=60)
@given(
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]),
    st.lists(st.sampled_from(ANY), min_size=1, max_size=6),
    st.sampled_from(ANY[:4]),
)
def test_ordinary_text_survives_every_codec(codec, parts, sentence):
    text = "".join([*parts, sentence])
    assert decode(text.encode(codec)).text == text


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES["big5"] + ("Linux 1.0\r\n",)), min_size=1, max_size=6))
def test_big5_survives(parts):
    text = SENTENCES["big5"][0] + "".join(parts)
    assert decode(text.encode("big5")).text == text


@settings(max_examples=300)
@given(st.binary(max_size=200), st.sampled_from(["", "gb2312", "big5", "iso-8859-1", "nonsense"]))
def test_any_bytes_give_text_or_a_refusal(data, claimed):
    told = refusal_of(lambda: decode(data, claimed=claimed))
    assert "\n" not in told
    assert told or "\0" not in decode(data, claimed=claimed).text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_a_file_cut_in_the_middle_of_a_character_is_read_and_said(codec):
    text = SENTENCES.get(codec, SENTENCES["gb18030"])[0] * 3
    found = decode(text.encode(codec)[:-1])
    assert found.text.startswith(text[:-2])
    assert "1 unreadable place" in found.evidence


def test_what_the_file_claims_is_believed_where_its_bytes_fit():
    data = "第三條".encode("big5")
    assert decode(data, claimed="big5").text == "第三條"


def test_what_the_file_claims_is_not_believed_against_its_bytes():
    data = "开源软件的许可证".encode("gb18030")
    assert decode(data, claimed="big5").text == "开源软件的许可证"
    assert decode("开源".encode(), claimed="gb2312").text == "开源"


def test_a_person_is_believed():
    assert decode(bytes.fromhex("b67db7bd"), "big5").text == bytes.fromhex("b67db7bd").decode("big5")


def test_the_commonest_characters_are_half_of_a_text_read_rightly_and_hardly_any_of_one_read_wrongly():
    text = "".join(SENTENCES["gb18030"])
    assert commonness(text) > 0.5
    assert commonness(text.encode("gb18030").decode("big5", errors="replace")) < 0.1
    assert not any(char.isascii() for char in COMMON)
