"""A button that opens a list of ticks, and says in its words what is ticked."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.app.present.dashboard import Option
from annotator.gui.panels.button import Button

_SPOKEN = 2


class _TickList(QMenu):
    """A menu that stays open while one ticks; Escape or a click beside it closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isEnabled():
            action.trigger()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and action is not None:
            action.trigger()
            event.accept()
        else:
            super().keyPressEvent(event)


class TickMenu(Button):
    """Chooses several of some options; what was chosen is said once, when the list closes."""

    ticks_changed = Signal(tuple)

    def __init__(self, title: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._options: tuple[Option, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._list = _TickList(self)
        self._list.aboutToHide.connect(self._on_closed)
        self.setToolTip(tip)
        self.clicked.connect(self._on_clicked)
        self.show_options(())

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Shows what there is to tick, and what is ticked."""
        if self._list.isVisible():
            return
        self._shown = tuple(option.id for option in options if option.is_on)
        if options != self._options:
            self._options = options
            self._fill()
        self._say()
        self.setEnabled(len(options) > 1)

    def ticked(self) -> tuple[str, ...]:
        """The ids of what is ticked now."""
        actions = self._list.actions()
        return tuple(a.data() for a in actions if a.isChecked() and a.data() is not None)

    def changeEvent(self, event: QEvent) -> None:
        """The list is to be as readable as the button."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_list"):
            self._list.setFont(self.font())

    def _fill(self) -> None:
        self._list.clear()
        for option in self._options:
            # An ampersand is a letter here, and a tab parts the note from the title.
            title = option.title.replace("&", "&&")
            action = QAction(f"{title}\t{option.note}" if option.note else title, self._list)
            action.setCheckable(True)
            action.setChecked(option.is_on)
            action.setData(option.id)
            self._list.addAction(action)
        self._list.addSeparator()
        everything = QAction(self.tr("All"), self._list)
        everything.triggered.connect(self._on_all)
        self._list.addAction(everything)

    def _say(self) -> None:
        on = [option.title for option in self._options if option.id in self._shown]
        if len(on) == len(self._options):
            words = self.tr("all")
        elif len(on) <= _SPOKEN:
            words = ", ".join(on) or self.tr("none")
        else:
            words = self.tr("{some} of {all}").format(some=len(on), all=len(self._options))
        said = f"{self._title}: {words}"
        self.setText(f"{said.replace('&', '&&')}  ▾")
        self.setAccessibleName(said)

    @Slot()
    def _on_clicked(self) -> None:
        self._list.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        actions = self._list.actions()
        if actions:
            self._list.setActiveAction(actions[0])

    @Slot()
    def _on_all(self) -> None:
        for action in self._list.actions():
            if action.isCheckable():
                action.setChecked(True)

    @Slot()
    def _on_closed(self) -> None:
        ticked = self.ticked()
        if ticked and ticked != self._shown:
            self._shown = ticked
            self._say()
            self.ticks_changed.emit(ticked)
            return
        # Without anything there is nothing to compare: what was ticked stays.
        for action in self._list.actions():
            if action.isCheckable():
                action.setChecked(action.data() in self._shown)
