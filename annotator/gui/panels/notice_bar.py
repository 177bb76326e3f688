"""The one place for messages: a bar above the text that says what happened and what to do."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.app.present.notices import Notice, NoticeKind, with_notice, without_notice
from annotator.gui.panels.button import Button
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

_MOST_ACTIONS = 2
_ICONS = {
    NoticeKind.INFO: "info",
    NoticeKind.WARNING: "warning",
    NoticeKind.ERROR: "error",
}


class NoticeBar(QWidget):
    """Shows the most urgent notice; the others wait behind it."""

    action_chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._queue: tuple[Notice, ...] = ()
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = QLabel(self)
        self._more.setProperty("role", "secondary")
        self._buttons = [self._make_button() for _ in range(_MOST_ACTIONS)]
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.clicked.connect(self._on_close)
        self._lay_out()
        self._show_first()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown, then what waits."""
        return self._queue

    def show_notice(self, notice: Notice) -> None:
        """Shows a notice, or lets it wait behind a more urgent one."""
        self._queue = with_notice(self._queue, notice)
        self._show_first()
        announcement = QAccessibleAnnouncementEvent(self, notice.text)
        if notice.kind is not NoticeKind.INFO:
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announcement)

    def clear(self, notice_id: str) -> None:
        """Takes a notice away that no longer holds."""
        self._queue = without_notice(self._queue, notice_id)
        self._show_first()

    def clear_all(self) -> None:
        """Takes all notices away."""
        self._queue = ()
        self._show_first()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self._show_first()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground and a line below in the notice's colour."""
        if not self._queue:
            return
        painter = QPainter(self)
        color = self._color(self._queue[0].kind)
        painter.fillRect(self.rect(), self._theme.wash(color, 0.1))
        painter.fillRect(0, 0, 3, self.height(), color)
        line = color if self._theme.is_contrast else self._theme.wash(color, 0.3)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)

    def _color(self, kind: NoticeKind) -> QColor:
        theme = self._theme
        return {
            NoticeKind.INFO: theme.accent,
            NoticeKind.WARNING: theme.warning,
            NoticeKind.ERROR: theme.error,
        }[kind]

    def _make_button(self) -> QPushButton:
        button = Button(self)
        button.clicked.connect(self._on_action)
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._icon.setMinimumHeight(28)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._more)
        for button in self._buttons:
            layout.addWidget(button)
        layout.addWidget(self._close)

    def _show_first(self) -> None:
        self.setVisible(bool(self._queue))
        if not self._queue:
            return
        notice = self._queue[0]
        color = self._color(notice.kind)
        self._icon.setPixmap(icon(_ICONS[notice.kind], color).pixmap(20, 20))
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        waiting = len(self._queue) - 1
        self._more.setText(self.tr("and {count} more").format(count=waiting) if waiting else "")
        self._more.setVisible(waiting > 0)
        for place, button in enumerate(self._buttons):
            has_action = place < len(notice.actions)
            button.setVisible(has_action)
            if has_action:
                action = notice.actions[place]
                button.setText(action.title)
                button.setProperty("action", action.id)
                button.setAccessibleName(action.title)
                button.setToolTip(f"{action.title}: {notice.text}")
        self.update()

    @Slot()
    def _on_action(self) -> None:
        if self._queue:
            self.action_chosen.emit(self._queue[0].id, str(self.sender().property("action")))

    @Slot()
    def _on_close(self) -> None:
        if self._queue:
            notice = self._queue[0]
            self.clear(notice.id)
            self.closed.emit(notice.id)
