"""The labels under the text, each with its key: what a key press would do now."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QStyle, QToolButton, QWidget

from annotator.app.present.labels import LabelBarRow
from annotator.gui.panels.label_chip import CHIP_HEIGHT, LabelChip
from annotator.gui.panels.painting import small_font
from annotator.gui.theme import Theme

_EDGE_X, _EDGE_Y = 12, 6
_GAP = 4
_HINT_GAP = 16
_MOST_ROWS, _MOST_COMPACT_ROWS = 2, 3


class LabelBar(QWidget):
    """Shows a chip for each label, and what other keys do.

    Chips wrap into two rows; where that is not enough they lose their counts and take three, and
    what is left over stands in a menu at the end.
    """

    label_chosen = Signal(str)
    stick_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[LabelBarRow, ...] = ()
        self._chips: list[LabelChip] = []
        self._hint_parts: tuple[str, ...] = ()
        self._hint = QLabel(self)
        self._hint.setProperty("role", "secondary")
        self._hint.setFont(small_font(self.font()))
        self._more = QToolButton(self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self._more)
        self._menu.triggered.connect(self._on_menu)
        self._more.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Labels"))
        self.setMinimumWidth(200)

    def show_rows(self, rows: tuple[LabelBarRow, ...]) -> None:
        """Shows the labels; chips are kept while the labels stay the same."""
        before, self._rows = self._rows, rows
        if rows == before:
            return
        if [row.id for row in before] == [row.id for row in rows]:
            for chip, old, row in zip(self._chips, before, rows, strict=True):
                if row != old:
                    chip.show_row(row)
        else:
            for chip in self._chips:
                chip.hide()
                chip.deleteLater()
            self._chips = [LabelChip(row, self._theme, self) for row in rows]
            for chip in self._chips:
                chip.chosen.connect(self.label_chosen)
                chip.stick_asked.connect(self.stick_asked)
        self._arrange()

    def show_hint(self, parts: tuple[str, ...]) -> None:
        """Shows what other keys do: as many of the parts as the labels leave room for."""
        self._hint_parts = parts
        self._arrange()

    def focus_first(self) -> None:
        """Puts the keyboard on the first label; Tab goes on from there, Space presses it."""
        if self._chips:
            self._chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        for chip in self._chips:
            chip.show_theme(theme)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wraps the chips anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Parts the bar from the text above it."""
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.line)

    def _arrange(self) -> None:
        places, rows = self._places(is_compact=False)
        if rows > _MOST_ROWS:
            places, rows = self._places(is_compact=True)
        shown = len(places)
        if rows > _MOST_COMPACT_ROWS:
            shown = self._how_many_fit(places)
            rows = _MOST_COMPACT_ROWS
        height = max([chip.sizeHint().height() for chip in self._chips], default=CHIP_HEIGHT)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < shown)
            if place < shown:
                chip.setGeometry(self._mirrored(QRect(places[place], chip.sizeHint())))
        end = self._show_more(places, shown, height)
        self._show_hint(end, height)
        self.setFixedHeight(2 * _EDGE_Y + max(rows, 1) * (height + _GAP) - _GAP)

    def _places(self, *, is_compact: bool) -> tuple[list[QPoint], int]:
        """Where each chip begins, and how many rows that makes."""
        right = self.width() - _EDGE_X
        x, y, rows = _EDGE_X, _EDGE_Y, 1
        places = []
        for chip in self._chips:
            chip.show_compact(is_compact=is_compact)
            size = chip.sizeHint()
            if x > _EDGE_X and x + size.width() > right:
                x, y, rows = _EDGE_X, y + size.height() + _GAP, rows + 1
            places.append(QPoint(x, y))
            x += size.width() + _GAP
        return places, rows

    def _how_many_fit(self, places: list[QPoint]) -> int:
        """How many chips go into the permitted rows, with room for the menu after the last."""
        height = self._chips[0].sizeHint().height()
        last_row = _EDGE_Y + (_MOST_COMPACT_ROWS - 1) * (height + _GAP)
        room = self.width() - _EDGE_X - self._more_size(len(self._chips)).width() - _GAP
        fitting = [
            place
            for place, chip in zip(places, self._chips, strict=True)
            if place.y() < last_row
            or (place.y() == last_row and place.x() + chip.sizeHint().width() <= room)
        ]
        return len(fitting)

    def _more_size(self, count: int) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(f"+{count}") + 20, CHIP_HEIGHT)

    def _show_more(self, places: list[QPoint], shown: int, height: int) -> QPoint:
        """Shows the menu of what is left over; gives where the last row ends."""
        left = self._chips[shown:]
        end = QPoint(_EDGE_X, _EDGE_Y)
        if shown:
            last = self._chips[shown - 1]
            end = places[shown - 1] + QPoint(last.sizeHint().width() + _GAP, 0)
        self._more.setVisible(bool(left))
        if not left:
            return end
        self._menu.clear()
        for chip in left:
            action = QAction(chip.menu_words, self._menu)
            action.setData(chip.label_id)
            self._menu.addAction(action)
        words = self.tr("{count} more labels").format(count=len(left))
        self._more.setText(f"+{len(left)}")
        self._more.setAccessibleName(words)
        self._more.setToolTip(words)
        size = self._more_size(len(left))
        self._more.setGeometry(self._mirrored(QRect(end, QSize(size.width(), height))))
        return end + QPoint(size.width() + _GAP, 0)

    def _show_hint(self, end: QPoint, height: int) -> None:
        room = self.width() - _EDGE_X - end.x() - _HINT_GAP
        metrics, words = self._hint.fontMetrics(), ""
        for count in range(1, len(self._hint_parts) + 1):
            longer = " · ".join(self._hint_parts[:count])
            if metrics.horizontalAdvance(longer) > room:
                break
            words = longer
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        width = self._hint.sizeHint().width()
        left = self.width() - _EDGE_X - width
        self._hint.setGeometry(self._mirrored(QRect(left, end.y(), width, height)))

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        self.label_chosen.emit(str(action.data()))
