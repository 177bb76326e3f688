"""What single lines of a news page give away: signposts, credits, dates, names of writers.

Every pattern is tried on a line's beginning or end of bounded length, so that a line of a megabyte
costs what a short one costs.
"""

import re
from unicodedata import east_asian_width

from annotator.core.articles import ZoneKind

# As much of a line as says what it is.
LOOKED_AT = 400

_TEASER = re.compile(
    r"(?:also\s+(?:read|watch|see|listen)|read\s+(?:also|more|next)|see\s+also|watch|listen|related"
    r"(?:\s+(?:articles?|stor(?:y|ies)|news|topics?|coverage|content))?|more\s+(?:on\s+this|from|news"
    r"|stories)|recommended|don['’]t\s+miss|in\s+pictures|explained|opinion|lire\s+aussi|à\s+lire"
    r"(?:\s+aussi)?|lees\s+ook|lesen\s+sie\s+auch|auch\s+interessant|mehr\s+zum\s+thema|le[ae]r?"
    r"\s+(?:también|también|además|más)|te\s+puede\s+interesar|leggi\s+anche|lei?a\s+(?:também|mais)"
    r"|läs\s+(?:också|mer|även)|les\s+(?:også|mer)|læs\s+(?:også|mere)|lue\s+myös|czytaj\s+(?:też|"
    r"także|więcej)|čtěte\s+také|читайте\s+также|смотрите\s+также|читайте\s+також|baca\s+juga|"
    r"ayrıca\s+oku(?:yun)?|اقرأ\s+(?:أيضا|أيضًا|أيضاً|المزيد)|إقرأ\s+أيضا|קראו\s+(?:גם|עוד)|"
    r"(?:यह|ये)\s+भी\s+पढ़ें|xem\s+thêm|đọc\s+thêm|延伸[阅閱][读讀]|相关(?:阅读|新闻|报道)|相關(?:新聞|報導)|関連(?:記事|ニュース)|"
    r"あわせて読みたい|관련\s*기사|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง)\s*(?P<rest>.?)",
    re.IGNORECASE,
)
_PROMO = re.compile(
    r"(?:get\s+(?:the\s+latest|our\s+(?:free\s+)?|breaking\s+news|all\s+the\s+latest|more\s+news)"
    r"|sign\s+up\s+(?:for|to|now|here)|subscribe(?:\s+(?:to|now|here|for)|\W*$)|download\s+(?:the|our)"
    r"\b.{0,40}\bapp|join\s+(?:our|us|the\s+conversation)|create\s+(?:a\s+|your\s+)?free\s+account|"
    r"already\s+(?:have\s+an\s+account|a\s+(?:subscriber|member))|follow\s+(?:us|our)|like\s+us\s+on|"
    r"click\s+here|stay\s+(?:up\s+to\s+date|informed|updated|tuned)|catch\s+all\s+the|support\s+our|"
    r"newsletters?,|advertisement|sponsored|werbung|anzeige|publicidad|publicité|реклама|広告|廣告|广告)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\s*©|\s*\(c\)\s*(?:19|20)\d\d|\s*copyright\b.{0,12}(?:©|\(c\)|(?:19|20)\d\d)|.{0,200}(?:all\s+"
    r"rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|todos\s+los\s+derechos\s+"
    r"reservados|todos\s+os\s+direitos\s+reservados|tutti\s+i\s+diritti\s+riservati|все\s+права\s+"
    r"защищены|无断转载|版权所有|無断転載|무단\s*전재|جميع\s+الحقوق\s+محفوظة)|.{0,60}may\s+not\s+be\s+(?:published|"
    r"reproduced|redistributed)",
    re.IGNORECASE,
)
_SIGN_WORDS = """
    search home menu share copy close print email e-mail save comments comment news world
    sport sports business politics opinion culture video videos live weather crossword
    facebook twitter whatsapp linkedin telegram instagram youtube x reddit login register
    subscribe trending advertise careers contact about help newsletters topics tags more
    next previous follow following unfollow advertisement privacy sitemap rss e-paper menü
    suche teilen startseite impressum datenschutz anmelden accueil partager rechercher
    inicio compartir buscar condividi cerca compartilhar главная поиск поделиться 分享 首页
    搜索 シェア ホーム 検索 공유 홈 검색 مشاركة الرئيسية بحث होम หน้าแรก แชร์
"""
_SIGN_PHRASES = """
    log in|sign in|sign out|sign up|skip to content|skip to main content|skip navigation|share this
    |share this article|share this article on|share this story|most read|most popular|more news
    |top stories|latest news|back to top|contact us|about us|follow us|follow us on|privacy policy
    |terms of use|terms of service|cookie policy|terms and conditions|advertise with us|get app
    |my account|edit profile|saved articles|story saved|my reads|live score|subscribe now|copy link
    |link copied|view comments|leave a comment|read more|show more|load more|see all|view all
    |editor's picks|cookie settings|accept all|site map|शेयर करें
"""
_SIGNPOSTS = frozenset(
    (*_SIGN_WORDS.split(), *(phrase.strip() for phrase in _SIGN_PHRASES.split("|")))
)
_BREADCRUMB = re.compile(r"[^/>»›|]{1,30}(?:\s(?:/|>|»|›)\s[^/>»›|]{1,30}){1,5}\s(?:/|>|»|›)\s\S")
_BULLET = re.compile(r"\s*[•·▪◦‣*●○–-]\s+\S")
_CREDIT = re.compile(
    r"(?:\([^()]{0,40}\b(?:[A-Z]{2,}|Reuters|Getty|Photo|File|Image|Picture|Foto|Credit)\b[^()]{0,40}"
    r"\)|\[[^\[\]]{0,30}(?:Reuters|AFP|AP|Getty|EPA)[^\[\]]{0,30}\]|(?:Photo|Photograph|Picture|Image|"
    r"Foto|Credit|Bild|Crédit)s?(?:\s+(?:by|credit))?\s*:\s*[^.:]{2,50}|(?:AFP|AP|EPA|Reuters|Getty"
    r" Images)\s*(?:/|via)\s*[^.:]{2,40})\s*$"
)
_BYLINE = re.compile(
    r"(?:(?:By|From|Von|Par|Por|Di|Door|Av|Af|Autor|Author|Written\s+by|Reported\s+by|Text|От|Автор)\b"
    r"[\s:].{2,80}|(?:A[FP]P?|ANI|PTI|IANS|dpa|DPA|EFE|TASS|UPI|ANSA|EPA|Reuters|REUTERS)|.{2,60}\|)$"
)
_MONTH = r"(?:jan|feb|m[aä]r|apr|may|mai|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zäéû]*"
_DATE = re.compile(
    r"\d+(?:st|nd|rd|th)?|"
    + _MONTH
    + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|"
    r"thu|fri|sat|sun)\b|\b(?:[ap]\.?m\.?|ist|gmt|utc|e[sd]t|p[sd]t|cest?|bst|hrs|uhr)\b|updated|published"
    r"|posted|modified|first|last|created|on|at|hours?|minutes?|days?|ago|\W|_|[年月日時分]",
    re.IGNORECASE,
)
_FINAL = frozenset(".!?…。！？।؟။።｡‥")
_CLOSING = frozenset("\"'”’»)]}›」』）】＂*")


def width_of(line: str) -> int:
    """The columns of a line's beginning: an ideograph says as much as two letters."""
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def is_finished(tail: str) -> bool:
    """Whether a line ends as a sentence does; closing quotes and brackets are looked through."""
    end = len(tail)
    while end and tail[end - 1] in _CLOSING:
        end -= 1
    return end > 0 and tail[end - 1] in _FINAL


def cue_of(line: str, width: int, *, is_sentence: bool) -> ZoneKind | None:
    """What a line by itself says it is, if that is nothing to be read; else None."""
    plain = line.strip(" \t•·|:!▸›»<>").casefold()
    if width <= 40 and plain in _SIGNPOSTS:
        return ZoneKind.NAVIGATION
    if width <= 300 and _FOOTER.match(line):
        return ZoneKind.FOOTER
    teaser = _TEASER.match(line)
    if teaser is not None and width <= 200 and _points_on(teaser, is_sentence=is_sentence):
        return ZoneKind.TEASER
    if width <= 300 and _PROMO.match(line):
        return ZoneKind.PROMO
    if not is_sentence and width <= 200 and _BREADCRUMB.match(line):
        return ZoneKind.NAVIGATION
    return None


def _points_on(found: re.Match[str], *, is_sentence: bool) -> bool:
    """Whether what follows the words is another article's title and not their own sentence."""
    rest = found["rest"]
    if rest in ("|", ":", "：", "–", "—", "-", "»", "›", ">", "▸", "→"):
        return True
    return not rest or (not is_sentence and " " in found.group().strip())


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list."""
    return _BULLET.match(line) is not None


def has_credit(tail: str) -> bool:
    """Whether a line ends with the credit of a picture."""
    return _CREDIT.search(tail) is not None


def is_byline(line: str) -> bool:
    """Whether a short line names a writer or an agency."""
    return _BYLINE.match(line.strip()) is not None


def is_date(line: str) -> bool:
    """Whether a line says a date or a time and little else."""
    return any(c.isdigit() for c in line) and len(_DATE.sub("", line)) <= 4
