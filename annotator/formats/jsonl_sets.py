"""Sets and relations of native JSONL, from JSON values to ours."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState
from annotator.core.decisions import Decision
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    PersonId,
    RelationId,
    RelationTypeId,
    new_id,
)
from annotator.core.projects import role_of
from annotator.formats.base import AuthoredSet
from annotator.formats.json_values import Entry
from annotator.formats.jsonl_annotations import name_problem, stamp_of, values_of

E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class Work:
    """What has been read of one author."""

    annotation_set: AnnotationSet
    seconds: int = 0
    annotations: dict[str, Annotation] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def sets_of(line: Entry, article_id: ArticleId) -> dict[PersonId, Work]:
    """The sets of a line by author, as yet with nothing in them."""
    work: dict[PersonId, Work] = {}
    for entry in line.entries("sets", name="set"):
        author = PersonId(entry.text("annotator"))
        problem = name_problem(author) if author else "it names no annotator"
        if not problem and author in work:
            problem = f"{author!r} has a set already"
        if problem:
            line.found.wrong(f"{entry.name} was left out: {problem}", skipped=True)
            continue
        told = new_set(article_id, author)
        role = _one_of(entry, "role", default=told.role)
        state = _one_of(entry, "state", default=told.state)
        note, stamp = entry.text("note"), stamp_of(entry)
        work[author] = Work(
            AnnotationSet(article_id, author, role, state, note, stamp), _seconds(entry)
        )
        entry.report_unknown()
    return work


def new_set(article_id: ArticleId, author: PersonId) -> AnnotationSet:
    """A set of which nothing is said: begun, as work is there that nobody calls finished."""
    return AnnotationSet(article_id, author, role_of(author), SetState.IN_PROGRESS)


def _one_of(entry: Entry, key: str, *, default: E) -> E:
    told = entry.text(key)
    try:
        return type(default)(told) if told else default
    except ValueError:
        entry.found.wrong(f"{entry.name}: no {key} {told!r} is known; taken for {default.value!r}")
        return default


def _seconds(entry: Entry) -> int:
    seconds = entry.number("seconds") or 0
    if seconds < 0:
        entry.found.wrong(f"{entry.name}: the seconds are below zero: {seconds}")
    return max(0, seconds)


def put(work: dict[PersonId, Work], annotation: Annotation, entry: Entry) -> None:
    """Adds an annotation to its author's set, under a new id where its own is taken there."""
    author = annotation.author
    mine = work.setdefault(author, Work(new_set(annotation.article, author)))
    if annotation.id in mine.annotations:
        entry.found.wrong(
            f"{entry.name}: the id stands twice; the second got a new one, and relations that "
            "name it go to the first"
        )
        annotation = replace(annotation, id=AnnotationId(new_id()))
    mine.annotations[annotation.id] = annotation


def authored(work: dict[PersonId, Work]) -> tuple[AuthoredSet, ...]:
    """The finished sets."""
    return tuple(
        AuthoredSet(
            one.annotation_set,
            tuple(sorted(one.annotations.values(), key=lambda a: a.order)),
            tuple(one.relations),
            one.seconds,
            tuple(sorted(one.decisions, key=lambda d: d.id)),
        )
        for one in work.values()
    )


def add_relations(
    line: Entry, work: dict[PersonId, Work], *, left_out: set[str], annotator: str
) -> None:
    """Adds the relations of a line to the sets that hold both their ends."""
    seen: set[str] = set()
    for entry in line.entries("relations", name="relation"):
        ends = entry.text("from"), entry.text("to")
        author = entry.text("annotator") or _author_of(ends, work.values()) or annotator
        mine = work.get(PersonId(author))
        problem = "" if entry.text("type").strip() else "it has no type"
        for end in ends:
            if not problem and (mine is None or end not in mine.annotations):
                problem = _missing(end, author, left_out=left_out)
        if problem or mine is None:
            line.found.wrong(f"{entry.name} was left out: {problem}", skipped=True)
            continue
        relation_id = entry.text("id") or new_id()
        if relation_id in seen:
            line.found.wrong(f"{entry.name}: the id stands twice; the second got a new one")
            relation_id = new_id()
        seen.add(relation_id)
        mine.relations.append(
            Relation(
                id=RelationId(relation_id),
                article=mine.annotation_set.article,
                author=mine.annotation_set.author,
                type=RelationTypeId(entry.text("type")),
                source=AnnotationId(ends[0]),
                target=AnnotationId(ends[1]),
                attributes=values_of(entry),
                stamp=stamp_of(entry),
            )
        )
        entry.report_unknown()


def _author_of(ends: tuple[str, str], works: Iterable[Work]) -> str:
    """The author who has annotations of both ids, or of one; empty where there is none."""
    found = [(sum(end in work.annotations for end in ends), work) for work in works]
    most = max((number for number, _ in found), default=0)
    return next((w.annotation_set.author for n, w in found if n == most and n > 0), "")


def _missing(end: str, author: str, *, left_out: set[str]) -> str:
    if not end:
        return "it lacks an end ('from' and 'to')"
    if end in left_out:
        return f"the annotation {end!r} was left out"
    return f"{author!r} has no annotation {end!r} here" if author else f"no annotation {end!r} here"
