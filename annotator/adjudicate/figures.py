"""What a measure of agreement gives: a value with its counts, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.errors import AnnotatorError
from annotator.core.ids import ArticleId, LabelId, PersonId


class Undefined(AnnotatorError):
    """A measure has no value for these data; the message says why."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a figure rests on.

    `articles` are those that at least two of the annotators finished, `spans` all they marked
    there. `units` are what the measure compares: spans, characters, positions or articles; for a
    figure over several pairs they are counted once for each pair.
    """

    articles: int
    spans: int
    units: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `value` is None where it is undefined, and `undefined` then says why.

    `label`, `annotators`, `article` and `subcorpus` say of what it is; a label of None means all
    labels. `low` and `high` are the bounds of the 95 % bootstrap interval over articles, where it
    was asked for. `notice` says what a reader must know of this one: spans that had to be left
    out, pairs without a value.
    """

    name: str
    value: float | None
    size: Size
    annotators: tuple[PersonId, ...]
    label: LabelId | None = None
    article: ArticleId | None = None
    low: float | None = None
    high: float | None = None
    undefined: str | None = None
    coverage: float | None = None
    subcorpus: str | None = None
    notice: str = ""


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of sorted values lies, interpolated linearly.

    The default method of Hyndman & Fan 1996, no. 7. Raises ValueError without values.
    """
    if not values:
        raise ValueError("no values")
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
