"""Positions as words in one line, and as plain JSON values."""

from typing import Any

from annotator.adjudicate.positions import Position
from annotator.adjudicate.relations import RelationPosition

# Stands for the gap where the fragments of a span are shown in one line.
_GAP = " … "
_TO = " → "


def words_at(text: str, position: Position | RelationPosition) -> str:
    """The words at a position in one line; empty for the whole article.

    "…" stands where a span has a gap, "→" between the two ends of a relation.
    """
    if isinstance(position, RelationPosition):
        return _TO.join((words_at(text, position.source), words_at(text, position.target)))
    return _GAP.join(span.text_of(text) for span in position.fragments)


def position_to_json(text: str, position: Position | RelationPosition) -> dict[str, Any]:
    """Fragments and words. A relation has no fragments; its ends, `from` and `to`, have."""
    if isinstance(position, RelationPosition):
        ends = {
            "from": position_to_json(text, position.source),
            "to": position_to_json(text, position.target),
        }
        return {"fragments": [], "text": words_at(text, position), **ends}
    fragments = [[span.start, span.end] for span in position.fragments]
    return {"fragments": fragments, "text": words_at(text, position)}
