"""Disputes in words: kinds, flags, and who has what in a group."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.adjudicate.groups import Flag, Kind, Subject
from annotator.adjudicate.positions import Configuration, Position
from annotator.adjudicate.relations import RelationPosition
from annotator.app.decided import takers_in
from annotator.app.disputes import AnyGroup, ArticleDisputes
from annotator.app.present.decision_words import decision_line
from annotator.app.present.wording import shortened, value_words

KIND_WORDS: dict[Kind, str] = {
    Kind.UNANIMOUS: "unanimous",
    Kind.STACKED: "stacked",
    Kind.BOUNDARY_CONFLICT: "boundary conflict",
    Kind.LABEL_CONFLICT: "label conflict",
    Kind.ATTRIBUTE_CONFLICT: "attribute conflict",
    Kind.ONE_SIDED: "one-sided",
}
FLAG_WORDS: dict[Flag, str] = {
    Flag.ONE_SIDED: "some have nothing",
    Flag.NESTED: "nested",
    Flag.STACKED_IDENTICAL: "twice the same",
    Flag.STACKED_DIFFERENT: "two in the same place",
    Flag.DISCONTINUOUS: "with gaps",
    Flag.SAME_MACHINE: "accepted from a machine",
}
# Said before the kind; nothing where a group is about spans, as most are.
SUBJECT_WORDS: dict[Subject, str] = {
    Subject.ARTICLE: "label of the article",
    Subject.SPAN: "",
    Subject.RELATION: "relation",
}
_QUOTE_SHOWN = 60
WHOLE_ARTICLE = "the whole article"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a group: who has it, its label, its words in one line, its attributes.

    `place` are its first and last offset; empty for the whole article.
    """

    annotators: str
    label: str
    quote: str
    place: str
    attributes: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as a person reads it. `nothing` names who has nothing there, `majority` what more
    than half have, `decided` what a reviewer said; empty where nobody has.
    """

    id: str
    title: str
    rows: tuple[VersionRow, ...]
    nothing: str
    majority: str
    decided: str = ""


def shown_groups(article: ArticleDisputes, groups: Iterable[AnyGroup]) -> tuple[GroupView, ...]:
    """These groups of an article as a person reads them."""
    return tuple(_shown(article, group) for group in groups)


def group_title(group: AnyGroup) -> str:
    """What a group is about where that is no span, its kind, and its flags, in words."""
    flags = [FLAG_WORDS[flag] for flag in group.flags if flag.value != group.kind.value]
    words = ", ".join((KIND_WORDS[group.kind], *flags))
    subject = SUBJECT_WORDS[group.subject]
    return f"{subject}: {words}" if subject else words


def _shown(article: ArticleDisputes, group: AnyGroup) -> GroupView:
    rows = [
        VersionRow(
            annotators=", ".join(version.annotators),
            label=version.configuration.label,
            quote=_quote(article, version.position),
            place=_place(version.position),
            attributes=_attributes(version.configuration),
        )
        for version in group.versions
    ]
    majority = [
        " ".join((v.configuration.label, _quote(article, v.position), _attributes(v.configuration)))
        for v in group.majority
    ]
    return GroupView(
        id=group.id,
        title=group_title(group),
        rows=tuple(rows),
        nothing=", ".join(group.has_nothing),
        majority="; ".join(words.strip() for words in majority),
        decided=_decided(article, group),
    )


def _decided(article: ArticleDisputes, group: AnyGroup) -> str:
    decision = article.decided.by_group.get(group.id)
    return decision_line(decision, takers_in(decision, group)) if decision is not None else ""


def _quote(article: ArticleDisputes, position: Position | RelationPosition) -> str:
    if isinstance(position, RelationPosition):
        return " → ".join(_quote(article, end) for end in (position.source, position.target))
    if not position.fragments:
        return WHOLE_ARTICLE
    return f"“{shortened(article.words_of(position), longest=_QUOTE_SHOWN)}”"


def _place(position: Position | RelationPosition) -> str:
    if isinstance(position, RelationPosition):
        return " → ".join(_place(end) for end in (position.source, position.target))
    if not position.fragments:
        return ""
    return f"{position.fragments[0].start}–{position.fragments[-1].end}"


def _attributes(configuration: Configuration) -> str:
    return ", ".join(f"{value_words(k)}: {value_words(v)}" for k, v in configuration.attributes)
