"""A card of the open group: one answer, by whom, in which words; a click takes it."""

from typing import assert_never

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from annotator.app.present.review_answers import Answer
from annotator.gui.panels.painting import (
    RADIUS,
    draw_key_cap,
    draw_swatch,
    leading,
    small_font,
    trailing,
)
from annotator.gui.resources import tinted_pixmap
from annotator.gui.review.card_layout import Cap, CardLayout, Check, Hand, Lines, Part, Swatch, Text
from annotator.gui.text.strokes import draw_hand
from annotator.gui.theme import Theme, blended


class AnswerCard(QAbstractButton):
    """Shows an answer. Read-only, it cannot be clicked and shows no keys."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._is_read_only = False
        self._laid: tuple[int, CardLayout] | None = None
        self._hands: dict[tuple[int, float], QPixmap] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def answer(self) -> Answer | None:
        """What it shows."""
        return self._answer

    def show_answer(self, answer: Answer, *, is_read_only: bool = False) -> None:
        """Shows an answer."""
        if answer != self._answer or is_read_only != self._is_read_only:
            self._answer, self._is_read_only = answer, is_read_only
            self._laid = None
            self.setAccessibleName(answer.spoken)
            self.setToolTip("" if is_read_only else self._tip_for(answer))
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_read_only else Qt.FocusPolicy.TabFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=is_read_only)
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme, self._laid = theme, None
        self._hands.clear()
        self.update()

    def height_at(self, width: int) -> int:
        """How high it is when it is so wide."""
        return self._layout_at(width).height

    def sizeHint(self) -> QSize:
        """As high as its words need at the width it has."""
        return QSize(240, self.height_at(max(self.width(), 120)))

    def changeEvent(self, event: QEvent) -> None:
        """Lays out anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._laid = None
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._paint_ground(painter)
        for part in self._layout_at(self.width()).parts:
            self._paint(painter, part)

    def _layout_at(self, width: int) -> CardLayout:
        if self._laid is None or self._laid[0] != width:
            answer = self._answer or Answer((), (), (), "", "")
            self._laid = (
                width,
                CardLayout(
                    answer,
                    width,
                    font=self.font(),
                    theme=self._theme,
                    nothing=self.tr("Nothing"),
                    has_keys=not self._is_read_only,
                ),
            )
        return self._laid[1]

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        is_taken = self._answer is not None and self._answer.is_taken
        ground, edge, thick = theme.page, blended(theme.line, theme.edge, 0.3), 1.0
        if theme.is_contrast:
            edge = theme.edge
        if self.isDown():
            ground = blended(theme.hover, theme.text, 0.06)
        elif self.underMouse() and not self._is_read_only:
            ground, edge = theme.hover, theme.edge
        if is_taken:
            edge, thick = theme.good, 2.0
        if self.hasFocus():
            edge, thick = theme.accent, 2.0
        painter.setPen(QPen(edge, thick))
        painter.setBrush(ground)
        inset = thick / 2
        face = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(face, RADIUS + 2, RADIUS + 2)

    def _paint(self, painter: QPainter, part: Part) -> None:
        theme, place = self._theme, self._mirrored(part.place)
        match part:
            case Cap():
                painter.setFont(small_font(self.font()))
                draw_key_cap(painter, place, part.key, theme)
            case Hand():
                painter.drawPixmap(place.topLeft(), self._hand(part.number, place.size()))
            case Swatch():
                draw_swatch(painter, QRectF(place), theme.label(part.color))
            case Lines():
                part.paragraph.draw(painter, place.left(), place.top())
            case Check():
                self._paint_check(painter, place)
            case Text():
                self._paint_text(painter, place, part)
            case _:
                assert_never(part)

    def _paint_text(self, painter: QPainter, place: QRect, text: Text) -> None:
        theme, direction = self._theme, self.layoutDirection()
        font = text.font
        if text.is_underlined:
            font = type(font)(font)
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(theme.secondary if text.is_quiet else theme.text)
        words = QFontMetrics(font).elidedText(
            text.words, Qt.TextElideMode.ElideRight, place.width() + 1
        )
        side = trailing(direction) if text.is_trailing else leading(direction)
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_check(self, painter: QPainter, place: QRect) -> None:
        scale = self.devicePixelRatioF()
        pixmap = tinted_pixmap("check", round(place.width() * scale), self._theme.good)
        pixmap.setDevicePixelRatio(scale)
        painter.drawPixmap(place.topLeft(), pixmap)

    def _hand(self, number: int, size: QSize) -> QPixmap:
        """An annotator's pattern, drawn once: patterns cost more than all words of a card."""
        scale = self.devicePixelRatioF()
        found = self._hands.get((number, scale))
        if found is None:
            found = QPixmap(size * scale)
            found.setDevicePixelRatio(scale)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            draw_hand(painter, QRectF(QPointF(0, 0), QSizeF(size)), self._theme, number)
            painter.end()
            self._hands[number, scale] = found
        return found

    def _tip_for(self, answer: Answer) -> str:
        if answer.is_nothing:
            return self.tr("Take this: there is nothing here")
        return self.tr("Take this answer")

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
