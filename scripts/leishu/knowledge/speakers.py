"""Who speaks, by what stands around a quotation: a verb before it, behind it, or in the paragraph that leads to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from leishu.hanzi.fold import fold
from leishu.knowledge.reading import Reading
from leishu.model import DocPath, Mention, Span

_VERB = (
    r"(?:表示|指出|强调|认为|坦言|直言|声称|宣称|透露|回应|答复|解释|补充|警告|承认|回忆|写道|写下|提到|反问|谈到|感叹|"
    r"主张|呼吁|介绍|看来|讲[道过]|告诉[^，。：]{1,8}|(?<![据人所自号俗简堪被])[称说问](?![法明服话道谎])|所[说言](?=[：:，,])|说道|"
    r"名言|回答|说法|看法|(?<![所手食戒])指(?=[：:，,])|[^知报渠通街频轨味，。！？：“”「」\s]道(?=[：:，,。]|\s*$))"
)
# These lead to speech only with a mark behind them: 宣布：“…”, but not 提出“…”.
_SAYS = r"(?:提出|宣布|宣告|说明|批评|评论|抱怨|总结|建议|预言|断言|笑称|叮嘱|公告|声明|形容)"
# Before a colon and the words themselves any verb will do that has to do with speech: 感慨：, 附言：, 打了个比方：.
_SPEECH = r"(?:(?<![知报渠通街频轨味])道|[说称谓曰云叹答回喊叫写讲谈论述评告提劝嘱誓慨话承问笑]|言(?!人)|[点摇]头|比方)"
_LEAD = re.compile(rf"{_VERB}[^，。！？；：:,!?;“”「」]{{0,6}}[：:，,]\s*$|{_VERB}道?\s*$|{_SAYS}道?[：:，,]\s*$")
_LOOSE_LEAD = re.compile(rf"[\s\S]*(?P<verb>{_SPEECH})[^，。！？；：:,!?;“”「」]{{0,6}}[：:]\s*$")
_COLON = re.compile(r"[：:]\s*$")
# A gesture leads to speech before a colon: 想了想：, 笑一笑：, 耸耸肩：, 摆了摆手：, 叹口气：.
_GESTURE = re.compile(r"([\u4e00-\u9fff])[了一]?\1[^，。！？；：:“”「」的]{0,2}[：:]\s*$|[头手肩眉眼嘴气声][：:]\s*$")
_GOES_ON = re.compile(rf"^[，,]?(?:又|还|也|并且?|接着|随后|同时|继续)[^“”「」。！？]{{0,8}}?{_VERB}道?[：:，,]?\s*$")
_SIGNED = re.compile(r"^\s*(?:—{1,2}|-{1,2}|─{1,2})\s*")
_SPOKEN_TO = re.compile(r"(?:[对向跟给问让请]|评价|称赞|赞扬|批评|质疑|形容|面对|谈[到及]|提[到及])\Z")
_SOMEBODY_OF = re.compile(r"^的(?:一[位名个些]|[^，。]{0,6}[学事友师生属手者人员队伴档妻夫父母亲子家理书]$)")
_DENIED = re.compile(r"(?:否认|没有?|[并从]未|从不|[未不]曾|拒绝|引[用述]|援引|转述|借用)[^，,]*$")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_WHEN = r"(?:(?:[谈说提]到|谈及|对于|被问)[^，。：“”「」]{1,16}[，,])?"
# Behind the words these suffice, at the end of their clause: “…”，梁文锋批评，“…”; “…”梁文锋终于开口。
_BEHIND = (
    rf"(?:(?:{_SAYS}|开口|发[帖文]|留言|插话|接话|打趣|调侃|追忆|预测|表态|附和|反驳|吐槽)(?=了?[，,。：:！]|\s*$))"
)
_FOLLOWS = re.compile(
    rf"^[，,]?\s*(?P<gap>{_WHEN}[^，。！？；：:,“”「」]{{0,20}}?)(?!名言|回答|说法|看法)(?:{_VERB}|{_BEHIND})(?P<next>道?[：:])?"
)
_RANK = re.compile(
    r"总裁|CEO|首席|执行官|创始人|创办人|负责人|发言人|董事|经理|部长|主任|教授|院士|工程师|员工|律师|分析师|官员|主席|秘书长|代表",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?<![其吉])[他她](?![们人])")
_WITH = re.compile(r"(?:[在当于][^，。；]{0,4}[与和同跟给致对向]|[给致])\Z")
_WITHIN = re.compile(r"[^，。！？；\n]{0,12}[中里时后上内间][，,]?")
_STOP = re.compile(r"[。！？!?]")
_GAP = 30
"""How far, in characters, a verb may stand from its subject."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody with an entry who speaks."""

    speaker: DocPath
    called: str
    """What the text calls them: a name, or 他."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that may say who is quoted. Places are counted in it."""

    reading: Reading
    span: Span
    people: tuple[Mention, ...]
    """Mentions of those who can speak, on the whole page."""
    kinds: Mapping[DocPath, str]

    @property
    def text(self) -> str:
        """Folded, with the marks that the match key makes one of still apart."""
        return fold(self.span.of(self.reading.page.body))

    def before(self, quote: int) -> Voice | None:
        """Who speaks by what stands before the quotation: 梁文锋表示：“…”, 梁文锋：“…”, 据梁文锋介绍，“…”."""
        text = self.text[:quote]
        clause = max((stop.end() for stop in _STOP.finditer(text)), default=0)
        if lead := _LEAD.search(text, clause):
            return self._subject(clause, lead.start())
        if lead := _LOOSE_LEAD.match(text, clause):
            return self._subject(clause, lead.start("verb"))
        if (gesture := _GESTURE.search(text, clause)) and (voice := self._subject(clause, gesture.start())):
            return voice
        if (colon := _COLON.search(text, clause)) and (voice := self._named_at(colon.start())):
            return voice
        # A sentence of reported speech, and then the words themselves.
        if clause == len(text.rstrip()) and clause:
            start = max((stop.end() for stop in _STOP.finditer(text[: clause - 1])), default=0)
            if verb := re.search(_VERB, text[start:clause]):
                return self._subject(start, start + verb.start())
        return None

    def after(self, quote: int, until: int) -> Voice | None:
        """Who speaks by what stands behind the quotation: “…”，梁文锋说; “…”——梁文锋."""
        text = self.text
        if signed := _SIGNED.match(text[quote:until]):
            begin = self.span.start + quote + signed.end()
            return next((self._voice(m) for m in self.people if m.span.start == begin), None)
        found = _FOLLOWS.match(text[quote:until])
        # “…？”他说：“…” leads to what comes next, unless the words before it broke off at a comma.
        if not found or (found["next"] and text[quote - 2] not in "，,"):
            return None
        return self._subject(quote, quote + found.end("gap"))

    def goes_on(self, last: int, quote: int) -> bool:
        """Whether the speaker of a quotation that ended at `last` speaks on: “…”“…”, “…”又说：“…”."""
        between = self.text[last:quote].strip()
        begin, end = self.span.start + last, self.span.start + quote
        # A quotation that breaks off at a comma goes on in the same sentence, whoever is named between.
        broken = self.text[last - 2] in "，," and not _STOP.search(between)
        return (
            not between
            or broken
            or (bool(_GOES_ON.match(between)) and not any(begin <= m.span.start < end for m in self.people))
        )

    def carries(self, carried: Voice | None, whole: bool) -> Voice | None:
        """Whose words a quoted paragraph after this one may be; `whole` where this one is a quotation and no more."""
        text = self.text.rstrip()
        if colon := _COLON.search(text):
            clause = max((stop.end() for stop in _STOP.finditer(text)), default=0)
            verb = re.search(_VERB, text[clause:])
            return self._subject(clause, clause + verb.start()) if verb else self._named_at(colon.start())
        return carried if whole else self._reported(text)

    def _reported(self, text: str) -> Voice | None:
        """The speaker of a paragraph whose last sentence reports speech without marks."""
        end = len(text.rstrip("。！？!?"))
        clause = max((stop.end() for stop in _STOP.finditer(text[:end])), default=0)
        verb = re.search(rf"{_VERB}[：:，,]", text[clause:end])
        return self._subject(clause, clause + verb.start()) if verb else None

    def _named_at(self, end: int) -> Voice | None:
        """Somebody whose name is the last thing before the place `end`."""
        place = self.span.start + end
        return next((self._voice(m) for m in self.people if m.span.end == place and not self._spoken_to(m)), None)

    def _subject(self, start: int, verb: int) -> Voice | None:
        """Who is named last between the places `start` and `verb` of the paragraph, and speaks."""
        begin, end = self.span.start + start, self.span.start + verb
        asides = [Span(*found.span()).shifted(begin) for found in _ASIDE.finditer(self.text[start:verb])]
        named = [
            m
            for m in self.people
            if begin <= m.span.start and m.span.end <= end and not any(a.start < m.span.start < a.end for a in asides)
        ]
        pronoun = max((found.start() for found in _PRONOUN.finditer(self.text, start, verb)), default=-1)
        if pronoun >= 0 and (not named or named[-1].span.start < self.span.start + pronoun):
            return self._last_person(self.span.start + pronoun)
        if not named or self._spoken_to(named[-1]):
            return None
        between = _ASIDE.sub("", self.reading.page.body[named[-1].span.end : end])
        # A title before the name is the speaker's own: 创始人李彦宏; behind an organisation it is somebody else's.
        if len(between) > _GAP or (self.kinds[named[-1].target] == "organisation" and _RANK.search(between)):
            return None
        if _SOMEBODY_OF.search(between) or _DENIED.search(between):
            return None
        return self._voice(named[-1])

    def _spoken_to(self, mention: Mention) -> bool:
        """Whether it is the listener that is named: 有人对梁文锋说."""
        return bool(_SPOKEN_TO.search(self.reading.key, max(0, mention.span.start - 2), mention.span.start))

    def _other_party(self, mention: Mention, before: int) -> bool:
        """Whether a pronoun at `before` is the one who deals with `mention`: 在与梁文锋的通信中，他写道."""
        return bool(
            _WITH.search(self.reading.key, max(0, mention.span.start - 6), mention.span.start)
            and _WITHIN.fullmatch(self.reading.key, mention.span.end, before)
        )

    def _last_person(self, before: int) -> Voice | None:
        near = [
            m
            for m in self.people
            if m.span.end <= before and self.kinds[m.target] == "person" and not self._other_party(m, before)
        ]
        return Voice(near[-1].target, self.reading.page.body[before]) if near else None

    def _voice(self, mention: Mention) -> Voice:
        return Voice(mention.target, mention.surface)
