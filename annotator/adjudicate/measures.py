"""Every measure of agreement by its name."""

from collections.abc import Iterable, Mapping

from annotator.adjudicate.categorical import CATEGORICAL
from annotator.adjudicate.pairwise import PAIRWISE
from annotator.adjudicate.pooling import Measure
from annotator.adjudicate.unitizing import UNITIZING
from annotator.adjudicate.unitizing_1995 import ALPHA_U_1995

MEASURES: Mapping[str, Measure] = {
    measure.name: measure for measure in (*PAIRWISE, *CATEGORICAL, *UNITIZING, ALPHA_U_1995)
}


def measures_named(names: Iterable[str]) -> tuple[Measure, ...]:
    """The measures of those names, in the order of the registry. Raises ValueError for others."""
    wanted = set(names)
    unknown = sorted(wanted - MEASURES.keys())
    if unknown:
        raise ValueError(f"no such measure: {', '.join(unknown)}. There are: {', '.join(MEASURES)}")
    return tuple(measure for name, measure in MEASURES.items() if name in wanted)
