"""The dashboard's two matrices: agreement of every two annotators, and labels taken for others."""

from collections.abc import Sequence

from annotator.adjudicate.confusion import NOTHING, Confusion, labels_in, row_totals
from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Group, Measure
from annotator.app.behind import Behind
from annotator.app.dashboard import Dashboard
from annotator.app.present.charts import Heading, Matrix, MatrixCell, Opened
from annotator.app.present.dashboard_names import Naming
from annotator.app.present.figure_words import short_value, told
from annotator.app.present.measure_titles import measure_title
from annotator.app.present.wording import counted
from annotator.core.ids import LabelId, PersonId

_SELF = "–"
_Label = LabelId | None


def pair_matrix(found: Dashboard, measure: Measure, naming: Naming) -> Matrix:
    """A heat map of pairs: the value of one measure for every two annotators."""
    people = naming.by_name(found.annotators)
    figures = {
        frozenset(figure.annotators): figure
        for figure in found.figures
        if figure.name == measure.name
        and len(figure.annotators) == 2
        and figure.label is None
        and figure.article is None
        and figure.subcorpus is None
    }

    cells = {
        pair: _pair_cell(figure, measure, naming.by_name(pair), naming)
        for pair, figure in figures.items()
    }

    def cell(one: PersonId, other: PersonId) -> MatrixCell:
        found = cells.get(frozenset((one, other)))
        return found or MatrixCell(_SELF, naming.person(one), is_quiet=True)

    headings = tuple(Heading(naming.person(annotator)) for annotator in people)
    return Matrix(
        id="pairs",
        title=f"Agreement of pairs · {measure_title(measure.name)}",
        sentence=_pair_sentence(tuple(figures.values()), measure, naming),
        rows=headings,
        columns=headings,
        cells=tuple(tuple(cell(one, other) for other in people) for one in people),
        row_axis="annotator",
        column_axis="annotator",
        legend="The stronger the colour, the higher the value.",
        note=f"n: {counted(len(found.articles), 'article')}, {counted(len(figures), 'pair')}",
        why_empty="" if figures else f"{measure_title(measure.name)} has no value for a pair.",
    )


def _pair_cell(figure: Figure, measure: Measure, pair: Group, naming: Naming) -> MatrixCell:
    people = naming.people(pair)
    return MatrixCell(
        words=short_value(figure.value),
        tip=told(figure, measure, of=people),
        strength=None if figure.value is None else min(1.0, max(0.0, figure.value)),
        is_quiet=figure.value is None,
        opens=Opened(Behind(pair=pair), f"What {people} have marked"),
    )


def _pair_sentence(figures: Sequence[Figure], measure: Measure, naming: Naming) -> str:
    title = measure_title(measure.name)
    defined = [(f.value, f.annotators) for f in figures if f.value is not None]
    if not defined:
        return f"No pair has a value of {title}."
    high, best = max(defined, key=lambda entry: entry[0])
    low, worst = min(defined, key=lambda entry: entry[0])
    if len(defined) == 1:
        return f"{naming.people(best)} agree with {short_value(high)}."
    if short_value(low) == short_value(high):
        return f"All pairs agree alike, with {short_value(high)}."
    return (
        f"{naming.people(best)} agree most ({short_value(high)}), "
        f"{naming.people(worst)} least ({short_value(low)})."
    )


def confusion_matrix(found: Dashboard, naming: Naming, *, pair: Group | None = None) -> Matrix:
    """Which labels are taken for which: of one pair, or of all pairs counted both ways."""
    if pair is None and len(found.annotators) == 2:
        pair = naming.by_name(found.annotators)
    counts = found.pairs.confusion(pair)
    labels: tuple[_Label, ...] = (*naming.in_order(labels_in(counts)), NOTHING)
    totals = row_totals(counts)

    def cell(one: _Label, other: _Label) -> MatrixCell:
        if one is NOTHING and other is NOTHING:
            return MatrixCell(_SELF, "What nobody has marked is not counted.", is_quiet=True)
        return _confusion_cell(
            counts.get((one, other), 0), totals.get(one, 0), (one, other), pair, naming
        )

    headings = tuple(naming.heading(label) for label in labels)
    row_axis, column_axis = "label of one", "label of the other"
    number = sum(counts.values())
    if pair is None:
        number //= 2
    else:
        row_axis, column_axis = (f"label of {naming.person(annotator)}" for annotator in pair)
    note = f"n: {counted(len(found.articles), 'article')}, {counted(number, 'comparison')}"
    return Matrix(
        id="confusion",
        title="Labels taken for one another",
        sentence=_confusion_sentence(counts, naming, is_both_ways=pair is None),
        rows=headings,
        columns=headings,
        cells=tuple(tuple(cell(one, other) for other in labels) for one in labels),
        row_axis=row_axis,
        column_axis=column_axis,
        legend="The stronger the colour, the larger its share of the row.",
        note=note,
        why_empty="" if counts else "Nobody has marked anything in these articles.",
    )


def _confusion_cell(
    number: int,
    total: int,
    cell: tuple[_Label, _Label],
    pair: Group | None,
    naming: Naming,
) -> MatrixCell:
    one, other = cell
    titles = f"{naming.label(one)} against {naming.label(other)}"
    titles = titles[:1].upper() + titles[1:]
    if not number:
        # Most cells of a large codebook.
        return MatrixCell("·", f"{titles}: 0 spans", is_quiet=True, is_apart=one != other)
    share = number / total if total else 0.0
    if pair is None and one == other:
        # Both ways it is the same comparison: shown is how many there are to look at.
        number //= 2
    part = f"{share:.0%}".replace("%", " %")
    tip = f"{titles}: {counted(number, 'span')}, {part} of the row"
    return MatrixCell(
        words=f"{number:,}",
        tip=tip,
        strength=share,
        is_apart=one != other,
        opens=Opened(Behind(pair=pair or (), cell=cell), titles),
    )


def _confusion_sentence(counts: Confusion, naming: Naming, *, is_both_ways: bool) -> str:
    mixed: dict[tuple[LabelId, ...], int] = {}
    same = alone = 0
    for (one, other), number in counts.items():
        if one is NOTHING or other is NOTHING:
            alone += number
        elif one == other:
            same += number
        else:
            key = tuple(sorted((one, other)))
            mixed[key] = mixed.get(key, 0) + number
    if is_both_ways:
        same, alone = same // 2, alone // 2
        mixed = {key: number // 2 for key, number in mixed.items()}
    together = same + sum(mixed.values())
    words = f"{same:,} of {counted(together, 'matched span')} have the same label"
    if mixed:
        (one, other), most = max(mixed.items(), key=lambda entry: (entry[1], entry[0]))
        titles = f"{naming.label(one)} and {naming.label(other)}"
        words += f"; {titles} are confused most often ({most:,} times)"
        words = words.replace("(1 times)", "(once)")
    return f"{words}. {counted(alone, 'span')} {'stands' if alone == 1 else 'stand'} alone."
