"""What the article view paints in a review: the gold marks, and those of every annotator."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.adjudicate.groups import GroupId, Kind
from annotator.app.disputes import AnyGroup
from annotator.app.present.highlights import SHARED_HAND, Mark, mark_of
from annotator.app.review.reviewed import Reviewed
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.decisions import Decision
from annotator.core.ids import LabelId


def review_marks(
    reviewed: Reviewed,
    *,
    gold: Iterable[Annotation],
    decisions: Mapping[GroupId, Decision],
    codebook: Codebook,
) -> tuple[Mark, ...]:
    """All marks of an article under review: gold in band 0, each annotator's in a band below.

    An open group has a chip for each label at each place, on the mark of the first annotator who
    has it; once it is decided the gold mark alone has one, and what was decided on steps back.
    Labels of the article and relations are on no words and have no mark.
    """
    marks = list(gold_marks(gold, codebook))
    for group in reviewed.disputes.groups:
        marks += _marks(reviewed, group, is_decided=group.id in decisions, codebook=codebook)
    return tuple(marks)


def gold_marks(gold: Iterable[Annotation], codebook: Codebook) -> tuple[Mark, ...]:
    """The marks of annotations of the gold set, in the label's colours."""
    found = (mark_of(annotation, codebook) for annotation in gold)
    return tuple(replace(mark, unsure=False) for mark in found if mark is not None)


def marks_of_group(
    reviewed: Reviewed, group: AnyGroup, *, is_decided: bool, codebook: Codebook
) -> tuple[Mark, ...]:
    """The marks of the annotators in one group, which are all that its decision changes.

    Those of the gold set are beside them: `gold_marks`.
    """
    return tuple(_marks(reviewed, group, is_decided=is_decided, codebook=codebook))


def _marks(
    reviewed: Reviewed, group: AnyGroup, *, is_decided: bool, codebook: Codebook
) -> Iterator[Mark]:
    chips = {} if is_decided else _chips(reviewed, group, codebook)
    is_agreed = group.kind is Kind.UNANIMOUS
    for version in group.versions:
        for maker, records in version.makers:
            number, name = reviewed.names.number(maker), reviewed.names.of(maker)
            for record in records:
                annotation = reviewed.records.get(record)
                mark = mark_of(annotation, codebook) if isinstance(annotation, Annotation) else None
                if mark is None:
                    continue
                # Not `replace`, which takes ten times as long, for a thousand marks at once.
                yield Mark(
                    id=mark.id,
                    spans=mark.spans,
                    chip=chips.get(mark.id, ""),
                    color=mark.color,
                    title=f"{name}: {mark.title}",
                    unsure=mark.unsure,
                    has_comment=mark.has_comment,
                    band=number,
                    hand=SHARED_HAND if is_agreed else number,
                    steps_back=is_decided,
                )


def _chips(reviewed: Reviewed, group: AnyGroup, codebook: Codebook) -> dict[str, str]:
    """The chips of an open group by the annotations that carry them.

    Whose it is stands on a chip only where not all have the same.
    """
    names, found = reviewed.names, {}
    is_shared = len(group.versions) == 1
    for place in group.places:
        holders: dict[str, list[tuple[int, str]]] = {}
        for version in place.versions:
            there = holders.setdefault(version.configuration.label, [])
            there += [(names.number(maker), records[0]) for maker, records in version.makers]
        for label_id, there in holders.items():
            label = codebook.label(LabelId(label_id))
            short = label.short if label else label_id
            numbers = sorted({number for number, _ in there})
            letters = "".join(names.letter(names.order[number - 1]) for number in numbers)
            found[min(there)[1]] = short if is_shared else f"{short} {letters}"
    return found
