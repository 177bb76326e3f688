"""CSV: one row for each annotation, for spreadsheets and statistics. Written only.

RFC 4180 with a byte-order mark, so that Excel takes it for UTF-8. A cell that a spreadsheet would
run as a formula gets an apostrophe in front; `unguarded` takes it off again.
"""

import csv
import json
import re
import tempfile
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import IO

from annotator.core.annotations import Annotation, SetState, quote_of
from annotator.core.articles import Article
from annotator.formats.base import (
    ArticleWork,
    Capabilities,
    Format,
    LossCounter,
    LossReport,
)

COLUMNS = (
    "article_id",
    "title",
    "outlet",
    "published",
    "agency",
    "annotator",
    "label",
    "start",
    "end",
    "quote",
    "fragments",
    "attributes",
    "comment",
    "unsure",
    "origin",
    "score",
    "created",
    "changed",
    "role",
    "origin_by",
    "reason",
)
# One column more for each attribute that occurs, after those that are always there.
ATTRIBUTE_PREFIX = "attribute."
# A spreadsheet passes over blanks and knows full-width signs. A cell that began with an
# apostrophe before one of them is guarded too, or it would come back without it.
_FORMULA = re.compile(r"'*[\s\u200b\ufeff]*[=+\-@＝＋－＠]|'*[\t\r]")
_GUARD = "'"
_CARRIED_META = frozenset({"outlet", "published", "agency"})

_DECISIONS = "decisions: only reviewer and reason of what is in the gold set"

Cells = list[str]


def guarded(cell: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return _GUARD + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith(_GUARD) and _FORMULA.match(cell[1:]) else cell


def write(articles: Iterable[ArticleWork], path: Path) -> Generator[int, None, LossReport]:
    """Writes the annotations, and counts what a table cannot say. Raises OSError.

    The columns depend on the attributes that occur, so rows wait in a passing file.
    """
    counter = LossCounter()
    attribute_ids: set[str] = set()
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as waiting:
        for done, work in enumerate(articles, start=1):
            _put_aside(work, waiting, attribute_ids)
            _count(work, counter)
            yield done
        waiting.seek(0)
        _write_table(waiting, path, sorted(attribute_ids))
    return counter.report()


def _put_aside(work: ArticleWork, waiting: IO[str], attribute_ids: set[str]) -> None:
    for told in work.sets:
        role = told.annotation_set.role.value
        for annotation in told.annotations:
            values = {str(key): value for key, value in annotation.attributes}
            attribute_ids.update(values)
            waiting.write(json.dumps([_row(work.article, annotation, role), values]) + "\n")


def _row(article: Article, annotation: Annotation, role: str) -> Cells:
    """The cells that are always there, as `COLUMNS` names them."""
    whole, origin, stamp = annotation.extent, annotation.origin, annotation.stamp
    fragments = json.dumps([[s.start, s.end] for s in annotation.spans])
    told = (article.id, article.title, *(article.known(name) for name in COLUMNS[2:5]))
    return [
        *map(guarded, (*told, annotation.author, annotation.label)),
        str(whole.start) if whole else "",
        str(whole.end) if whole else "",
        guarded(quote_of(article.text, annotation)),
        fragments if len(annotation.spans) > 1 else "",
        json.dumps(dict(annotation.attributes), ensure_ascii=False),
        guarded(annotation.comment),
        "yes" if annotation.unsure else "no",
        origin.kind.value,
        "" if origin.score is None else repr(origin.score),
        *map(guarded, (stamp.created, stamp.changed, role, origin.by, origin.reason)),
    ]


def _write_table(waiting: IO[str], path: Path, attribute_ids: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow((*COLUMNS, *(ATTRIBUTE_PREFIX + name for name in attribute_ids)))
        for line in waiting:
            cells, values = json.loads(line)
            rows.writerow((*cells, *(guarded(values.get(name, "")) for name in attribute_ids)))


def _count(work: ArticleWork, counter: LossCounter) -> None:
    article = work.article
    annotations = sum(len(told.annotations) for told in work.sets)
    counter.articles += 1
    counter.annotations += annotations
    counter.lost("texts of articles: only the quotes are in the table")
    counter.lost("articles without an annotation: they have no row", 0 if annotations else 1)
    counter.lost("relations", sum(len(told.relations) for told in work.sets))
    counter.lost("zones", len(article.zones))
    others = sum(name not in _CARRIED_META for name in article.meta)
    counter.lost("values of meta other than outlet, published and agency", others)
    for told in work.sets:
        own = told.annotation_set
        counter.lost("states of sets", own.state is not SetState.NEW)
        counter.lost("notes on whole articles", bool(own.note))
        counter.lost(_DECISIONS, len(told.decisions))
        counter.lost("times spent on articles", told.seconds > 0)


CSV = Format(
    name="csv",
    title="CSV table, one annotation a row",
    suffixes=(".csv",),
    capabilities=Capabilities(
        spans=True, gaps=True, overlaps=True, attributes=True, annotators=True, article_labels=True
    ),
    write=write,
)
