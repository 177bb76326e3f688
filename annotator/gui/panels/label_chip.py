"""One label as a chip: its key, its colour, its title and how many there are."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from annotator.app.present.keys import with_key
from annotator.app.present.labels import LabelBarRow
from annotator.gui.panels.painting import (
    RADIUS,
    draw_key_cap,
    draw_swatch,
    key_cap_width,
    leading,
    small_font,
    trailing,
    weighted,
)
from annotator.gui.theme import Theme

CHIP_HEIGHT = 28
_PAD = 6
_GAP = 6
_SWATCH = 10


class LabelChip(QAbstractButton):
    """One label: key, colour, title, and how many there are in this article.

    A click is `chosen`; with Shift held, by mouse or by Space, it is `stick_asked`.
    """

    chosen = Signal(str)
    stick_asked = Signal(str)

    def __init__(self, row: LabelBarRow, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_compact = False
        self._is_shifted = False
        self.clicked.connect(self._on_clicked)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_row(row)

    @property
    def label_id(self) -> str:
        """The label it stands for."""
        return self._row.id

    @property
    def menu_words(self) -> str:
        """The label as a menu shows it: title and key."""
        return f"{self._row.title}\t{self._row.key}"

    def show_row(self, row: LabelBarRow) -> None:
        """Shows a label."""
        self._row = row
        state = self.tr("sticky, ") if row.is_sticky else ""
        key = self.tr("key {key}, ").format(key=row.key) if row.key else ""
        count = self.tr("{count} in this article").format(count=f"{row.count:,}")
        self.setAccessibleName(f"{row.title}, {key}{state}{count}")
        use = self.tr("Mark the selected words as {title}").format(title=row.title)
        if row.is_article_level:
            use = self.tr("Put {title} on the whole article").format(title=row.title)
        lines = [with_key(use, row.key)]
        if not row.is_article_level:
            stick = self.tr("Shift+click: every selection becomes {title}")
            if row.is_sticky:
                stick = self.tr("Shift+click: selections no more become {title}")
            lines.append(stick.format(title=row.title))
        self.setToolTip("\n".join((*lines, row.note) if row.note else lines))
        self.updateGeometry()
        self.update()

    def show_compact(self, *, is_compact: bool) -> None:
        """Shows the short name without the count, or all of it."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.updateGeometry()
            self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Key, swatch, title and count beside one another."""
        words = self._row.short if self._is_compact else self._row.title
        small = QFontMetrics(small_font(self.font()))
        title = QFontMetrics(weighted(self.font(), QFont.Weight.DemiBold))
        width = _PAD + _SWATCH + _GAP + title.horizontalAdvance(words) + _PAD
        if self._row.key:
            width += key_cap_width(small_font(self.font()), self._row.key) + _GAP
        if not self._is_compact:
            count = f"{self._row.count:,}"
            width += _GAP + max(small.horizontalAdvance(count), small.horizontalAdvance("00"))
        return QSize(width, max(CHIP_HEIGHT, title.height() + 8))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keeps in mind whether Shift is held while the click is told."""
        self._is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self._is_shifted = False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The same for Space."""
        self._is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().keyReleaseEvent(event)
        self._is_shifted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row, theme = self._row, self._theme
        color = theme.label(row.color)
        self._paint_ground(painter)
        small = small_font(self.font())
        x, middle = _PAD, self.height() // 2
        if row.key:
            cap = QRect(x, 0, key_cap_width(small, row.key), key_cap_width(small, "a"))
            cap.moveTop(middle - cap.height() // 2)
            painter.setFont(small)
            draw_key_cap(painter, self._mirrored(cap), row.key, theme)
            x = cap.right() + 1 + _GAP
        swatch = QRect(x, middle - _SWATCH // 2, _SWATCH, _SWATCH)
        draw_swatch(painter, QRectF(self._mirrored(swatch)), color)
        x += _SWATCH + _GAP
        is_strong = row.is_active or row.is_sticky
        painter.setFont(weighted(self.font(), QFont.Weight.DemiBold) if is_strong else self.font())
        painter.setPen(theme.text)
        direction = self.layoutDirection()
        flags = int(leading(direction) | Qt.AlignmentFlag.AlignVCenter)
        words = row.short if self._is_compact else row.title
        place = self._mirrored(QRect(x, 0, self.width() - x, self.height()))
        painter.drawText(place, flags, words)
        if self._is_compact or not row.count:
            return
        painter.setFont(small)
        painter.setPen(theme.secondary)
        flags = int(trailing(direction) | Qt.AlignmentFlag.AlignVCenter)
        place = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(place, flags, f"{row.count:,}")

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, row = self._theme, self._row
        color = theme.label(row.color)
        face = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.is_sticky or row.is_active:
            painter.setBrush(theme.wash(color, 0.16, on=theme.window))
        elif self.isDown() or self.underMouse():
            painter.setBrush(theme.hover)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.is_sticky:
            painter.setPen(QPen(color, 1.5))
        elif row.is_active and theme.is_contrast:
            painter.setPen(QPen(theme.text, 1.5))
        painter.drawRoundedRect(face, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    @Slot()
    def _on_clicked(self) -> None:
        told = self.stick_asked if self._is_shifted else self.chosen
        told.emit(self._row.id)
