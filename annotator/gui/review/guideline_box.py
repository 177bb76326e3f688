"""What the codebook says of the labels in play, to be folded away."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.app.present.review import Guideline
from annotator.gui.panels.painting import draw_swatch, small_font, weighted
from annotator.gui.review.words_layout import Paragraph
from annotator.gui.theme import Theme

_SWATCH, _GAP = 10, 6
_BETWEEN = 8


class GuidelineBox(QWidget):
    """Shows guidelines under one another; a screen reader hears all of them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._guidelines: tuple[Guideline, ...] = ()
        self._width = -1
        self._laid: list[tuple[Guideline | None, Paragraph, int]] = []
        self._height = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_guidelines(self, guidelines: tuple[Guideline, ...]) -> None:
        """Shows what the codebook says; of a label without a note, that there is none."""
        if guidelines != self._guidelines:
            self._guidelines, self._width = guidelines, -1
            self.setAccessibleName(" ".join(map(self._spoken, guidelines)))
            self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme, self._width = theme, -1
        self.update()

    def height_at(self, width: int) -> int:
        """How high it is when it is so wide."""
        self._lay_out(width)
        return self._height

    def sizeHint(self) -> QSize:
        """As high as its words need at the width it has."""
        return QSize(240, self.height_at(max(self.width(), 120)))

    def changeEvent(self, event: QEvent) -> None:
        """Lays out anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._width = -1
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the titles with their colours, and the notes."""
        self._lay_out(self.width())
        painter = QPainter(self)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        line = QFontMetrics(weighted(self.font(), QFont.Weight.DemiBold)).height()
        for guideline, paragraph, y in self._laid:
            x = 0
            if guideline is not None and guideline.color:
                left = self.width() - _SWATCH if is_mirrored else 0
                box = QRectF(left, y + (line - _SWATCH) // 2, _SWATCH, _SWATCH)
                draw_swatch(painter, box, self._theme.label(guideline.color))
                x = 0 if is_mirrored else _SWATCH + _GAP
            paragraph.draw(painter, x, y)

    def _lay_out(self, width: int) -> None:
        if width == self._width:
            return
        self._width, self._laid, y = width, [], 0
        theme, bold = self._theme, weighted(self.font(), QFont.Weight.DemiBold)
        small = small_font(self.font(), factor=0.95)
        for place, guideline in enumerate(self._guidelines):
            y += _BETWEEN if place else 0
            indent = _SWATCH + _GAP if guideline.color else 0
            title = Paragraph(guideline.title, bold, width - indent, color=theme.text)
            self._laid.append((guideline, title, y))
            y += title.height
            notes = [guideline.note or self.tr("The codebook says nothing of it.")]
            notes += [f"{name}: {note}" for name, note in guideline.values]
            for number, note in enumerate(notes):
                is_said = bool(guideline.note) or number > 0
                ink = theme.text if is_said else theme.secondary
                paragraph = Paragraph(note, small, width, color=ink)
                self._laid.append((None, paragraph, y))
                y += paragraph.height + 2
        self._height = y

    def _spoken(self, guideline: Guideline) -> str:
        notes = [guideline.note, *(f"{name}: {note}" for name, note in guideline.values)]
        return f"{guideline.title}: {' '.join(note for note in notes if note)}"
