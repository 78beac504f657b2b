"""A small knowledge base with one of everything, made with `leishu init` as anybody makes one."""

from pathlib import Path

from click.testing import CliRunner

from leishu.cli import main

SITE_URL = "https://books.example/tea/"
REPO_URL = "https://code.example/tea"

FILES = {
    "leishu.yml": "topics:\n  passages: 2\n",
    "sources/letter.txt": """\
山中來信

今年的烏龍茶比往年好，焙火也輕。老陳說，製茶的紀錄若能開放原始碼那樣公開，後人便不必從頭摸索。

做青要看天。天晴的時候，葉子走水快，一夜要翻五回；天陰則翻三回，不可貪多。

信裡附上一張做青的時間表,請你照抄一份寄給山下的人。
""",
    "sources/letter.source.yml": """\
title: 山中來信
author: 林阿土
licence: CC-BY-4.0
published: 1998-04-05
retrieved: 2024-01-02
region: zh-Hant-TW
""",
    "sources/notes.md": """\
# 开源茶谱笔记

开源茶谱把每一道工序写成文字，任何人都可以照做，也可以改写。乌龙茶一卷最先完成。

## 做青

做青时的温度与湿度，各家的记录并不一样；开源的好处，是可以放在一起比较。
""",
    "sources/notes.source.yml": """\
title: 开源茶谱笔记
author: 编者
licence: CC0-1.0
retrieved: 2024-01-03
""",
    "docs/entries/open-source.md": """\
---
title: 开源
kind: concept
description: 公开源代码，许可他人使用、修改与再发布。
names:
  zh-Hant-TW: [開放原始碼]
  en: [open source]
topics: [tea-making]
---
开源起于软件，后来也用在别处。[@notes#p2] 臺灣的說法見來信。[@letter#p2]
""",
    "docs/entries/oolong.md": """\
---
title: 乌龙茶
kind: product
description: 半发酵的茶。
names:
  en: [Oolong]
topics: [tea-making]
---
半发酵的茶，要[[制茶|做青]]。又见 [开源](open-source.md)。
""",
    "docs/topics/tea-making.md": """\
---
title: 制茶
description: 从鲜叶到成茶。
terms: [做青, 焙火]
---

# 制茶

从鲜叶到成茶的各道工序。
""",
    "docs/notes/forms.md": """\
---
title: 软件与写法
description: 各种不该转换的东西。
---

# 软件与写法

乌龙茶的软件，用鼠标就能操作。

```sh
echo 开源软件 # 乌龙茶
```

行内的 `软件与鼠标` 也不变；<span translate="no">软件甲</span>与<span lang="ja">軟件国語</span>不变；<b>软件乙</b>要变。

| 一列很长很长的表头 | 二 | 三 | 四 | 五 |
| --- | --- | --- | --- | --- |
| 数据一二三四五六七八九十 | `a_very_long_identifier_that_never_ends_and_goes_on` | 三 | 四 | 五六七八九十 |

没有空格的长字：Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft，以及
<https://example.org/a/very/long/path/that/does/not/break/anywhere/and/goes/on/and/on/until/the/end.html>。
""",
    "docs/notes/going.md": "---\ntitle: 将去之页\n---\n\n# 将去之页\n\n这一页就要删去。\n",
}
"""Path below the base's root → text. Beside them stands what `init` makes."""


def leishu(*arguments):
    """Run the command in this process; no exception but the end of a command gets through."""
    ran = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="leishu")
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran


def make(folder: Path, files=FILES):
    """Make a base in `folder`, published under a path of its host and with a repository to edit it in."""
    made = leishu("init", folder, "--title", "茶书", "--topic", "茶具")
    assert made.exit_code == 0, made.output
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('!ENV [LEISHU_SITE_URL, ""]', SITE_URL).replace("# edit_uri:", "edit_uri:")
    text = text.replace("# repo_name:", "repo_name:").replace(
        "# repo_url: https://github.com/OWNER/REPOSITORY", f"repo_url: {REPO_URL}"
    )
    assert SITE_URL in text
    assert REPO_URL in text
    settings.write_text(text, encoding="utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def tree(folder):
    """Every file below a folder: name → bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
