"""Annotations of native JSONL, from JSON values to ours: first drafts, then offsets understood."""

import json
import re
from dataclasses import dataclass

from annotator.core.annotations import Annotation, Origin, OriginKind, Stamp, Values
from annotator.core.articles import Article
from annotator.core.ids import AnnotationId, AttributeId, LabelId, PersonId, new_id
from annotator.core.projects import new_name_problem
from annotator.core.spans import Span, normalised
from annotator.core.text import CanonicalText
from annotator.formats.json_values import Entry, shown, whole
from annotator.formats.units import Claim, Reading, explains

_ORIGINS = {kind.value: kind for kind in OriginKind}
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ][\d:.,]+(Z|[+-]\d\d:?\d\d)?)?\Z")


@dataclass(frozen=True, slots=True)
class ReadText:
    """An article's text as it came and as it is stored, and how offsets into it are meant."""

    raw: str
    made: CanonicalText
    reading: Reading


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation before its offsets are understood. No `parts`: the whole article."""

    entry: Entry
    author: PersonId
    label: LabelId
    parts: tuple[tuple[int, int], ...]
    quote: str | None

    @property
    def claim(self) -> Claim | None:
        """Where its words stand and which they are, if it quotes any."""
        if not self.parts or self.quote is None:
            return None
        return Claim(self.parts[0][0], max(end for _, end in self.parts), self.quote)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The annotations of a line that can be understood, and the ids of those that were left out."""

    made: tuple[Draft, ...]
    left_out: set[str]


def drafts_of(line: Entry, annotator: str) -> Drafts:
    """The annotations of a line; `annotator` made those that name nobody."""
    made: list[Draft] = []
    left_out: set[str] = set()
    for entry in line.entries("annotations", name="annotation"):
        draft = _draft(entry, annotator)
        if isinstance(draft, str):
            line.found.wrong(f"{entry.name} was left out: {draft}", skipped=True)
            left_out.add(entry.text("id"))
        else:
            made.append(draft)
    return Drafts(tuple(made), left_out)


def _draft(entry: Entry, annotator: str) -> Draft | str:
    author = entry.text("annotator") or annotator
    problem = name_problem(author)
    if problem:
        return problem
    label = entry.text("label")
    if not label.strip():
        return "it has no label"
    parts = _parts(entry)
    if isinstance(parts, str):
        return parts
    quote = entry.raw("quote")
    if not parts and quote:
        return "it quotes words but has no start and no end"
    return Draft(
        entry, PersonId(author), LabelId(label), parts, quote if isinstance(quote, str) else None
    )


def name_problem(author: str) -> str:
    """Why a name cannot be an annotator's; empty where it can."""
    if not author:
        return "it names no annotator, and none was given with --annotator"
    problem = new_name_problem(author)
    return f"{author!r} cannot be an annotator's name. {problem}" if problem else ""


def _parts(entry: Entry) -> tuple[tuple[int, int], ...] | str:
    """Start and end of each fragment, in the file's units; empty for the whole article."""
    is_whole = "start" in entry.value and "end" in entry.value
    is_whole = is_whole and entry.value["start"] is None and entry.value["end"] is None
    start, end = whole(entry.raw("start")), whole(entry.raw("end"))
    fragments = entry.raw("fragments")
    if not fragments:
        if is_whole:
            return ()
        for key, value in (("start", start), ("end", end)):
            if value is None:
                told = entry.value.get(key)
                return f"its {key} is {shown(told)}" if key in entry.value else f"it has no {key}"
        return ((start or 0, end or 0),)
    if not isinstance(fragments, list):
        return f"its fragments are not a list: {shown(fragments)}"
    parts = []
    for fragment in fragments:
        pair = [whole(n) for n in fragment] if isinstance(fragment, list) else []
        if len(pair) != 2 or pair[0] is None or pair[1] is None:
            return f"a fragment is not [start, end]: {shown(fragment)}"
        parts.append((pair[0], pair[1]))
    parts.sort()
    whole_start, whole_end = parts[0][0], max(last for _, last in parts)
    if start not in (None, whole_start) or end not in (None, whole_end):
        return f"its fragments run from {whole_start} to {whole_end}, itself from {start} to {end}"
    return tuple(parts)


def annotation_of(draft: Draft, article: Article, text: ReadText) -> Annotation | None:
    """The annotation with offsets into the stored text; None, with a problem, where it has none."""
    entry = draft.entry
    spans = []
    for start, end in draft.parts:
        span = span_of(start, end, text)
        if isinstance(span, str):
            entry.found.wrong(f"{entry.name} was left out: {span}", skipped=True)
            return None
        spans.append(span)
    claim = draft.claim
    if claim is not None and not explains(text.reading, text.raw, claim):
        there = article.text[min(s.start for s in spans) : max(s.end for s in spans)]
        entry.found.wrong(
            f"{entry.name} was left out: it quotes {shown(claim.quote)}, and {shown(there)} "
            "stands there",
            skipped=True,
        )
        return None
    annotation = Annotation(
        id=AnnotationId(entry.text("id") or new_id()),
        article=article.id,
        author=draft.author,
        label=draft.label,
        spans=normalised(spans),
        attributes=values_of(entry),
        comment=entry.text("comment"),
        unsure=entry.flag("unsure"),
        origin=_origin(entry),
        stamp=stamp_of(entry),
    )
    entry.report_unknown()
    return annotation


def span_of(start: int | None, end: int | None, text: ReadText) -> Span | str:
    """The span in the stored text, or why there is none."""
    if start is None or end is None:
        return f"it has no {'start' if start is None else 'end'}"
    if start < 0:
        return f"its start ({start}) is before the text"
    if end < start:
        return f"its end ({end}) is before its start ({start})"
    if end == start:
        return f"it is empty: it starts and ends at {start}"
    first, last = text.reading.offset(start), text.reading.offset(end)
    if first is None or last is None:
        return f"its end ({end}) is after the text's end"
    first, last = text.made.offset(first), text.made.offset(last)
    return Span(first, last) if first < last else "nothing of it is left in the text"


def _origin(entry: Entry) -> Origin:
    told, by = entry.text("origin"), entry.text("origin_by")
    kind = _ORIGINS.get(told)
    if kind is None:
        kind, by = OriginKind.IMPORT, by or told
    return Origin(kind, by, entry.fraction("score"), entry.text("reason"))


def values_of(entry: Entry) -> Values:
    """The attributes as text: true and false become yes and no, null is no value."""
    values = []
    for key, value in entry.table("attributes").items():
        if isinstance(value, bool):
            text = "yes" if value else "no"
        elif isinstance(value, str | int | float):
            text = str(value)
        elif value is None:
            continue
        else:
            text = json.dumps(value, ensure_ascii=False)
            entry.found.wrong(f"{entry.name}: the value of {key!r} became text: {shown(value)}")
        values.append((AttributeId(key), text))
    return tuple(sorted((k, v) for k, v in values if v))


def stamp_of(entry: Entry) -> Stamp:
    """When a record was made and changed, empty where that is not said."""
    return Stamp(created=time_of(entry, "created"), changed=time_of(entry, "changed"))


def time_of(entry: Entry, key: str) -> str:
    """A point in time; empty where there is none, or none that can be told."""
    told = entry.text(key)
    if told and not _TIME.match(told):
        entry.found.wrong(f"{entry.name}: {key!r} is not a point in time: {shown(told)}")
        return ""
    return told
