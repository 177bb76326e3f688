"""Native JSONL: one article a line with all work on it, lossless both ways.

The keys and their order are a contract (`resources/help/formats.md`); `jsonl_line` understands a
line. Files of any size are read and written line by line.
"""

import json
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

from annotator.core.annotations import Annotation, Relation, Stamp, quote_of
from annotator.core.articles import KNOWN_META, Article
from annotator.core.errors import Problem
from annotator.formats.base import (
    ArticleWork,
    AuthoredSet,
    Capabilities,
    Format,
    Imported,
    LossCounter,
    LossReport,
)
from annotator.formats.json_values import Findings, Json, mended
from annotator.formats.jsonl_decisions import decision_values
from annotator.formats.jsonl_line import FORMAT, read_line

_UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path, *, annotator: str) -> Iterator[Imported | Problem]:
    """The articles of a file and everything that is wrong with its lines, in order.

    A line that cannot be used is reported and left out; the others are read. Raises OSError.
    """
    seen: dict[str, tuple[int, str]] = {}
    start = number = 0
    with path.open("rb") as file:
        for number, data in enumerate(file, start=1):
            found = Findings(str(path), number)
            value = _object(data, found, start=start)
            start += len(data)
            article = read_line(value, found, annotator=annotator) if value is not None else None
            if article is not None:
                _compare_ids(article.article, found, seen)
            yield from found.problems
            if article is not None:
                yield article
            elif number == 1 and not _can_be_lines(data):
                return
    if number == 0:
        yield Problem(str(path), "the file is empty", skipped=True)


def _can_be_lines(data: bytes) -> bool:
    """Whether the lines after a faulty first one are worth a look."""
    return not data.startswith(_WIDE_MARKS) and not data.removeprefix(
        _UTF8_MARK
    ).lstrip().startswith(b"[")


def _object(data: bytes, found: Findings, *, start: int) -> Json | None:
    """The JSON object of a line; None, with a problem, where there is none."""
    if found.line == 1:
        if data.startswith(_WIDE_MARKS):
            found.wrong("the file is UTF-16; JSONL is UTF-8", skipped=True)
            return None
        if data.startswith(_UTF8_MARK):
            found.wrong("the file begins with a byte-order mark; it was passed over")
            data, start = data[len(_UTF8_MARK) :], start + len(_UTF8_MARK)
    if not data.strip():
        found.wrong("the line is blank")
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = start + error.start
        found.wrong(f"not UTF-8: byte 0x{data[error.start]:02x} at byte {place}", skipped=True)
        return None
    value = _parsed(text, found)
    if value is None:
        return None
    if not isinstance(value, dict):
        what = "a list" if isinstance(value, list) else "a single value"
        found.wrong(f"the line is {what}, not an object with an 'article'", skipped=True)
        return None
    mended_value, halves = mended(value) if "\\u" in text else (value, 0)
    if halves:
        found.wrong(f"{halves} halves of surrogate pairs were replaced by \ufffd")
    return dict(mended_value)


def _parsed(text: str, found: Findings) -> Any:
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> Json:
        result = dict(items)
        if len(result) < len(items):
            keys = [key for key, _ in items]
            twice.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return result

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        found.wrong(f"not JSON: {error.msg}, column {error.colno}", skipped=True)
        return None
    except RecursionError:
        found.wrong("not JSON that can be read: nested too deeply", skipped=True)
        return None
    except ValueError as error:
        found.wrong(f"not JSON: {error}", skipped=True)
        return None
    for key in twice:
        found.wrong(f"the key {key!r} stands twice in one object; the last one was taken")
    if value is None:
        found.wrong("the line is null, not an object with an 'article'", skipped=True)
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def _compare_ids(article: Article, found: Findings, seen: dict[str, tuple[int, str]]) -> None:
    line, sha256 = seen.setdefault(article.id, (found.line, article.sha256))
    if sha256 != article.sha256:
        found.wrong(f"line {line} has an article with the same id; this one gets another")


def write(articles: Iterable[ArticleWork], path: Path) -> Generator[int, None, LossReport]:
    """Writes one line for each article. Nothing of it is lost. Raises OSError."""
    counter = LossCounter()
    with path.open("wb") as file:
        for done, work in enumerate(articles, start=1):
            try:
                line = json.dumps(
                    line_of(work), ensure_ascii=False, allow_nan=False, separators=(", ", ": ")
                )
                file.write(line.encode("utf-8") + b"\n")
            except ValueError as error:
                what = f"the article was left out, as JSON cannot say it: {error}"
                counter.problems.append(Problem(work.article.id, what, skipped=True))
            else:
                counter.articles += 1
                counter.annotations += sum(len(s.annotations) for s in work.sets)
                counter.relations += sum(len(s.relations) for s in work.sets)
            yield done
    return counter.report()


def line_of(work: ArticleWork) -> Json:
    """An article with all work on it as JSON values, keys in the contract's order."""
    text = work.article.text
    decisions = [decision_values(d) for s in work.sets for d in s.decisions]
    value: Json = {
        "format": FORMAT,
        "article": _article(work.article),
        "annotations": [_annotation(a, text) for s in work.sets for a in s.annotations],
        "relations": [_relation(r) for s in work.sets for r in s.relations],
        "sets": [_set(s) for s in work.sets],
    }
    return value | ({"decisions": decisions} if decisions else {})


def _article(article: Article) -> Json:
    names = [name for name in KNOWN_META if name in article.meta]
    names += sorted(name for name in article.meta if name not in KNOWN_META)
    value: Json = {
        "id": article.id,
        "text": article.text,
        "sha256": article.sha256,
        "title": article.title,
        "meta": {name: article.meta[name] for name in names},
        "zones": [{"zone": z.kind.value, "start": z.start, "end": z.end} for z in article.zones],
    }
    return value | _told(imported=article.imported)


def _annotation(annotation: Annotation, text: str) -> Json:
    whole, origin = annotation.extent, annotation.origin
    value: Json = {
        "id": annotation.id,
        "annotator": annotation.author,
        "label": annotation.label,
        "start": whole.start if whole else None,
        "end": whole.end if whole else None,
        "quote": quote_of(text, annotation),
    }
    if len(annotation.spans) > 1:
        value["fragments"] = [[s.start, s.end] for s in annotation.spans]
    value |= {
        "attributes": dict(annotation.attributes),
        "comment": annotation.comment,
        "unsure": annotation.unsure,
        "origin": origin.kind.value,
        "score": origin.score,
        "created": annotation.stamp.created,
        "changed": annotation.stamp.changed,
    }
    return value | _told(origin_by=origin.by, reason=origin.reason)


def _relation(relation: Relation) -> Json:
    value: Json = {
        "id": relation.id,
        "annotator": relation.author,
        "type": relation.type,
        "from": relation.source,
        "to": relation.target,
        "attributes": dict(relation.attributes),
    }
    return value | _stamp(relation.stamp)


def _set(told: AuthoredSet) -> Json:
    own = told.annotation_set
    value: Json = {
        "annotator": own.author,
        "role": own.role.value,
        "state": own.state.value,
        "seconds": told.seconds,
    }
    return value | _told(note=own.note) | _stamp(own.stamp)


def _stamp(stamp: Stamp) -> Json:
    return _told(created=stamp.created, changed=stamp.changed)


def _told(**values: str) -> Json:
    """The values that say something."""
    return {key: value for key, value in values.items() if value}


def recognises(head: bytes) -> bool:
    """Whether a file begins like native JSONL."""
    begin = head.removeprefix(_UTF8_MARK).lstrip()
    return begin.startswith(b"{") and (b'"annotator-jsonl/' in begin or b'"article"' in begin)


JSONL = Format(
    name="jsonl",
    title="native JSONL, everything, one article a line",
    suffixes=(".jsonl", ".ndjson"),
    capabilities=Capabilities(
        texts=True,
        spans=True,
        gaps=True,
        overlaps=True,
        relations=True,
        attributes=True,
        annotators=True,
        article_labels=True,
        sets=True,
        decisions=True,
    ),
    read=read,
    write=write,
    recognises=recognises,
)
