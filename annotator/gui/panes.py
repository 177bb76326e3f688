"""Which pane has the focus, and what Escape leaves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.core.errors import Refused
from annotator.gui.workbench import Workbench


class Panes(QObject):
    """Opens, by the names that commands use, the list, the text and the inspector."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._window = bench.window
        bench.add_openers(
            {
                "text": self._escape,
                "text_focus": self._window.text.setFocus,
                "articles": self._focus_articles,
                "filter": self._focus_filter,
                "inspector": self._focus_inspector,
                "comment": self._focus_comment,
                "next_pane": partial(self._step_pane, 1),
                "previous_pane": partial(self._step_pane, -1),
                "copy": self._window.text.copy_selection,
                "select_all": self._window.text.selectAll,
            }
        )

    def _escape(self) -> None:
        """Leaves what was begun, one thing at a time, and comes back to the text."""
        if self._bench.open_session is None:
            return
        QToolTip.hideText()
        desk, text = self._bench.desk, self._window.text
        if not text.isVisible():
            return
        if not text.hasFocus():
            self._window.inspector.flush()
            text.setFocus()
        elif self._bench.lens is not None and self._bench.lens.escape():
            return
        elif desk.relation_from is not None:
            desk.cancel_relation()
        elif self._window.page.find_bar.isVisible():
            self._bench.show("find_close")
        elif text.selection() is not None:
            text.clear_selection()
        elif desk.sticky is not None:
            desk.unstick()
        else:
            desk.select(None)

    def _focus_articles(self) -> None:
        self._window.show_left()
        self._window.left.focus_list()

    def _focus_filter(self) -> None:
        self._window.show_left()
        self._window.left.focus_filter()

    def _focus_inspector(self) -> None:
        if self._window.right is not self._window.inspector:
            self._window.show_right()
            self._window.right.focus_first()
            return
        desk = self._bench.desk
        if desk.annotation is None:
            desk.cycle(self._bench.place())
        if desk.annotation is None:
            key = self._bench.actions.key_words("go.next_annotation")
            words = self.tr("Select an annotation first.")
            if key:
                words += " " + self.tr("{key} goes to the next one.").format(key=key)
            raise Refused(words)
        self._window.show_right()
        self._bench.soon(at_once=True)
        self._window.inspector.focus_attribute()

    def _focus_comment(self) -> None:
        self._window.show_right()
        self._bench.soon(at_once=True)
        self._window.inspector.focus_comment()

    def _step_pane(self, step: int) -> None:
        """Goes on to the next pane in sight, round and round; from anywhere else to the text."""
        window = self._window
        panes: list[tuple[QWidget, Callable[[], object]]] = [
            (window.left, window.left.focus_list),
            (window.text, window.text.setFocus),
            (window.page.labels, window.page.labels.focus_first),
            (window.right, window.right.focus_first),
        ]
        shown = [pane for pane in panes if pane[0].isVisible() and _takes_focus(pane[0])]
        focus = QApplication.focusWidget()
        here = [place for place, (pane, _) in enumerate(shown) if _holds(pane, focus)]
        if here:
            window.inspector.flush()
            shown[(here[0] + step) % len(shown)][1]()
        elif window.text.isVisible():
            window.text.setFocus()


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _takes_focus(pane: QWidget) -> bool:
    """Whether something in a pane can have the keyboard."""
    return pane.focusPolicy() != Qt.FocusPolicy.NoFocus or any(
        child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        for child in pane.findChildren(QWidget)
    )
