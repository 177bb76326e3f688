"""Articles: canonical text, what is known about it, and its zones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.core.graphemes import is_boundary
from annotator.core.ids import ArticleId, new_id
from annotator.core.text import digest, title_of
from annotator.core.word_breaks import is_word_character

# Keys of `Article.meta` that have a name of their own in views and exports; others are free.
KNOWN_META = ("outlet", "published", "agency", "url", "language", "byline", "section")

Meta = Mapping[str, Any]


class ZoneKind(StrEnum):
    """What a run of whole lines of a pasted or scraped page is."""

    MASTHEAD = "masthead"
    NAVIGATION = "navigation"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    TEASER = "teaser"
    PROMO = "promo"
    FOOTER = "footer"


READ_ZONES = frozenset(
    {
        ZoneKind.HEADLINE,
        ZoneKind.STANDFIRST,
        ZoneKind.BYLINE,
        ZoneKind.DATELINE,
        ZoneKind.BODY,
        ZoneKind.CAPTION,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """Whole lines [start, end) in code points, and what they are."""

    start: int
    end: int
    kind: ZoneKind

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a zone: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is stored. `text` never changes; `sha256` is its digest.

    `meta` holds JSON values by name and must not be changed in place.
    """

    id: ArticleId
    text: str
    sha256: str
    title: str
    meta: Meta = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()
    imported: str = ""

    def known(self, name: str) -> str:
        """A value of `meta` as text, empty where there is none."""
        value = self.meta.get(name)
        return "" if value is None else str(value)


def make_article(
    text: str,
    *,
    title: str = "",
    meta: Meta | None = None,
    zones: tuple[Zone, ...] = (),
    article_id: ArticleId | None = None,
    imported: str = "",
) -> Article:
    """An article of a canonical text; id, digest and title are made where they are missing."""
    return Article(
        id=article_id or ArticleId(new_id()),
        text=text,
        sha256=digest(text),
        title=title or title_of(text),
        meta=dict(meta or {}),
        zones=tuple(sorted(zones)),
        imported=imported,
    )


_UNSAFE = re.compile(r"[^\w.-]+")
# Windows keeps these for devices, whatever the suffix.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Most file systems allow 255 bytes; the rest is for suffixes and numbers.
_LONGEST_STEM = 80
_LONGEST_STEM_BYTES = 200


def file_name_for(article: Article, *, suffix: str) -> str:
    """A file name made of the title, safe on every system. Two titles may give the same one."""
    stem = _stem_of(article.title) or _stem_of(article.id) or "article"
    return ("_" if _RESERVED.match(stem) else "") + stem + suffix


def _stem_of(name: str) -> str:
    safe = "".join(c if is_word_character(c) else _UNSAFE.sub("_", c) for c in name)
    whole = re.sub("_+", "_", safe).strip("._-")
    length = min(_LONGEST_STEM, len(whole))
    while len(whole[:length].encode()) > _LONGEST_STEM_BYTES or not is_boundary(whole, length):
        length -= 1
    return whole[:length].strip("._-")
