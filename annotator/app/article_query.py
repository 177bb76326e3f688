"""Queries that choose articles: words, “phrases”, and fields with values.

    strike "prime minister" outlet:guardian published:2025-07 label:quote state:finished

Every term must be met. Words and phrases are looked for in title and text, whatever their case.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.core.annotations import SetState
from annotator.core.articles import Article
from annotator.core.errors import AnnotatorError
from annotator.store.base import SetContent

FIELDS = ("title", "outlet", "agency", "published", "language", "state", "label", "annotator")

_TERM = re.compile(r'(?:([A-Za-z_]+):)?(?:"([^"]*)"|(\S*))')
_BLANKS = re.compile(r"\s*")


class BadQuery(AnnotatorError):
    """A query that cannot be understood; says where and what may stand there."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; without a field, words to be found in title or text."""

    field: str
    value: str


Query = tuple[Term, ...]


def parse_query(query: str) -> Query:
    """The terms of a query. Raises BadQuery."""
    if query.count('"') % 2:
        raise BadQuery(f"The query {query!r} has a quotation mark without its pair.")
    terms = []
    place = _end_of_blanks(query, 0)
    while place < len(query):
        found = _TERM.match(query, place)
        assert found is not None
        field, phrase, word = found.groups()
        terms.append(_term(field or "", phrase if phrase is not None else word))
        place = _end_of_blanks(query, found.end())
    return tuple(terms)


def _end_of_blanks(query: str, place: int) -> int:
    found = _BLANKS.match(query, place)
    return found.end() if found else place


def _term(field: str, value: str) -> Term:
    name = field.lower()
    if name and name not in FIELDS:
        raise BadQuery(
            f"No field {field!r} can be asked for; there are {', '.join(FIELDS)}. "
            f'To look for these words, put them in quotation marks: "{field}:{value}".'
        )
    if not value:
        raise BadQuery(
            f"The query has {field + ': without a value' if field else 'an empty term'}."
        )
    if name == "state":
        value = value.lower().replace("-", "_")
        if value not in set(SetState):
            raise BadQuery(f"No state {value!r} is known; there are {', '.join(SetState)}.")
    return Term(name, value)


def matches(query: Query, article: Article, sets: Sequence[SetContent]) -> bool:
    """Whether an article meets every term, with the sets that count."""
    if not query:
        return True
    words = [term for term in query if not term.field]
    if not all(_FIELDS[t.field](t.value, article, sets) for t in query if t.field):
        return False
    if not words:
        return True
    text = _folded(f"{article.title}\n{article.text}")
    return all(_folded(term.value) in text for term in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _contains(name: str) -> Callable[[str, Article, Sequence[SetContent]], bool]:
    def test(value: str, article: Article, _sets: Sequence[SetContent]) -> bool:
        told = article.title if name == "title" else article.known(name)
        return _folded(value) in _folded(told)

    return test


def _published(value: str, article: Article, _sets: Sequence[SetContent]) -> bool:
    return article.known("published").startswith(value)


def _language(value: str, article: Article, _sets: Sequence[SetContent]) -> bool:
    told = article.known("language").lower()
    return told == value.lower() or told.startswith(value.lower() + "-")


def _state(value: str, _article: Article, sets: Sequence[SetContent]) -> bool:
    states = {content.annotation_set.state for content in sets} or {SetState.NEW}
    return SetState(value) in states


def _label(value: str, _article: Article, sets: Sequence[SetContent]) -> bool:
    return any(a.label == value for content in sets for a in content.annotations)


def _annotator(value: str, _article: Article, sets: Sequence[SetContent]) -> bool:
    return any(content.annotation_set.author == value for content in sets)


_FIELDS: dict[str, Callable[[str, Article, Sequence[SetContent]], bool]] = {
    "title": _contains("title"),
    "outlet": _contains("outlet"),
    "agency": _contains("agency"),
    "published": _published,
    "language": _language,
    "state": _state,
    "label": _label,
    "annotator": _annotator,
}
