"""What adjudication and agreement are computed from: finished annotation sets on articles."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    OriginKind,
    Relation,
    SetRole,
    SetState,
)
from annotator.core.ids import ArticleId, PersonId

_reading_order = attrgetter("order")


@dataclass(frozen=True, slots=True)
class CountedSet:
    """What one annotator has found in one article. Empty: looked, and found nothing."""

    annotator: PersonId
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSets:
    """The sets that count on one article, by annotator. `length` is the text's, in code points."""

    article: ArticleId
    length: int
    sets: tuple[CountedSet, ...]

    @property
    def annotators(self) -> tuple[PersonId, ...]:
        """Whose sets count, in the order of the sets."""
        return tuple(counted.annotator for counted in self.sets)

    def of(self, annotator: PersonId) -> CountedSet | None:
        """One annotator's set; None where it does not count here."""
        return next((s for s in self.sets if s.annotator == annotator), None)


def counts(annotation_set: AnnotationSet) -> bool:
    """Whether a set counts: an annotator's own, and finished."""
    is_own = annotation_set.role is SetRole.ANNOTATOR
    return is_own and annotation_set.state is SetState.FINISHED


def article_sets(
    article: ArticleId,
    length: int,
    contents: Iterable[tuple[AnnotationSet, Collection[Annotation], Collection[Relation]]],
    *,
    annotators: Collection[PersonId] | None = None,
    without_accepted: bool = False,
) -> ArticleSets:
    """The sets that count, by annotator's name; of `annotators` only, where they are given.

    An annotation that was suggested and accepted counts as its annotator's own. With
    `without_accepted` it is left out: agreement through the same machine is not independent.
    """
    found = []
    for annotation_set, annotations, relations in contents:
        author = annotation_set.author
        if not counts(annotation_set) or (annotators is not None and author not in annotators):
            continue
        kept = sorted(annotations, key=_reading_order)
        if without_accepted:
            kept = [a for a in kept if a.origin.kind is not OriginKind.SUGGESTION]
        tied = tuple(relations)
        if tied:
            ids = {a.id for a in kept}
            tied = tuple(r for r in tied if r.source in ids and r.target in ids)
        found.append(CountedSet(author, tuple(kept), tied))
    return ArticleSets(article, length, tuple(sorted(found, key=lambda s: s.annotator)))
