"""Sizes in pixels that follow from the fonts and the width of the viewport."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

BAR_PX = 3
LANE_PX = 5
BAR_GAP_PX = 2
# In a review, where bars have patterns and stand in one band for each annotator.
BANDED_BAR_PX = 4
BANDED_LANE_PX = 6
BAND_GAP_PX = 2
GOLD_GAP_PX = 2
BANDS_CLEAR_PX = 5
CHIP_GAP_PX = 2
TOP_PX = 16
BOTTOM_PX = 72
USUAL_MARGIN_PX = 24
HEADLINE_SCALE = 1.5

_SAMPLE = "the officials said on Tuesday that another round of talks would be held"
# Letters that reach as far up and down as those of European languages do.
_TALL_AND_DEEP = "ÉÅŠÖgjpqyţ"


@dataclass(frozen=True, slots=True)
class Face:
    """How far up and down a font's letters reach, and how far the font says they may."""

    ascent: float
    descent: float
    tallest: int
    deepest: int


@dataclass(frozen=True, slots=True)
class Measures:
    """What the layout and the painter need to know about sizes."""

    width: int
    left: int
    column: int
    characters_a_line: float
    spacing: float
    text: Face
    headline: Face
    headline_font: QFont
    chip_font: QFont
    chip_height: int
    bands: int = 0

    @property
    def bar(self) -> int:
        """The height of a bar."""
        return BANDED_BAR_PX if self.bands else BAR_PX

    def lanes_room(self, lanes: int) -> int:
        """The height of so many lanes of bars below the words, where there are no bands."""
        # The lowest bar may be drawn thicker, and still ends clear of the chips below.
        return LANE_PX * lanes + 1 if lanes else 0

    def chips_room(self, rows: int) -> int:
        """The height of so many rows of chips above the words."""
        return rows * (self.chip_height + 1) + (CHIP_GAP_PX if rows else 0)

    @property
    def overflow_room(self) -> int:
        """The height of the "+n" below the last lane."""
        return self.chip_height + 3

    @property
    def reserve(self) -> int:
        """What every line keeps free for one lane and one row of chips, so that a first mark
        moves no text."""
        return self.lanes_room(1) + self.chips_room(1)

    @property
    def pitch(self) -> int:
        """From baseline to baseline, in lines of one font with few marks."""
        face = self.text
        natural = self.spacing * (face.ascent + face.descent)
        return max(round(natural), face.tallest + face.deepest + self.reserve)

    @property
    def paragraph_gap(self) -> int:
        """Additional room between two paragraphs."""
        return self.pitch // 4

    @property
    def empty_height(self) -> int:
        """The height of a paragraph without characters."""
        return self.pitch * 2 // 5


def measures(
    font: QFont,
    chip_font: QFont,
    *,
    width: int,
    line_spacing: float,
    column_characters: int,
    margin_px: int = USUAL_MARGIN_PX,
    bands: int = 0,
) -> Measures:
    """The measures of a reading font, with chips in the interface's font, in so wide a view.

    The margin is the least room beside the column, as long as that keeps 120 pixels. `bands` is
    how many bands of lanes lines have; 0 in an ordinary view.
    """
    metrics = QFontMetricsF(font)
    average = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    column = min(round(average * column_characters), max(120, width - 2 * margin_px))
    headline_font = QFont(font)
    headline_font.setPointSizeF(font.pointSizeF() * HEADLINE_SCALE)
    headline_font.setWeight(QFont.Weight.Bold)
    small = QFont(chip_font)
    small.setPixelSize(max(9, round(metrics.height() * 0.43)))
    small.setWeight(QFont.Weight.Medium)
    return Measures(
        width=width,
        left=max(0, (width - column) // 2),
        column=column,
        characters_a_line=column / average,
        spacing=line_spacing,
        text=_face(font),
        headline=_face(headline_font),
        headline_font=headline_font,
        chip_font=small,
        chip_height=round(QFontMetricsF(small).capHeight()) + 5,
        bands=bands,
    )


def _face(font: QFont) -> Face:
    metrics = QFontMetricsF(font)
    box = metrics.tightBoundingRect(_TALL_AND_DEEP)
    return Face(
        ascent=metrics.ascent(),
        descent=metrics.descent(),
        tallest=round(min(-box.top(), metrics.ascent())),
        deepest=round(min(box.bottom(), metrics.descent())),
    )
