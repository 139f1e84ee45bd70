# SPDX-License-Identifier: MIT
"""The words of selling in Japanese and English, and the sentences in which they do not sell.

A term alone proves little: an article about discounts is full of them. So each occurrence is read within its
sentence. A sentence that discusses (`値引きをやめた店`) holds no hit; one that offers (`本日まで!`) holds all of its
terms; one that tells what happened holds none; and in any other a weak term counts only where it stands alone,
not as a part of running prose. Patterns meet text that is NFKC-normalised and lower-cased.
"""

Term = tuple[str, str]
"""A piece of text that is in every occurrence, so that most texts are told apart quickly; and the pattern."""

STRONG: tuple[Term, ...] = (
    ("%", r"[0-9]\s*%\s*(?:off|オフ|引|割引|値引|還元)"),
    ("割引", r"[0-9一二三四五六七八九]\s*割引(?!い[たてる])"),
    ("割オフ", "[0-9一二三四五六七八九]割オフ"),
    ("割off", r"[0-9一二三四五六七八九]割off\b"),
    ("割安", "[0-9一二三四五六七八九]割安"),
    ("円", r"[0-9]\s*円\s*(?:off|オフ|割引|値引|引き(?![出落上下換渡]))"),
    ("半額", "半額"),
    ("激安", "激安"),
    ("爆安", "爆安"),
    ("最安", "最安"),
    ("底値", "底値"),
    ("破格", "破格"),
    ("大特価", "大特価"),
    ("価格", "(?:特別|お試し|感謝|キャンペーン|セール|限定)価格"),
    ("セール", "(?:タイム|大|初売り|決算|閉店|歳末|年末|クリアランス|バーゲン|感謝祭?)セール"),
    ("セール", "セール(?:を?(?:開催|実施)|中|会場|スタート|開始)"),
    ("クーポン", "クーポンを?(?:配布|進呈|プレゼント|発行|差し上げ)"),
    ("在庫一掃", "在庫一掃"),
    ("在庫処分", "在庫処分"),
    ("くし", "売り?(?:尽|つ)くし"),
    ("大放出", "大放出"),
    ("大感謝祭", "大感謝祭"),
    ("今だけ", "今だけ"),
    ("いまだけ", "いまだけ"),
    ("限り", "(?:本日|今日|今週末?|今月|週末)限り"),
    ("限定", "(?:本日|今日|今週末?|今月|週末|期間|数量|個数|台数)限定"),
    ("お買", "お買い?得"),
    ("お得", "お得(?:!|な(?:セット|キャンペーン|プラン|クーポン|機会|チャンス|この))"),
    ("今すぐ", "今すぐ、?(?:ご?購入|ご?注文|お?申し?込|ご?予約|買|クリック|お電話)"),
    ("お急ぎ", "お急ぎ(?:ください|下さい)"),
    ("見逃し", "お?見逃し(?:なく|厳禁)"),
    ("来店", "ご来店(?:ください|下さい|を?(?:心より)?お待ち)"),
    ("はこちら", "ご?(?:注文|購入)はこちら"),
    ("ポイント", "ポイント[0-9]+倍"),
    ("もれなく", "もれなく(?:もらえ|プレゼント|進呈|差し上げ)"),
    ("買うなら今", "買うなら今"),
    ("off", r"[0-9]\s?%\s?off\b"),
    ("off", r"[$£€¥][0-9.,]+\s?off\b"),
    ("half off", r"\bhalf off\b"),
    ("save", r"\bsave (?:up to )?(?:[$£€¥][0-9]|[0-9]+\s?%)"),
    ("price", r"\bhalf[- ]price\b"),
    (" price", r"\b(?:lowest|unbeatable|rock[- ]bottom) prices?\b"),
    ("limited", r"\b(?:for a )?limited[- ]time\b"),
    (" only", r"\b(?:today|tonight|this week|this weekend|one day) only\b"),
    (" now", r"\b(?:buy|order|shop|act|book) now\b"),
    (" today", r"\b(?:buy|order|shop|act) today\b"),
    (" get ", r"\bbuy (?:one|two|1|2),? get (?:one|1)\b"),
    ("last chance", r"\blast chance\b"),
    ("hurry", r"\bhurry\b"),
    ("while s", r"\bwhile (?:supplies|stocks?) lasts?\b"),
    ("miss", r"\bdon'?t miss (?:out|this|it|your)\b"),
    (" sale", r"\b(?:flash|clearance|blowout|holiday|summer|winter|spring|autumn|anniversary) sale\b"),
    ("now on sale", r"\bnow on sale\b"),
    ("sale", r"\bsales? (?:ends|end|starts|is on|is here|are here)\b"),
    ("must go", r"\beverything must go\b"),
    (" code", r"\buse (?:the )?(?:promo |coupon |discount )?code\b"),
    (" offer", r"\b(?:special|exclusive) offers?\b"),
    ("offer", r"\boffers? (?:ends|end|starts)\b"),
    (" deal", r"\b(?:special|exclusive) deals?\b"),
    (" discount", r"\b(?:special|exclusive) discounts?\b"),
    ("claim your", r"\bclaim your\b"),
    ("grab ", r"\bgrab (?:yours|your|one)\b"),
)
WEAK: tuple[Term, ...] = (
    ("割引", "割引"),
    ("割り引", "割り引"),
    ("値引", "値引"),
    ("値下げ", "値下げ"),
    ("特価", "特価"),
    ("格安", "(?<!価)格安"),
    ("セール", "(?<!ホール)(?<!リ)セール(?!ス|リース)"),
    ("バーゲン", "バーゲン"),
    ("クーポン", "クーポン"),
    ("キャンペーン", "キャンペーン"),
    ("送料無料", "送料無料"),
    ("プレゼント", "プレゼント(?:中|!|いたし|します)"),
    ("特典", "特典"),
    ("お得", "お得"),
    ("先着", "先着"),
    ("わずか", "残り?わずか"),
    ("お早めに", "お早めに"),
    ("discount", r"\bdiscount(?:s|ed)?\b"),
    ("coupon", r"\bcoupons?\b"),
    ("voucher", r"\bvouchers?\b"),
    ("sale", r"\bsale\b"),
    (" deal", r"\b(?:great|best|big|hot|daily) deals?\b"),
    ("bargain", r"\bbargains?\b"),
    ("promo", r"\bpromo\b"),
    ("free ", r"\bfree (?:shipping|delivery|gift)\b"),
    ("giveaway", r"\bgiveaway\b"),
    ("special price", r"\bspecial price\b"),
)

DISCUSSES_JA = (
    "やめ|止め|頼[らりるっみ]|依存|せずに|しない|しなくて|なしで|ではなく|じゃなく|よりも|より先|より(?:大切|大事|効|良|強)",
    "(?:代|か)わりに|(?:する|した|の|知らせる|下げる)前に|(?:した|の)(?:あと|後)",
    "なぜ|理由|とは(?!い)|について|という|といった|考え|問題|失敗|弊害|副作用|の効果|効果[はが]|罠|落とし穴",
    "疲れ|慣れ|競争|合戦|目当て|ばかり|だけでは|べき|違い|使い分け|書き方|作り方|決め方|見せ方|選び方|伝え方|つきあい方|コツ|仕組み|心理|意味",
    "思い込|と思|思います|思った|気づ|気付|学[びんぶ]|たとえば|例えば|かつて|以前|当時|去年は|昨年は",
    "聞かれ|尋ねられ|言われ|相談|率[はがをもで]|割引率|値引き率|客[はがをにも層]|かどうか|ません|ない[。、か」)]|ない$|(?:でしょう|だろう)か|のか[。?]?$",
    "(?:話|こと|物語|記録|日記|訳|わけ|工夫)$|続け[たるて]",
)
DONE_JA = (
    "の(?:札|幟|のぼり|文字|看板|値札|ちらし|チラシ|はがき|言葉|誘惑|魔力)|"
    "(?!です)[きり]?(?:に|を|で|など)?(?:し|す(?!るなら)|や|打|出|配|始|続|行|乗|売|買)"
    "(?![ぁ-ん]{0,2}ます|[ぁ-ん]{0,2}ました!|[ぁ-ん]{0,2}(?:ており|て(?:い|お)ります)|中|布中|いたし|致し)"
)
"""What follows a term that is looked at or done, not offered: `半額の札`, `クーポンを配ると`, `半額にする工夫`."""
OFFERS_JA = (
    "!|ください|下さい|お待ちし|(?:実施|開催|配布|受付|販売|発売|進呈|予約)中|しております|いたします|致します",
    "[0-9](?:日|時|月末)?(?:\\([月火水木金土日][^()]*+\\))?\\s*(?:まで|限り)|本日|ただいま|只今|こちら(?:から|まで|へ|です|$)|下記",
    "お(?:買い?得|得|申し?込み|求め|見逃し|早め|知らせ)|ご(?:来店|注文|利用|購入|用意|案内|検討|予約)|(?:開催|実施|配布|進呈)(?:し|!)",
    "全品|全商品|店内全|対象商品|今なら|今すぐ|急げ|チャンス|でお届け|もれなく",
)
TELLS_JA = (
    "(?:た|だった|でした|ました|ていた|たのです|からです|のです)[。」)\\s]*$|場合|もし|でしょう|だろう|かもしれ|らしい|ことがあ",
)
PROSE_JA = r"[きり]?(?:[はがをにでともへのやか]|だけ|より|など|まで|から|した|する|して|し続|頼)"
"""What follows a weak term that is a word of running prose."""

DISCUSSES_EN = (
    r"\b(?:why|how to|how (?:we|i|they|much)|instead of|rather than|without|stop(?:s|ped|ping)?|avoid\w*|never|not)\b",
    r"\b(?:doesn'?t|didn'?t|isn'?t|aren'?t|won'?t|can'?t|cannot|wasn'?t|weren'?t|don'?t (?!miss|wait|delay|forget))",
    r"\b(?:lessons?|problems?|mistakes?|versus|vs|whether|because|the word|the phrase|called|means?|habits?)\b",
    r"\b(?:train|trains|trained|taught|teach|teaches|learn|learned|learnt|wonder|wonders|trap|difference|between)\b",
    r"\b(?:customers|people|readers|buyers|shoppers) who\b|\bused to\b",
    r"\byears? ago\b|\blast (?:year|month|spring|autumn)\b",
    r"\b(?:i|we) (?:think|believe|found|tried|ran|offered|cut|gave|noticed)\b|\b(?:asked|tells?|told|said|says)\b",
    r"\bshould\b|\b(?:if|when|before|after|once) (?:we|i|they|a|the|every|each|shops?|someone) ",
    r"\bbefore you (?:discount|cut|lower|offer|run)\b|\b(?:words?|language|psychology|history|cost|costs) of\b",
)
OFFERS_EN = (
    r"!|(?:^|[,:;–—-]\s*)(?:order|shop|buy|visit|click|grab|claim|hurry|save|join|call|book|get|use|enjoy|come|take)\b",
    r"\b(?:all (?:orders|items|products)|storewide|your (?:next |first )?(?:order|purchase))\b",
    r"\bends? (?:tonight|today|tomorrow|soon|on|this|sunday|monday|friday|saturday)\b",
)
TELLS_EN = (
    r"\b(?:was|were|had|did|came|went|gave|ran|sent|offered|tried|sold|bought|dropped|rose|fell|left|brought)\b",
    r"\b(?:worked|noticed|decided|wanted|printed|waited|returned|stayed|might|may|could|would)\b",
)
