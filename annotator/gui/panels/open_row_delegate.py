"""What the delegates of lists share in which one row is open."""

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.panels.painting import draw_focus_ring
from annotator.gui.theme import Theme

# Between the edge of a list and what stands in its rows.
EDGE = 12


class OpenRowDelegate(QStyledItemDelegate):
    """Knows the theme and which row is open; subclasses paint."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open_id = ""

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._theme = theme

    def show_open(self, article_id: str) -> None:
        """Paints this row as the open article's."""
        self._open_id = article_id

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_open: bool
    ) -> None:
        theme, state = self._theme, option.state
        rect: QRect = option.rect
        if is_open:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14, on=theme.window))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), theme.accent)
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, theme.hover)
        line = QRect(rect.left() + EDGE, rect.bottom(), rect.width() - 2 * EDGE, 1)
        painter.fillRect(line, theme.line)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect.adjusted(3, 1, -3, -1), theme)
