"""Which characters are decided by what stands beside them, where no dictionary has the whole.

A measure word after a number in figures (3 只 is 隻; OpenCC has 三只), what gets dry (乾) or is brewed (沖), a bell
(鐘) and not a family (鍾), and characters that by themselves are mostly not what OpenCC takes first: 签 is to sign, 范
is somebody. A context reads a word only where the text has it as a word of its own.

These are patterns of grammar, and the standards of regions. Counts of the words that a character stands beside were
tried, too (面, 干, 松 …): right on sentences made to try them, wrong in 59 of 89 places of news, reviews and a novel.
"""

from leishu.hanzi.context import Context, Where
from leishu.hanzi.names import FAMILIES

_FIGURE = "(?:(?<=[0-9０-９])|(?<=[0-9０-９] ))"
_NUMBER = "0-9０-９〇零一二两三四五六七八九十百千万亿几数多半"
_OTHER = "[^，。！？；]"
_DRY_THINGS = (
    "嗓子|喉咙|嘴唇|嘴巴|口舌|皮肤|眼睛|头发|毛发|衣服|衣裳|裤子|袜子|鞋子|毛巾|被子|床单|雨伞|池塘|"
    "墙面|墙壁|漆面|水库|河床|河水|井水|泪水|眼泪|墨水|墨迹|油漆|颜料|胶水|水泥|泥巴|地面|路面|空气|汗水|血迹"
)
_SO_FAR = "[已还没未都完全彻底快早就才又会今昨去前年天月两三]{0,5}"
_DRY = f"(?:{_DRY_THINGS}|[河溪井]){_SO_FAR}|(?:{_DRY_THINGS}){_OTHER}{{1,5}}[没未]"
_FAMILY = "".join(sorted(FAMILIES))
_NO_STATISTICS = "".join(f"(?<!{kind})" for kind in ("线性", "逻辑", "多元", "逐步", "岭", "自"))
_WITH_BOOKS = (
    "拿抱捧看讀念翻夾帶背揹隔圍顧守對寫借買摸聞伴放擺藏堆枕啃擁找指盯望扛搬推提拎蓋墊擋靠倚聊談說賣教印掛揣藏含"
)

TO_TRADITIONAL = (
    Context("只", "隻", f"(?:{_FIGURE}|(?<=[十百千万亿余]))只(?![有能要是需会为用做在可不剩够])", "数目之后的量词"),
    Context("里", "里", f"{_FIGURE}里(?![面边头程])", "数目之后的量词", Where.ANY),
    Context("里", "里", "里(?=[路地外长远])", "数目之后的量词", Where.ANY, before=f"[{_NUMBER}]余?"),
    Context("发卡", "發卡", "发卡(?=银行|机构|组织|量|方|行)", "发行卡片", Where.ANY),
    Context(
        "里",
        None,
        "里(?=[有的游捕]|长大|生活)",
        "海的里面，不是海里",
        Where.ANY,
        before=rf"(?:^|[^{_NUMBER}每干少\s])海",
    ),
    Context("里", None, "里", "海的里面，不是海里", Where.ANY, before="(?:在|从|到|往|进|向|大|深|沧)海"),
    Context("纤", "縴", "(?<![化光])纤(?=[绳夫])|(?<=拉)纤(?!维)", "拉船的纤", Where.ANY),
    Context("周", "週", f"{_FIGURE}周(?![岁年边围长])", "数目之后的量词"),
    Context("斗", "斗", f"(?<=[{_NUMBER}])斗(?=[米粮粟酒谷豆高])", "数目之后的量词", Where.LOOSE),
    Context(
        "表", "錶", "(?:(?<=[只块戴])|(?<=[只块戴][新旧老金银名]))表(?![格面示现达情明演哥弟妹姐叔决态])", "钟表的表"
    ),
    Context("钟", "鐘", "(?<=[口座架台面修敲撞鸣挂只])钟(?![家姓氏某]|先生|女士|教授|老师)", "钟表的钟"),
    Context(
        "干",
        "乾",
        "干(?=[了得的又透，。、；！？,.!?]|$)",
        "干燥的干",
        before=f"{_DRY}|[很太更最发偏]|[煮晒晾烤烘焙擦拭拧吹抖甩挤榨绞喝饮流哭耗抽熬沥舔吸风阴烧]",
        where=Where.LOOSE,
    ),
    Context("干", "乾", "干(?=面[包粉条]|电池|辣椒|虾|贝|豆角|蘑菇|香菇|海带)", "干燥的干", Where.LOOSE),
    Context("干", "乾", "(?<=[抖甩拧晾擦拭沥烘烤晒榨挤舔吸])干(?![部警事])", "干燥的干"),
    Context("干", "乾", "干(?=[了过完掉]?[这那]?[一二两三几半满]?杯)", "干杯的干"),
    Context(
        "干",
        "幹",
        "干(?=得(?:[很不真更太]|非常)?(?:好|错|漂亮|出色|多|少|久|认真|起劲|欢|成|来))",
        "干活的干",
        Where.LOOSE,
    ),
    Context(
        "冲",
        "沖",
        "冲(?=[了上好着泡过点些个一两几半杯壶碗热凉冷]{0,4}(?:茶|咖啡|奶粉|可可|麦片|豆浆|开水|凉水|冷水|马桶|澡))",
        "冲泡、冲洗的冲",
    ),
    Context(
        "冲",
        "沖",
        "冲(?=[了过着完上]{0,2}(?:水(?![准平])|淋|调|剂|服|干净|厕|印|刷))",
        "用水冲",
    ),
    Context(
        "松",
        "鬆",
        "松(?![树柏针果子木林鼠花香江山原本田下井尾岛])",
        "不紧的松",
        before="有[点些]|[很太好更最稍略]|比较|过于|变得|显得",
    ),
    Context("松", "鬆", "松(?=[了得紧]|[一有]?[点些])", "不紧的松"),
    Context(
        "背",
        "背",
        "背(?=着(?:身子?|人|手|脸|光|他|她|我|你|家人|父母|大家|别人|众人))|(?<=[敢违])背",
        "不是揹",
        Where.ANY,
    ),
    Context("钟", "鐘", "(?<=[个半])钟(?!点)", "钟点的钟"),
    Context(
        "折",
        "摺",
        "折(?=[成起好])",
        "叠起来",
        Where.LOOSE,
        before="(?:信|纸|纸条|衣服|被子|毛巾|手帕|地图)(?:把|被|给|已|都|再|先|仔细)?",
    ),
    Context("冲", "沖", "冲(?=[好了上成])", "冲泡的冲", before=f"(?:茶|咖啡|奶粉|豆浆|牛奶|麦片|药){_OTHER}{{0,2}}"),
    Context(
        "面",
        "麪",
        "面(?![前子对目向部临色相熟容貌积板值巾具谈试膜市料层包粉条食议])",
        "吃的面",
        before=f"(?:[煮吃下卖揉擀拌捞醒嗦端盛](?:[了着过完好点些]|[{_NUMBER}]*[碗斤份盘锅把口])?的?|[{_NUMBER}]+[碗斤份锅]|[{_NUMBER}]种)",
    ),
    Context("面", "麪", "面(?=[还没已都就才快再刚]{0,3}(?:下锅|煮|没下|坨|糊了)|[馆摊档铺])", "吃的面"),
    Context(
        "系", "係", "(?<![院校科学])系(?=指|由|因|经|依|根据|按照|一[种个项家]|为了|属|其|该|自愿|基于)", "“是”的意思"
    ),
    Context("系", "係", "(?<=[告款方者权约同议书])系(?=[\u4e00-\u9fff]{2})", "“是”的意思"),
    Context("系", "繫", "(?<![院校科学文语史理工数法商医农外管各本该全])系(?=[在着好紧住]|上(?!的))", "系住的系"),
    Context("干", "乾", f"干(?=了?[透的]{{1,2}}(?:{_DRY_THINGS}))", "干燥的干", Where.LOOSE),
    Context(
        "扎",
        "紮",
        "扎(?=[着了好起成]?(?:[一两几三个条根小]{1,2})?(?:辫|马尾|头发|蝴蝶结|营|寨|帐|绷带|腰带|裤脚))",
        "捆扎的扎",
    ),
    Context("扎", "紮", "扎(?=[在营寨好下])", "驻扎的扎", before=f"(?:帐篷|营|寨|部队|军){_OTHER}{{0,2}}"),
    Context("冲", "沖", "冲(?=[上到][沙海河]?[滩岸边])", "水冲的冲", before="被(?:[海浪水洪雨潮河]{1,2})?"),
    Context("系争", "系爭", "系争", "涉讼的系争", Where.LOOSE),
    Context("咽", "嚥", "咽(?=不下|得下|[下了进]|口[水气])", "吞咽的咽", Where.LOOSE),
    Context(
        "游",
        "游",
        "(?<![日天夜春秋郊旅畅环同云漫周巡伴神梦境外国人助驾团])游(?=[过到向进出来去回上]|得(?![很挺蛮太真]?(?:开心|高兴|尽兴|愉快))|[不得][动过完])",
        "在水里游",
        Where.LOOSE,
    ),
    Context("游", "游", "游(?=[着的，。、；！？]|$)", "在水里游", Where.LOOSE, before="[水海河池湖江溪]里|水[中上下]"),
    Context("荡", "盪", "(?<![映漾])荡(?=[得来起着过]|秋千|双桨|舟)", "摇荡的荡", Where.LOOSE, weak=True),
    Context("困", "睏", "(?<=[很太好犯真又])困(?=[了得，。、；！？,.!?]|$)", "困倦的困", Where.LOOSE),
    Context(
        "出",
        "齣",
        f"(?<=[这那{_NUMBER}])出(?=(?:好|大|新|独角)?(?:戏|闹剧|喜剧|悲剧|歌剧|话剧))",
        "戏的量词",
        Where.LOOSE,
    ),
    Context("出", "齣", "(?<=[十百]多)出(?=(?:好|大|新)?(?:戏|话剧|歌剧))", "戏的量词", Where.ANY),
    Context(
        "出",
        "齣",
        "出(?=[，。、；！？都]|$)",
        "戏的量词",
        Where.ANY,
        before="[戏剧][^。！？；]{0,12}(?:(?<!进)[二两三四五六七八九十几数每]|[十百]多)",
    ),
    Context("签", "簽", "签(?=[了过完]?[字名约])", "签名的签", Where.ANY),
    Context("签", "簽", "(?<![支根枝抽求])(?<![抽求]的)签", "签名的签", weak=True),
    Context("赞", "讚", "赞(?!军|襄|画|治|方略)", "称赞的赞", weak=True),
    Context("并州", "并州", "并州", "地名", Where.ANY),
    Context("准", "准", "(?<=不)准(?=[\u4e00-\u9fff])(?![确时备的了])", "准许的准", Where.ANY),
    Context("占", "占", "占(?=[了过]?[一个]?[卦卜])", "占卜的占", Where.LOOSE),
    Context("折", "折", "折(?=了)", "折断", Where.ANY, before="已经|骨头?|腿|胳膊|树枝|笔尖"),
    Context("余", "余", "(?<=[老小])余(?=[的，。、；！？：说是在和与]|$)", "姓氏", Where.LOOSE),
    Context("当当", "當當", "(?<![叮铛哐丁声钟锣铃])当当(?!响|作响|的?一?声|地)", "不是声音", Where.ANY),
    Context("岩", "岩", "岩", "岩石的岩", weak=True),
    Context("范", "范", "范(?![数型式例本围畴读])", "单独成字，多是姓氏", Where.LOOSE, weak=True),
    *(Context(char, char, char, "单独成字，多是姓氏", Where.LOOSE, weak=True) for char in "岳郁"),
    Context(
        "朴", "朴", f"(?<![{_FAMILY}])(?<![{_FAMILY}][\u4e00-\u9fff])朴", "单独成字，多是姓氏", Where.LOOSE, weak=True
    ),
    # OpenCC has it as in statistics.
    Context(
        "回归",
        "回歸",
        f"{_NO_STATISTICS}回归(?!分析|方程|模型|系数|曲线|直线|线|树|算法|函数|估计|检验|问题|任务)",
        "归来",
        Where.ANY,
    ),
    # 三部并为一部 is to merge; 并为会员服务 is `and`, which OpenCC's 并为 doesn't know.
    Context("并", "並", f"(?<![合归兼吞裁])并(?=为(?![{_NUMBER}单]))", "连词：并不是归并", Where.ANY),
    # Taiwan's table of characters for laws (法律統一用字表, Legislative Yuan, 1973) has 布 in 公布, 分布 and 頒布; its
    # laws write 發布, 散布 and 宣布 too. Hong Kong's newspapers write 佈, as OpenCC does for both.
    Context("布", "布", "(?<=[公分颁发散宣])布", "台湾《法律统一用字表》作「布」", Where.LATER, config="s2tw"),
    *(
        Context(word, written, word, f"香港作「{written}」", Where.ANY, config="s2hk")
        for word, written in (("复核", "覆核"), ("汇报", "匯報"))
    ),
    Context("天后", "天後", f"{_FIGURE}天后", "几天之后", Where.LOOSE),
    *(
        Context(word, written, word, "今多写作此", Where.ANY)
        for word, written in (("胡同", "胡同"), ("克制", "克制"), ("发霉", "發霉"), ("复议", "復議"))
    ),
)
FROM_TRADITIONAL = (
    # OpenCC's 著書 is to write books; behind what is done with one it is the particle, and 書 the next word.
    Context(
        "著", "着", f"(?<=[{_WITH_BOOKS}跟循沿隨順按])著(?=書|作者|作品|錄[音影像])", "拿着书，不是著书", Where.ANY
    ),
    Context("著", "着", "著(?![者書作])", "混合着，不是合著", Where.ANY, before="[混融結配聯集組綜整契迎]合"),
    Context("著", "着", "(?<=[膠附黏粘固])著(?=於)", "附着", Where.ANY),
    # OpenCC knows of a king of the Xiongnu.
    Context("於", "于", "於(?=單[元一獨個純位身親憑價方面])", "介词", Where.ANY, config="2s"),
    Context("牠", "它", "牠", "异体字", Where.ANY, config="2s"),
    Context("揹", "背", "揹", "异体字", Where.ANY, config="2s"),
    Context("執著", "执着", "執著", "今多写作此", Where.ANY, config="2s"),
    Context("覆", "复", "覆(?=[核議審查試選訂檢驗判診述信電函])", "再一次的复", Where.ANY, config="2s"),
    # First Series of Verified Variants (1955): 妳 is 你. OpenCC leaves it.
    Context("妳", "你", "妳", "异体字", Where.ANY, config="2s"),
    # OpenCC's 帐 is a tent only.
    Context(
        "帳",
        "账",
        "(?<![蚊營床軍紗羅氈帷錦幔圓升設])帳(?![篷幕子帷帘幔頂下中前])",
        "账目的账",
        Where.ANY,
        config="2s",
    ),
)
