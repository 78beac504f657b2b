"""What the lines of a web page that are no part of its text look like: the signs that `furniture` goes by.

Every expression is for a whole line. None ends as a sentence does, holds quoted words, or runs long: what somebody
tells of apps, shares and notices is told in sentences.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORDS = "[^。！？!?：:“”「」《》]"


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of line."""

    why: str
    """What such a line is, for a person."""
    line: re.Pattern[str]
    head: bool
    """Whether it also stands above a text, or below its title; all stand below the text."""
    label: bool = False
    """Whether it also stands between the paragraphs."""


_TARGETS = """
微信好友 微信 朋友圈 新浪微博 腾讯微博 微博 QQ空间 QQ好友 QQ 豆瓣 人人网 贴吧 知乎
Facebook Twitter LINE Telegram WhatsApp Email 邮件 郵件 复制链接 複製連結 打印 列印
"""
_BUTTONS = """
点赞 點讚 收藏 分享 评论 評論 举报 檢舉 打赏 转发 轉發 在看 阅读 閱讀 浏览 瀏覽
回复 回覆 喜欢 跟贴 反馈 纠错 投诉 赞 踩 顶 留言
"""
_TARGET, _COUNTED = (f"(?:{'|'.join(words.split())})" for words in (_TARGETS, _BUTTONS))
_LONGEST = 200
"""No line around a text is longer; so no expression has much to try."""
_GAP = r"[\s|｜·,，、/]*"

SIGNS = (
    Sign(
        "a call to open the page in an app",
        re.compile(
            rf"{_WORDS}{{0,8}}(?:打开|打開|下载|下載|安装|安裝){_WORDS}{{0,14}}"
            r"(?:查看|观看|觀看|阅读|閱讀|体验|體驗|浏览|瀏覽)(?:更多|全文|全部|精彩|最新|完整|更佳)"
            rf"{_WORDS}{{0,10}}"
        ),
        head=True,
        label=True,
    ),
    Sign(
        "places to share the page at",
        re.compile(rf"(?:一键)?分享(?:到|至|给|給)?\s*[:：]?\s*(?:{_TARGET}{_GAP})+|(?:{_TARGET}{_GAP}){{3,}}"),
        head=True,
    ),
    Sign(
        "a code to scan, an account to follow",
        re.compile(
            rf"{_WORDS}{{0,6}}(?:扫一扫|掃一掃|扫描|掃描|扫码|掃碼|长按|長按|识别|識別){_WORDS}{{0,20}}"
            rf"(?:关注|關注|分享|下载|下載|二维码|二維碼|加入|订阅|訂閱|(?:手机|手機).{{0,4}}(?:阅读|閱讀|看)){_WORDS}{{0,14}}"
            rf"|(?:欢迎|歡迎|敬请|敬請|请|請)?(?:关注|關注)[^。！？!?：]{{0,14}}(?:公众号|公眾號|官方微博|官方微信){_WORDS}{{0,14}}"
        ),
        head=True,
    ),
    Sign("counters and buttons", re.compile(rf"(?:{_COUNTED}(?:\s*[(（]\d+[)）]|\s*\d+)?{_GAP}){{2,}}"), head=True),
    Sign(
        "tools of the page",
        re.compile(
            r"[【\[]?(?:字号|字體|字体|字號)\s*[:：]?[\s大中小超特号號T+\-|/A]*"
            r"(?:打印|列印|收藏|关闭|關閉|纠错|分享|评论|[本页窗口此頁\s|])*[】\]]?"
            r"|(?:打印|列印|关闭|關閉)(?:本页|本頁|此页|窗口|視窗)|(?:收藏|推荐)本文"
        ),
        head=True,
    ),
    Sign(
        "a player or a picture that did not load",
        re.compile(
            r"(?:视频|視頻|影片|图片|圖片)(?:正在)?(?:加载|加載|載入)(?:中|失败|失敗).{0,16}|点击图片.{0,10}|点击播放.{0,8}"
            r"|[（(【\[]?(?:点击|點擊)(?:图片|圖片)?(?:查看|看)(?:高清)?大[图圖][）)】\]]?"
            r"|您的浏览器(?:不支持|版本过低).{0,30}|查看精彩(?:图片|圖片)"
        ),
        head=True,
        label=True,
    ),
    Sign(
        "an advertisement's label",
        re.compile(r"[（(【\[—\-\s]*(?:广告|廣告|AD|Advertisement|ADVERTISEMENT|赞助商链接)[）)】\]—\-\s]*"),
        head=True,
        label=True,
    ),
    Sign(
        "where the page stands in its site",
        re.compile(
            r"(?:您|你)?(?:现在|現在|当前|當前)?的?(?:所在)?位置\s*[:：]\s*[^。！？]{1,60}"
            r"|(?:首页|首頁)\s*[>»›→＞][^。！？]{1,60}"
        ),
        head=True,
    ),
    Sign(
        "the way to other pages",
        re.compile(
            r"(?:上一篇|下一篇|上一页|下一页|上一頁|下一頁|上一章|下一章)\s*[:：]\s*\S.{0,60}"
            r"|(?:(?:上一页|下一页|上一頁|下一頁|尾页|末页)[\s|]*){1,3}|(?:返回|回到)(?:顶部|頂部|首页|首頁|列表|上一页|上一頁)"
            r"|加载更多|查看更多(?:评论)?"
        ),
        head=False,
    ),
    Sign(
        "a button that shows the rest",
        re.compile(r"[（(【\[]?(?:点击|點擊)?(?:阅读|閱讀|查看|展开|展開)(?:原文|全文|剩余.{0,6})[）)】\]]?"),
        head=False,
        label=True,
    ),
    Sign(
        # Alone, with no other to count on from: so both its dashes, or the whole of how many.
        "the number of a page",
        re.compile(
            r"[-—–·]+\s*\d{1,4}(?:\s*[/／]\s*\d{1,4})?\s*[-—–·]+|第\s*\d{1,4}\s*[页頁]\s*[/／,，]?\s*共\s*\d{1,4}\s*[页頁]"
        ),
        head=False,
    ),
    Sign(
        "the comments of readers",
        re.compile(
            r"(?:网友|網友|最新|热门|熱門|全部|精彩)(?:评论|評論|跟贴)\s*[(（]?\d*[)）]?"
            r"|(?:已有|共)?\s*\d+\s*[条人](?:评论|参与|跟贴|回复)|(?:请)?先?(?:登录|登錄|登入)后?(?:才|即)?可?以?(?:发表|發表)?(?:评论|評論)"
            r"|发表(?:我的)?评论|我要(?:评论|留言)|暂无评论|还没有评论.{0,12}"
        ),
        head=False,
    ),
    Sign(
        "a notice about reposting",
        re.compile(
            r"(?=[（(【\[※*\s]*(?:版权|版權|免责|免責|转载|轉載|声明|聲明|稿件|本文|本站|未经|未經|如|注|以上|文中|图片|部分|凡|依据|特别))"
            r"(?!.*(?:CC[ -]?(?:BY|0)|Creative Commons|许可协议|许可证|授權條款|知识共享|創用))(?=.{0,160}$)"
            r".*(?:如有侵权|侵权.{0,8}(?:删除|联系)|转载.{0,6}(?:注明|註明)|轉載.{0,6}註明"
            r"|(?:仅|僅|只)代表作者(?:本人|个人|個人)?的?(?:观点|觀點)|版权归(?:原)?作者|不代表本(?:站|网|報|报)"
            r"|未经.{0,8}(?:不得|禁止|严禁|謝絕|谢绝)(?:转载|复制|摘编)|(?:来自|来源于|源自)网络"
            r"|来源[:：]\s?(?:互联网|网络)(?:整理)?(?=[\s，,；;。（(）)】]|$)|侵权(?:[必即立]?删|必究)|侵删).*"
        ),
        head=False,
    ),
    Sign(
        "the foot of the site",
        re.compile(
            r".{0,60}(?:版权所有|版權所有|All Rights Reserved|all rights reserved).{0,60}"
            r"|.{0,20}ICP[备證证備].{0,30}|.{0,10}公网安备.{0,24}"
        ),
        head=False,
    ),
)

RELATED = re.compile(
    r"[【\[]?(?:(?:相关|相關|推荐|推薦|热门|熱門|精彩|更多|最新)(?:阅读|閱讀|推荐|推薦|新闻|新聞|文章|报道|報導|资讯|链接|内容|图集)"
    r"|猜你喜欢|猜您喜欢|猜你喜歡|为您推荐|為您推薦|大家都在看|还没看够.{0,4})[】\]]?\s*[:：]?"
)
"""What stands above a list of other pages."""

_IN_LATIN = re.compile("AD|A[Dd][Vv]|[Rr]eserved|Facebook|Twitter|LINE|Telegram|WhatsApp|Email|QQ")
"""What any sign in ASCII has."""

_PARTS_OF_SITES = """
首页 首頁 新闻 新聞 国内 国际 國際 财经 財經 科技 体育 體育 娱乐 娛樂 视频 視頻 图片 圖片 军事 汽车 房产 教育 健康
文化 副刊 论坛 論壇 博客 登录 登錄 登入 注册 註冊 搜索 搜尋 关于我们 關於我們 联系我们 聯絡我們 网站地图 網站地圖
设为首页 加入收藏 友情链接 广告服务 招聘信息 隐私政策 隱私權政策 使用条款 法律声明 帮助中心 意见反馈 诚聘英才
客户端 手机版 电脑版 返回首页
"""
_MENU = frozenset(_PARTS_OF_SITES.split())
_PARTED = re.compile(r"\s*[|｜·/>»›]\s*|\s+")
_BETWEEN_PARTS = re.compile(r"[\s|｜·/>»›]")


def sign_of(line: str, *, head: bool) -> str:
    """What kind of line this is, for a person; empty where it may belong to the text."""
    if len(line) > _LONGEST or (line.isascii() and not _IN_LATIN.search(line)):
        return ""
    if is_menu(line):
        return "a menu of the site"
    for sign in SIGNS:
        if (sign.head or not head) and sign.line.fullmatch(line):
            return sign.why
    return ""


def is_menu(line: str) -> bool:
    """Whether it is a row of short words that name the parts of a site."""
    if line.isascii() or len(line) > 160 or not _BETWEEN_PARTS.search(line):
        return False
    parts = [part for part in _PARTED.split(line.strip(" |｜·/")) if part]
    known = sum(part in _MENU for part in parts)
    return len(parts) >= 3 and 2 * known > len(parts) and max(map(len, parts)) <= 8


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A line that holds the number of a page and nothing else."""

    page: int
    bare: bool
    """Whether nothing says of what: `3` or `3/9`, where `- 3 -` and `第 3 页` do."""


LEAST_PAGES = {False: 2, True: 3}
"""How many numbers of pages count on, by whether any is bare."""
_OWN_LINE = re.compile(
    r"\n([ \t\u3000(（【\[—–·-]*+(?=[广廣赞视視影圖图点點您查A打下展阅閱第\d])(?:"
    r"(?:广告|廣告|赞助|(?:视频|視頻|影片|图片|圖片)(?:正在)?[加載]|[点點][击擊]|您的浏览|查看|A[Dd]|打[开開]|下[载載]|展[开開]|[阅閱][读讀])[^\n]*"
    r"|(?:第\s?)?\d{1,4}[ \t页頁/／,，共\d—–·-]*+(?=\n|$)))"
)


@dataclass(frozen=True, slots=True)
class Within:
    """What stands on lines of its own between the paragraphs of a text."""

    labels: bool
    """Whether any line is a label; the first line is not looked at."""
    numbers: bool
    """Whether enough lines may be numbers of pages, each one more than the last."""


def within(text: str) -> Within:
    """A cheap look at all lines of `text`, where nearly every text ends."""
    first = text[: max(0, text.find("\n", 0, _LONGEST))]
    lines = [line.strip() for line in _OWN_LINE.findall(text)]
    numbers = [number for line in (first.strip(), *lines) if (number := page_number(line))]
    return Within(any(map(label_of, lines)), _count_on(numbers))


def _count_on(numbers: Iterable[PageNumber]) -> bool:
    """Whether two of `numbers` in a row, or three if any is bare, are each one more than the last."""
    page, run, bare = -2, 0, False
    for number in numbers:
        run, bare = (run + 1, bare or number.bare) if number.page == page + 1 else (1, number.bare)
        page = number.page
        if run >= LEAST_PAGES[bare]:
            return True
    return False


def label_of(line: str) -> str:
    """What kind of line between paragraphs this is; empty where it may belong to the text."""
    return next((sign.why for sign in SIGNS if sign.label and sign.line.fullmatch(line)), "")


def page_number(line: str) -> PageNumber | None:
    """The number of a page, where the line may be one."""
    if len(line) > _LONGEST_NUMBER or line[-1:] not in _ENDS_AS_NUMBER:
        return None
    found = _NUMBER.fullmatch(line)
    return PageNumber(int(found["page"]), bool(_BARE.fullmatch(line))) if found else None


_LONGEST_NUMBER = 24
_ENDS_AS_NUMBER = frozenset("0123456789页頁-—–·")
_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?(?P<page>\d{1,4})(?:\s*[页頁])?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*[页頁]?)?[-—–·\s]*"
)
_BARE = re.compile(r"\s*\d+(?:\s*[/／,，]\s*\d+)?\s*")
