"""Copying with labels: which words are meant, and what goes on the clipboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.app.present.markup import html, inline, tags_of
from annotator.app.selecting import Place
from annotator.app.session import OpenArticle
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.errors import Refused
from annotator.core.segments import paragraph_at
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class Copied:
    """Words with their labels in both forms, and how many annotations they carry."""

    inline: str
    html: str
    annotations: int


def meant_for_copying(text: str, place: Place, annotation: Annotation | None) -> Span:
    """The selection; else the words of the selected annotation; else the caret's paragraph.

    Raises Refused on an empty line.
    """
    if place.selection is not None:
        return place.selection
    if annotation is not None and annotation.extent is not None:
        return annotation.extent
    paragraph = paragraph_at(text, place.caret)
    if paragraph is None:
        raise Refused("The caret is on an empty line. Select some words first.")
    return paragraph


def copied(
    current: OpenArticle,
    codebook: Codebook,
    *,
    within: Span,
    colors: Sequence[str],
    tints: Sequence[str],
) -> Copied:
    """A stretch of the open article with its labels. The colours are those of labels 1 to 8."""
    text, found = current.article.text, current.state.overlapping(within.start, within.end)
    tags = tags_of(found, codebook)
    return Copied(
        inline(text, tags, within=within),
        html(text, tags, within=within, colors=colors, tints=tints),
        len(tags),
    )
