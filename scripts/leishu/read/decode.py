"""Bytes → text: the codec is chosen by evidence, and the evidence is told.

Order of evidence: what a person declared; a byte order mark; whether the bytes are UTF-8 (other texts almost never
are); what the file claims of itself; and last, which codec gives the commonest Chinese characters. For the Chinese
codecs charset-normalizer is not asked: on short texts it takes Big5 for Johab.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from leishu.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What files claim, and the superset that software really wrote under that name.
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=["']([\w-]+)""", re.IGNORECASE
)
_GB = ("gb2312", "gbk", "gb18030", "cp936")
_BIG5 = ("big5", "cp950", "big5hkscs")
_CHINESE_CLAIMS = dict.fromkeys(_GB, "gb18030") | {"big5": "big5", "cp950": "cp950", "big5-hkscs": "big5hkscs"}
_CANDIDATES = ("gb18030", *_BIG5)
_WIDE = ("utf-16-le", "utf-16-be")
_BAR = 0.15
"""Below this share of common characters no Chinese codec is believed (right: above 0.3; wrong: below 0.1)."""
_BINARY = "it is not text (it holds NUL bytes): give a txt, html or md file"

COMMON = frozenset(
    "的一是不了在人有我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于着著下自之年過过"
    "發发後后作里裡裏用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理"
    "心她本前開开但因只從从想實实日軍军者意無无力它與与長长把機机十民第公此已工使情明性知全三又關关點点正業业外將将兩两高"
    "間间由問问很最重並并物手應应戰战向頭头文體体政美相見见被利什二等產产或新己制身果加西斯月話话合回特代內内信表化老給给"
    "世位次度門门任常先海通教兒儿原東东聲声提立及比員员解水名真論论處处走義义各入幾几口認认條条平係系氣气題题活爾尔更別别"
    "打女變变四神總总何電电數数安少報报才結结反受目太量再感建務务做接必場场件計计管期市直德資资命山金指克許许統统區区保至"
    "隊队形社便空決决治展馬马科司五基眼書书非則则聽听白卻却界達达光放強强即像難难且權权思王象完設设式色路記记南品住告類类"
    "求據据程北邊边死張张該该交規规萬万取拉格望覺觉術术領领共確确傳传師师觀观清今切院讓让識识候帶带導导爭争運运，。、：；！？“”「」（）《》"
)
"""The commonest characters of modern Chinese in both scripts, with its punctuation: they make up more than half of any
running text, and a few per cent of text read with the wrong codec."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """The text that bytes hold, the codec (Python's name) and one sentence on why."""

    text: str
    encoding: str
    evidence: str


def decode(data: bytes, declared: str = "", claimed: str = "") -> Decoding:
    """The text of `data`. `declared` is a codec that a person vouches for, `claimed` one that the file names.

    Raises SourceError where the bytes are no text, or no codec fits.
    """
    found = _declared(data, declared) if declared else _chosen(data, claimed.strip().lower())
    _refuse_binary(found.text)
    return found


def claimed_encoding(data: bytes) -> str:
    """The codec that the head of an HTML page names; empty where it names none."""
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", errors="replace") if found else ""


def commonness(text: str) -> float:
    """The share of the commonest Chinese characters among those of `text` that are not ASCII."""
    other = [char for char in text if char > "\x7f"]
    return sum(char in COMMON for char in other) / len(other) if other else 0.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """`data` read with one codec."""

    text: str
    codec: str
    lost: int
    """How many places the codec cannot read; they became U+FFFD."""

    @property
    def share(self) -> float:
        """How Chinese the text looks; 0 where too much of it was lost."""
        return commonness(self.text) if self.lost <= max(1, len(self.text) // 100) else 0.0

    def because(self, evidence: str) -> Decoding:
        loss = f"; {self.lost} unreadable places became U+FFFD" if self.lost else ""
        return Decoding(self.text, self.codec, evidence + loss)


def _read(data: bytes, codec: str) -> _Reading:
    text = data.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    # The character itself may stand in the file, from an earlier accident.
    return _Reading(text, codec, lost - data.decode(codec, errors="ignore").count("\ufffd") if lost else 0)


def _declared(data: bytes, codec: str) -> Decoding:
    try:
        return Decoding(data.decode(codec), codecs.lookup(codec).name, f"a person declared {codec}")
    except LookupError:
        raise SourceError(f"encoding: {codec} is not a codec that Python knows: try utf-8, gb18030 or big5") from None
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise SourceError(f"the declared encoding {codec} does not fit{place}: correct or remove 'encoding:'") from None


def _chosen(data: bytes, claimed: str) -> Decoding:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _read(data, codec).because(f"begins with the byte order mark of {codec.removesuffix('-sig')}")
    if b"\0" in data:
        return _wide(data)
    if data.isascii():
        return Decoding(data.decode("ascii"), "utf-8", "every byte is ASCII")
    return _utf8(data) or _claimed(data, claimed) or _commonest(data, (*_CANDIDATES, *_WIDE)) or _foreign(data)


def _utf8(data: bytes) -> Decoding | None:
    reading = _read(data, "utf-8")
    whole = sum(char > "\x7f" for char in reading.text) - reading.lost
    if not reading.lost:
        return reading.because("every byte sequence is valid UTF-8")
    # Text in another codec is valid UTF-8 only by rare accident, so damage this small cannot be another codec.
    if whole < 3 or reading.lost > max(1, whole // 20):
        return None
    return reading.because(f"{whole} sequences are valid UTF-8")


def _claimed(data: bytes, claimed: str) -> Decoding | None:
    """What the file says, unless it is a codec that fits any bytes (iso-8859-1 is what servers say by default)."""
    if claimed not in _CHINESE_CLAIMS:
        return None
    reading = _read(data, _CHINESE_CLAIMS[claimed])
    return reading.because(f"the file says {claimed}, and its bytes fit") if reading.share >= _BAR else None


def _commonest(data: bytes, codecs_tried: Iterable[str]) -> Decoding | None:
    # An odd number of bytes is no UTF-16. Among equals the first wins: big5 before its extensions.
    readings = [_read(data, codec) for codec in codecs_tried if codec not in _WIDE or len(data) % 2 == 0]
    ranked = sorted(readings, key=lambda reading: (-reading.share, reading.lost))
    if not ranked or ranked[0].share < _BAR:
        return None
    best = ranked[0]
    family = _BIG5 if best.codec in _BIG5 else (best.codec,)
    others = [reading for reading in ranked if reading.codec not in family]
    if others and others[0].share > 0.8 * best.share:
        raise SourceError(
            f"{best.codec} and {others[0].codec} fit the bytes equally well: name the right one with --encoding, "
            "or 'encoding:' in its .source.yml"
        )
    compared = f", as {others[0].codec} {others[0].share:.0%}" if others else ""
    return best.because(f"read as {best.codec}, {best.share:.0%} of the characters are among the commonest{compared}")


def _wide(data: bytes) -> Decoding:
    if found := _commonest(data, _WIDE):
        return found
    for codec, zeros in zip(_WIDE, (data[1::2], data[::2]), strict=True):
        if len(data) % 2 == 0 and len(data) >= 8 and zeros.count(0) * 2 > len(zeros):
            return _read(data, codec).because(f"every other byte is zero, as in {codec}")
    raise SourceError(_BINARY)


def _foreign(data: bytes) -> Decoding:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - for texts that are neither Chinese nor Unicode

    best = from_bytes(data).best() if len(data) >= 32 else None
    if best is None:
        raise SourceError("no codec gives Chinese text: name the right one with 'encoding:' in its .source.yml")
    # Of codecs that give the same text, the one that most files in the world are written in.
    codec = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
    return Decoding(str(best), codec, f"no Chinese codec fits; charset-normalizer takes it for {codec}")


def _refuse_binary(text: str) -> None:
    if "\0" in text:
        raise SourceError(_BINARY)
    controls = sum(char < " " and char not in "\t\n\r\f\v" for char in text)
    if controls > max(8, len(text) // 50):
        raise SourceError(f"it is not text (it holds {controls} control characters): give a txt, html or md file")
