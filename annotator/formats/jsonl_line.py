"""One line of native JSONL: the article, and with it all work on it."""

from annotator.core.articles import Article, Zone, ZoneKind, make_article
from annotator.core.ids import ArticleId
from annotator.core.text import canonical, digest
from annotator.formats.base import Imported
from annotator.formats.json_values import Entry, Findings, Json, shown
from annotator.formats.jsonl_annotations import (
    ReadText,
    annotation_of,
    drafts_of,
    span_of,
    time_of,
)
from annotator.formats.jsonl_decisions import add_decisions
from annotator.formats.jsonl_sets import add_relations, authored, put, sets_of
from annotator.formats.units import reading_of

FORMAT = "annotator-jsonl/1"


def read_line(top: Json, found: Findings, *, annotator: str) -> Imported | None:
    """The article of one line; None, with a problem, where it cannot be used."""
    line = Entry("the line", top, found)
    entry = _article_entry(line)
    if entry is None:
        return None
    raw = entry.raw("text")
    if not isinstance(raw, str):
        what = "has no text" if raw is None else f"has a text that is none: {shown(raw)}"
        found.wrong(f"the article {what}", skipped=True)
        return None
    made = canonical(raw)
    if not made.text:
        found.wrong("the article's text is empty", skipped=True)
        return None
    drafts = drafts_of(line, annotator)
    reading = reading_of(raw, [d.claim for d in drafts.made if d.claim is not None])
    text = ReadText(raw, made, reading)
    article = _article(entry, line, text)
    work = sets_of(line, article.id)
    for draft in drafts.made:
        annotation = annotation_of(draft, article, text)
        if annotation is None:
            drafts.left_out.add(draft.entry.text("id"))
        else:
            put(work, annotation, draft.entry)
    add_relations(line, work, left_out=drafts.left_out, annotator=annotator)
    add_decisions(line, work, article_id=article.id)
    notes = list(made.notes)
    if reading.name:
        notes.append(f"its offsets were counted in another way ({reading.name})")
    notes += (f"the unknown key {key!r} is kept in meta" for key in _strays(entry, line))
    return Imported(article, authored(work), line=found.line, notes=tuple(notes))


def _article_entry(line: Entry) -> Entry | None:
    told = line.raw("format")
    if told not in (None, FORMAT):
        line.found.wrong(
            f"the format is {shown(told)}, and this version reads {FORMAT!r}", skipped=True
        )
        return None
    value = line.raw("article")
    if not isinstance(value, dict):
        what = "has no 'article'" if value is None else "has an 'article' that is not an object"
        line.found.wrong(f"the line {what}", skipped=True)
        return None
    return Entry("the article", value, line.found)


def _article(entry: Entry, line: Entry, text: ReadText) -> Article:
    told = entry.text("sha256")
    if told and told.lower() not in (digest(text.made.text), digest(text.raw)):
        entry.found.wrong("the text is not the one that 'sha256' was made of; it may be damaged")
    article_id, title = entry.text("id"), entry.text("title")
    zones, imported = _zones(entry, text), time_of(entry, "imported")
    meta = dict(entry.table("meta"))
    for key, value in _strays(entry, line).items():
        if meta.setdefault(key, value) != value:
            entry.found.wrong(f"the unknown key {key!r} is not kept, as meta has another value")
    return make_article(
        text.made.text,
        title=title,
        meta=meta,
        zones=zones,
        article_id=ArticleId(article_id) if article_id else None,
        imported=imported,
    )


def _strays(entry: Entry, line: Entry) -> Json:
    """What is said of the article under keys that the format does not have."""
    lists = {"annotations", "relations", "sets", "decisions"}
    of_line = {key: value for key, value in line.unknown.items() if key not in lists}
    return of_line | entry.unknown


def _zones(entry: Entry, text: ReadText) -> tuple[Zone, ...]:
    zones = []
    for item in entry.entries("zones", name="zone"):
        kind, start, end = item.text("zone"), item.number("start"), item.number("end")
        span = span_of(start, end, text)
        if isinstance(span, str):
            item.found.wrong(f"{item.name} was left out: {span}", skipped=True)
        elif kind not in set(ZoneKind):
            item.found.wrong(f"{item.name} was left out: no kind {kind!r} is known", skipped=True)
        else:
            zones.append(Zone(span.start, span.end, ZoneKind(kind)))
        item.report_unknown()
    return tuple(zones)
