"""Decide once: the same words with the same opinions elsewhere, decided as one case was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annotator.adjudicate.groups import GroupId, Kind
from annotator.adjudicate.positions import Configuration, Position, Version
from annotator.adjudicate.relations import RelationPosition
from annotator.app.disputes import AnyGroup
from annotator.app.jobs import Job, Progress
from annotator.app.review.corpus import OnDisk, in_review, wide_batch
from annotator.app.review.deciding import Deciding, take_versions
from annotator.app.review.drafting import AnyVersion
from annotator.app.review.reviewed import Reviewed
from annotator.core.annotations import Annotation, Values
from annotator.core.decisions import Decision
from annotator.core.edits import Edit
from annotator.core.errors import Problem, Refused, StaleEdit
from annotator.core.ids import AnnotationId, ArticleId, BatchId, PersonId
from annotator.core.spans import Span
from annotator.store.base import Store

# What a version says, wherever it stands: its words, its label or relation type, its attributes.
Said = tuple[str, str, Values]
# Characters of the article shown on either side.
_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Case:
    """What is looked for elsewhere, and what was decided: of those versions, or other words.

    `said` is what the versions of the group say, `taken` what of it went into the gold set. Of an
    edited version or one of the reviewer's own, `own` has the spans from the group's beginning,
    with the words that must stand there.
    """

    kind: Kind
    said: frozenset[Said]
    taken: frozenset[Said] = frozenset()
    own: tuple[tuple[tuple[Span, ...], tuple[str, ...], Configuration], ...] = ()


@dataclass(frozen=True, slots=True)
class SameCase:
    """An identical open group elsewhere; the words with what stands around them, for a preview."""

    article: ArticleId
    title: str
    group: GroupId
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class SameCases:
    """All identical open groups that were found; `problems` are articles that were not read."""

    case: Case
    found: tuple[SameCase, ...]
    problems: tuple[Problem, ...] = ()


def case_of(reviewed: Reviewed, group: AnyGroup, decision: Decision, gold: Deciding) -> Case:
    """The case that a decided group is. Raises Refused for what cannot be found elsewhere."""
    if any(isinstance(place.position, RelationPosition) for place in group.places):
        raise Refused("Relations are decided one by one: their ends differ from case to case.")
    text = reviewed.article.text
    taken = frozenset(
        _said(text, v) for v in group.versions if not set(v.records).isdisjoint(decision.taken)
    )
    outcome = [gold.work.state.annotation(AnnotationId(record)) for record in decision.outcome]
    there = [annotation for annotation in outcome if annotation is not None]
    as_decided = frozenset(_said_by(text, annotation) for annotation in there)
    said = frozenset(_said(text, version) for version in group.versions)
    if as_decided == taken:
        return Case(group.kind, said, taken)
    own = tuple(_own(text, group, annotation) for annotation in there)
    return Case(group.kind, said, own=own)


def find_same(
    store: Store, case: Case, *, without: tuple[ArticleId, GroupId], enough: int | None = None
) -> Job[SameCases]:
    """The open groups in all articles in review that are the same case. A step for each article."""
    problems: list[Problem] = []
    read = yield from in_review(store, enough=enough, what="comparing", problems=problems)
    found = []
    for here in read:
        for group in _same_in(here, case):
            if (here.article.id, group.id) != without:
                found.append(_shown(here, group))
    yield Progress(len(read), len(read), "compared")
    return SameCases(case, tuple(found), tuple(problems))


@dataclass(frozen=True, slots=True)
class SameDecided:
    """The edits that decide the chosen cases, one for each article; nothing is written yet."""

    batch: BatchId
    cases: int
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...] = ()


def decide_same(
    store: Store, case: Case, chosen: Collection[tuple[ArticleId, str]], *, reviewer: PersonId
) -> Job[SameDecided]:
    """The edits that decide these groups as the case was; one that no longer fits is a problem."""
    problems: list[Problem] = []
    articles = tuple(dict.fromkeys(article for article, _ in chosen))
    # What was offered is decided, whoever may have begun to annotate there meanwhile.
    read = yield from in_review(
        store, articles=articles, enough=1, what="deciding", problems=problems
    )
    codebook, batch = store.codebook(), wide_batch()
    edits, number = [], 0
    for here in read:
        groups = [g for g in _same_in(here, case) if (here.article.id, g.id) in chosen]
        if not groups:
            continue
        wanted = [(group, _versions(here, group, case)) for group in groups]
        try:
            act = take_versions(
                here.deciding(codebook, reviewer), wanted, title="Decide identical cases"
            )
            edits.append(here.edit(act, reviewer=reviewer, batch=batch))
            number += len(groups)
        except (Refused, StaleEdit) as error:
            problems.append(Problem(here.article.title, str(error), skipped=True))
    return SameDecided(batch, number, tuple(edits), tuple(problems))


def _same_in(here: OnDisk, case: Case) -> list[AnyGroup]:
    """The open groups of an article that are the same case."""
    decided, _ = here.reviewed.decisions_on(here.state.decisions)
    text = here.article.text
    return [
        group
        for group in here.reviewed.disputes.disputed
        if group.id not in decided
        and group.kind is case.kind
        and frozenset(_said(text, version) for version in group.versions) == case.said
        and (not case.own or _fits(text, group, case))
    ]


def _said(text: str, version: AnyVersion) -> Said:
    position, told = version.position, version.configuration
    spans = position.fragments if isinstance(position, Position) else ()
    return _words(text, spans), str(told.label), told.attributes


def _said_by(text: str, annotation: Annotation) -> Said:
    return _words(text, annotation.spans), str(annotation.label), annotation.attributes


def _words(text: str, spans: Sequence[Span]) -> str:
    return "\0".join(span.text_of(text) for span in spans)


def _own(
    text: str, group: AnyGroup, annotation: Annotation
) -> tuple[tuple[Span, ...], tuple[str, ...], Configuration]:
    """An annotation of the gold set as seen from the beginning of its group."""
    start = _start(group)
    if any(span.start < start for span in annotation.spans):
        raise Refused("What was decided begins before the words that differ: decide these singly.")
    spans = tuple(Span(span.start - start, span.end - start) for span in annotation.spans)
    words = tuple(span.text_of(text) for span in annotation.spans)
    return spans, words, Configuration(annotation.label, annotation.attributes)


def _start(group: AnyGroup) -> int:
    extents = [place.position.extent for place in group.places]
    return min((extent.start for extent in extents if extent is not None), default=0)


def _fits(text: str, group: AnyGroup, case: Case) -> bool:
    """Whether the words that were decided stand at the same distance here too."""
    start = _start(group)
    return all(
        text[start + span.start : start + span.end] == words
        for spans, told, _ in case.own
        for span, words in zip(spans, told, strict=True)
    )


def _versions(here: OnDisk, group: AnyGroup, case: Case) -> list[AnyVersion]:
    """What is to be taken of a group: the versions that say the same, or the words decided."""
    text, start = here.article.text, _start(group)
    if not case.own:
        return [version for version in group.versions if _said(text, version) in case.taken]
    found: list[AnyVersion] = []
    for spans, _, configuration in case.own:
        moved = tuple(Span(start + span.start, start + span.end) for span in spans)
        found.append(Version(Position(moved), configuration, ()))
    return found


def _shown(here: OnDisk, group: AnyGroup) -> SameCase:
    extents = [place.position.extent for place in group.places]
    known = [extent for extent in extents if extent is not None]
    text = here.article.text
    start = min((extent.start for extent in known), default=0)
    end = max((extent.end for extent in known), default=0)
    return SameCase(
        article=here.article.id,
        title=here.article.title,
        group=group.id,
        before=text[max(0, start - _CONTEXT) : start],
        words=text[start:end],
        after=text[end : end + _CONTEXT],
    )
