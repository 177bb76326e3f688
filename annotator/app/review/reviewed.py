"""One article under review: who is compared, under which names, and the groups to decide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.adjudicate.groups import GroupId, Kind
from annotator.adjudicate.sets import ArticleSets, CountedSet, counts
from annotator.app.disputes import AnyGroup, ArticleDisputes, disputes_in
from annotator.app.review.naming import Names, names_on
from annotator.core.annotations import Annotation, Relation, SetRole, SetState
from annotator.core.articles import Article
from annotator.core.decisions import Decision
from annotator.core.ids import PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.store.base import SetContent

# Before the ids of groups of reviewers' versions: annotators' alternatives may lie at the same
# words, and are decided already.
_BETWEEN = "between-"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article with the groups of the sets that are compared there.

    `unfinished` are annotators who have begun and whose sets do not count yet. `by_record` finds
    the group of an annotation or relation, `records` those themselves. `reopened` are groups whose
    alternatives a reviewer had decided by hand before they changed, and has to look at again.
    `kinds` counts the groups by `kind_of`.
    """

    article: Article
    sets: ArticleSets
    names: Names
    disputes: ArticleDisputes
    unfinished: tuple[PersonId, ...] = ()
    by_id: Mapping[GroupId, AnyGroup] = field(default_factory=dict)
    by_record: Mapping[str, AnyGroup] = field(default_factory=dict)
    records: Mapping[str, Annotation | Relation] = field(default_factory=dict)
    reopened: frozenset[GroupId] = frozenset()
    kinds: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[AnyGroup, ...]:
        """All groups: labels of the article, spans as read, then relations."""
        return (*self.disputes.groups, *self.disputes.relations)

    @property
    def disputed(self) -> tuple[AnyGroup, ...]:
        """The groups in which not everybody has the same, and those that are reopened."""
        return tuple(group for group in self.groups if self._is_disputed(group))

    @property
    def agreed(self) -> tuple[AnyGroup, ...]:
        """The groups in which all have the same, and no reviewer had decided otherwise."""
        return tuple(group for group in self.groups if not self._is_disputed(group))

    def _is_disputed(self, group: AnyGroup) -> bool:
        return group.kind is not Kind.UNANIMOUS or group.id in self.reopened

    def kind_of(self, group: AnyGroup) -> Kind:
        """How the versions of a group differ, or those that a reviewer had decided on."""
        is_reopened = group.kind is Kind.UNANIMOUS and group.id in self.reopened
        # All agree by now, but on other boundaries than before.
        return Kind.BOUNDARY_CONFLICT if is_reopened else group.kind

    def decisions_on(
        self, decisions: Iterable[Decision]
    ) -> tuple[Mapping[GroupId, Decision], tuple[Decision, ...]]:
        """Which of some decisions are on a group that is there now, by group; and all others.

        A decision whose group has changed since, as somebody went on annotating, is on no group
        any more: those alternatives have to be decided anew.
        """
        here: dict[GroupId, Decision] = {}
        others = []
        for decision in decisions:
            group = self.by_id.get(GroupId(decision.group))
            if group is None:
                others.append(decision)
            else:
                here[group.id] = decision
        return here, tuple(others)


def reviewed(
    article: Article,
    contents: Sequence[SetContent],
    *,
    is_blind: bool = True,
    decisions: Iterable[Decision] = (),
) -> Reviewed:
    """The review of an article's annotators, of those sets of `contents` that are finished.

    `decisions` are those made so far in the set that the review fills.
    """
    annotators = [c for c in contents if c.annotation_set.role is SetRole.ANNOTATOR]
    begun = [c for c in annotators if c.annotation_set.state is not SetState.NEW]
    names = names_on(
        article.id,
        [c.annotation_set for c in begun],
        is_blind=is_blind,
        begun=_begun(contents),
    )
    counted = [c for c in annotators if counts(c.annotation_set)]
    unfinished = [c.annotation_set.author for c in begun if not counts(c.annotation_set)]
    found = _reviewed(article, counted, names, unfinished=unfinished)
    return _counted(replace(found, reopened=frozenset(_reopened(found, decisions))))


def _counted(review: Reviewed) -> Reviewed:
    return replace(review, kinds=Counter(map(review.kind_of, review.groups)))


def _reopened(review: Reviewed, decisions: Iterable[Decision]) -> Iterator[GroupId]:
    """The undecided groups of what a decision was about that a person made on an earlier group."""
    here, others = review.decisions_on(decisions)
    for decision in others:
        if decision.is_merged or decision.group.startswith(_BETWEEN):
            continue
        for record in decision.sources:
            group = review.by_record.get(record)
            if group is not None and group.id not in here:
                yield group.id


def reviewed_reviewers(
    article: Article, contents: Sequence[SetContent], *, is_blind: bool = True
) -> Reviewed:
    """The review of the reviewers: the gold set, and what others decided without sight of it."""
    roles = (SetRole.GOLD, SetRole.REVIEW)
    counted = [
        c
        for c in contents
        if c.annotation_set.role in roles
        and (c.annotation_set.role is SetRole.GOLD or c.annotation_set.state is SetState.FINISHED)
    ]
    names = names_on(article.id, [c.annotation_set for c in counted], is_blind=is_blind)
    return _counted(_reviewed(article, counted, names, prefix=_BETWEEN))


def compared(
    article: Article,
    contents: Sequence[SetContent],
    *,
    called: Mapping[PersonId, str] | None = None,
) -> Reviewed:
    """Any sets of an article side by side, by their names, finished or not; the gold one first.

    `called` is what stands in the place of some names, also in the order.
    """
    told = called or {}
    authors = [c.annotation_set.author for c in contents]
    order = sorted(authors, key=lambda who: (who != GOLD_AUTHOR, told.get(who, who), who))
    return _counted(_reviewed(article, contents, Names(tuple(order), is_blind=False, called=told)))


def is_between(group: str) -> bool:
    """Whether the id of a group is one of reviewers' versions, not of annotators'."""
    return group.startswith(_BETWEEN)


def _begun(contents: Iterable[SetContent]) -> str:
    """When the review began; empty where it has not."""
    gold = (c.annotation_set for c in contents if c.annotation_set.role is SetRole.GOLD)
    return next((told.stamp.created for told in gold), "")


def _reviewed(
    article: Article,
    counted: Sequence[SetContent],
    names: Names,
    *,
    unfinished: Sequence[PersonId] = (),
    prefix: str = "",
) -> Reviewed:
    by_author = sorted(counted, key=lambda content: content.annotation_set.author)
    sets = ArticleSets(
        article.id,
        len(article.text),
        tuple(CountedSet(c.annotation_set.author, c.annotations, c.relations) for c in by_author),
    )
    disputes = disputes_in(article, sets)
    if prefix:
        disputes = replace(
            disputes,
            groups=tuple(replace(g, id=GroupId(prefix + g.id)) for g in disputes.groups),
            relations=tuple(replace(g, id=GroupId(prefix + g.id)) for g in disputes.relations),
        )
    groups: tuple[AnyGroup, ...] = (*disputes.groups, *disputes.relations)
    return Reviewed(
        article=article,
        sets=sets,
        names=names,
        disputes=disputes,
        unfinished=tuple(unfinished),
        by_id={group.id: group for group in groups},
        by_record={r: group for group in groups for v in group.versions for r in v.records},
        records=dict(_records(counted)),
    )


def records_of(group: AnyGroup) -> tuple[str, ...]:
    """The ids of all annotations or relations of a group, sorted."""
    return tuple(sorted(record for version in group.versions for record in version.records))


def _records(contents: Iterable[SetContent]) -> Iterator[tuple[str, Annotation | Relation]]:
    for content in contents:
        for annotation in content.annotations:
            yield annotation.id, annotation
        for relation in content.relations:
            yield relation.id, relation
