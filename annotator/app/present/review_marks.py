"""What the article view paints in a review: the gold marks, and those of every annotator."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotator.adjudicate.groups import GroupId, Kind
from annotator.app.disputes import AnyGroup
from annotator.app.present.highlights import (
    SHARED_HAND,
    Mark,
    color_of,
    mark_of,
    mark_title,
)
from annotator.app.review.naming import Names
from annotator.app.review.reviewed import Reviewed
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.decisions import Decision
from annotator.core.ids import LabelId, PersonId


class _Hand(NamedTuple):
    """What marks tell of an annotator. A thousand marks ask for it at once."""

    number: int
    name: str
    letter: str


def _hands(names: Names) -> dict[PersonId, _Hand]:
    order = enumerate(names.order, start=1)
    return {who: _Hand(number, names.of(who), names.letter(who)) for number, who in order}


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
    marks, hands = list(gold_marks(gold, codebook)), _hands(reviewed.names)
    for group in reviewed.disputes.groups:
        is_decided = group.id in decisions
        marks += _marks(reviewed, group, hands, is_decided=is_decided, codebook=codebook)
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
    hands = _hands(reviewed.names)
    return tuple(_marks(reviewed, group, hands, is_decided=is_decided, codebook=codebook))


def _marks(
    reviewed: Reviewed,
    group: AnyGroup,
    hands: Mapping[PersonId, _Hand],
    *,
    is_decided: bool,
    codebook: Codebook,
) -> Iterator[Mark]:
    chips = {} if is_decided else _chips(group, hands, codebook)
    is_agreed = group.kind is Kind.UNANIMOUS
    for version in group.versions:
        label = codebook.label(LabelId(version.configuration.label))
        for maker, records in version.makers:
            hand = hands[maker]
            for record in records:
                annotation = reviewed.records.get(record)
                if not isinstance(annotation, Annotation) or not annotation.spans:
                    continue
                # Not `replace` of what `mark_of` makes: there are a thousand marks at once.
                yield Mark(
                    id=annotation.id,
                    spans=annotation.spans,
                    chip=chips.get(annotation.id, ""),
                    color=color_of(label),
                    title=f"{hand.name}: {mark_title(annotation, label)}",
                    unsure=annotation.unsure,
                    has_comment=bool(annotation.comment),
                    band=hand.number,
                    hand=SHARED_HAND if is_agreed else hand.number,
                    steps_back=is_decided,
                )


def _chips(group: AnyGroup, hands: Mapping[PersonId, _Hand], codebook: Codebook) -> dict[str, str]:
    """The chips of an open group by the annotations that carry them.

    Whose it is stands on a chip only where not all have the same.
    """
    found: dict[str, str] = {}
    is_shared = len(group.versions) == 1
    for place in group.places:
        holders: dict[str, list[tuple[_Hand, str]]] = {}
        for version in place.versions:
            there = holders.setdefault(version.configuration.label, [])
            there += [(hands[maker], records[0]) for maker, records in version.makers]
        for label_id, there in holders.items():
            label = codebook.label(LabelId(label_id))
            short = label.short if label else label_id
            if not is_shared:
                letters = [hand.letter for hand in sorted({hand for hand, _ in there})]
                short = f"{short} {''.join(letters)}"
            found[min(there)[1]] = short
    return found
