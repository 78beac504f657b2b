"""What the first half says of each step, in English for the command line, as the reader of the site is told it.

A sentence is made of parts that each rule puts together; each part has its Chinese here. What has none stays as it is.
"""

import re
from functools import cache

_PARTS = (
    # repair: readings and frames
    (r"(\S+) reads (\S+); a tool put it there", r"\1是“\2”的读音，由工具插入"),
    (
        r"(\d+) readings behind (\d+) characters, (\d+)% of their occurrences",
        r"\2 个字后面共有 \1 处读音，占这些字出现次数的 \3%",
    ),
    (r"all of one script only", "都是只见于一种文字的字"),
    (r"at random, (\d+)% of them characters nobody explains", r"位置随意，其中 \1% 是谁也不会注音的字"),
    (r"at random, (\d+)% of them not where the character is new", r"位置随意，其中 \1% 不在这个字初次出现处"),
    (r"bytes ([0-9A-F ]+) read in their own frame", r"字节 \1 按它们自己的边界来读"),
    (r"((?:[^\s,] )*[^\s,]) straddles?", r"“\1”跨在两个字上"),
    (r"all others (\S+) nats behind", r"其余读法合计落后 \1"),
    (
        r"the best reading is ahead of all others by (\S+) nats only, reads badly, or holds what nothing shows",
        r"最好的读法只领先 \1，或读来不通，或含有无从得知的字",
    ),
    (r"a reading was left behind, and no bytes that are shown fit it", r"留下了读音，却没有任何显示着的字节配得上"),
    # repair: encodings
    (r"its bytes are (\S+), read as (\S+) once", r"字节是 \1，被当作 \2 读了一次"),
    (r"its bytes are (\S+), read as (\S+) twice", r"字节是 \1，被当作 \2 读了两次"),
    (r"its bytes are (\S+), read as ([^\s;]+)", r"字节是 \1，被当作 \2 来读"),
    (r"its GBK bytes are UTF-8", "它的 GBK 字节正是 UTF-8"),
    (r"the last one is gone, with the character of ASCII behind it", "最后一个字节连同后面的 ASCII 字符没有了"),
    (
        r"it stands for a byte that the repair put back, and for a character of ASCII that is gone",
        r"它代表一个已经补回的字节，和一个已经没有了的 ASCII 字符",
    ),
    (
        r"a byte was lost at the end of a run that was UTF-8 read as GBK, and several characters fit",
        r"这段被当作 GBK 来读的 UTF-8 末尾丢了一个字节，合适的字不止一个",
    ),
    (r"bytes that no codec could read were replaced, and are gone", "读不出的字节已被替换，原来的没有了"),
    # repair: what a page leaves
    (r"(\S+) is HTML for (.+)", r"\1在 HTML 里就是 \2"),
    (r"a tag of the page", "网页的标签"),
    (r"a comment of the page", "网页的注释"),
    (r"a forum code of the page", "论坛的代码"),
    (r"the rest of an end tag", "结尾标签剩下的一截"),
    (r"an escape that nothing needs", "多余的转义"),
    # repair: characters
    (r"a radical that stands for the ideograph of its shape", "部首字符，代替了同形的汉字"),
    (r"canonically equal to the ideograph", "与这个汉字规范等价"),
    (r"a half-width mark of an old encoding", "旧编码的半角标点"),
    (r"cannot be seen, and parts words", "看不见，却把词隔断"),
    (r"a no-break space of the page", "网页的不换行空格"),
    (r"the end of a line, as another program writes it", "别的程序写的换行"),
    (r"a control character: nothing to see", "控制字符，没有可看的"),
    (r"private-use characters: their meaning went with their font", "私用区字符，意思随字体一起丢了"),
    # repair: lines
    (r"the text was wrapped at (\d+) columns, and this line is nearly so long", r"全文每 \1 列折行，此行也将近这么长"),
    (
        r"the text was wrapped at (\d+) characters, and this line is nearly so long",
        r"全文每 \1 字折行，此行也将近这么长",
    ),
    (
        r"(\d+) lines of at most (\d+) columns, most of them cut within a sentence",
        r"\1 行，每行至多 \2 列，大多在句子中间折断",
    ),
    (r"a space behind every character of a line", "一行里每个字后面都有空格"),
    (r"several credits glued into one line", "几项署名粘成了一行"),
    (r"the same, word for word, stands directly before it", "一字不差，紧接在同样的话后面"),
    (
        r"(\d+) half-width marks beside (\d+) full-width 。、《》: a tool narrowed what ASCII has",
        r"半角标点 \1 处，而 。、《》 \2 处仍是全角：有工具把 ASCII 里有的都收窄了",
    ),
    # repair: what stands around a text
    (r"a call to open the page in an app", "招呼读者在应用里打开"),
    (r"places to share the page at", "分享到各处的按钮"),
    (r"a code to scan, an account to follow", "扫码、关注"),
    (r"counters and buttons", "计数与按钮"),
    (r"tools of the page", "页面工具"),
    (r"a player or a picture that did not load", "没有载入的视频或图片"),
    (r"an advertisement's label", "广告的标签"),
    (r"where the page stands in its site", "页面在网站里的位置"),
    (r"the way to other pages", "去往别的页面"),
    (r"other pages of the site", "网站的其他文章"),
    (r"the comments of readers", "读者评论"),
    (r"a notice about reposting", "转载声明"),
    (r"the foot of the site", "网站的页脚"),
    (r"a menu of the site", "网站的菜单"),
    (r"a button that shows the rest", "“展开全文”一类的按钮"),
    (
        r"the same line stands at the edge of (\d+) texts of the site",
        r"同一网站有 \1 篇文章在开头或结尾有同一行",
    ),
    (r"the number of a page: (\d+) such lines count on", r"页码：这样的行有 \1 处，逐页加一"),
    (r"the number of a page", "页码"),
    # repair: a person
    (r"settled by a person", "由人断定"),
    (r"every byte still shown stands at its place", "还显示着的每一个字节都在它该在的位置上"),
    (r"private-use characters having been taken out", "私用区字符已被删去"),
    (r"before the page was turned Simplified", "按转成简体之前的样子"),
    (r"(\d+) replaced bytes or characters, and as many fit", r"被替换的有 \1 处，放得进这么多字节"),
    (r"nothing is left that could contradict", "没有剩下可以反驳的东西"),
    # read
    (r"every byte is ASCII", "每个字节都是 ASCII"),
    (r"every byte sequence is valid UTF-8", "全部字节都是合法的 UTF-8"),
    (r"(\S+) sequences are valid UTF-8", r"\1 个字节序列是合法的 UTF-8"),
    (r"begins with the byte order mark of (\S+)", r"以 \1 的字节序标记开头"),
    (r"the file says (\S+), and its bytes fit", r"文件自称 \1，字节也相合"),
    (r"a person declared (\S+)", r"由人指定为 \1"),
    (r"read as (\S+), (\d+)% of the characters are among the commonest", r"按 \1 来读，\2% 是最常用的字"),
    (r"(\d+) unreadable places became U\+FFFD", r"\1 处读不出，成了 U+FFFD"),
    (r"\bas (\S+) (\d+)%", r"按 \1 则只有 \2%"),
)


_JOINTS = str.maketrans({";": "；", ",": "，", ":": "："})


def told(evidence: str) -> str:
    """`evidence` in Chinese, part by part."""
    chinese = evidence
    for pattern, words in _patterns():
        chinese = pattern.sub(words, chinese)
    return chinese if chinese == evidence else _JOINT.sub(lambda joint: joint[1].translate(_JOINTS), chinese)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), chinese) for pattern, chinese in _PARTS)


_JOINT = re.compile("([;,:]) ")
"""What parts a sentence in English, with its space."""
