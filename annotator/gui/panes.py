"""Which pane has the focus, and what Escape leaves."""

from PySide6.QtCore import QObject

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
                "copy": self._window.text.copy_selection,
                "select_all": self._window.text.selectAll,
            }
        )

    def _escape(self) -> None:
        """Leaves what was begun, one thing at a time, and comes back to the text."""
        if self._bench.open_session is None:
            return
        desk, text = self._bench.desk, self._window.text
        if not text.hasFocus():
            self._window.inspector.flush()
            text.setFocus()
        elif desk.relation_from is not None:
            desk.cancel_relation()
        elif text.selection() is not None:
            text.clear_selection()
        else:
            desk.select(None)

    def _focus_articles(self) -> None:
        self._window.show_left()
        self._window.articles.setFocus()

    def _focus_filter(self) -> None:
        self._window.show_left()
        self._window.articles.focus_filter()

    def _focus_inspector(self) -> None:
        desk = self._bench.desk
        if desk.annotation is None:
            desk.cycle(self._bench.place())
        if desk.annotation is None:
            raise Refused(self.tr("Select an annotation first: Tab goes to the next one."))
        self._window.show_right()
        self._bench.soon(at_once=True)
        self._window.inspector.focus_attribute()

    def _focus_comment(self) -> None:
        self._window.show_right()
        self._bench.soon(at_once=True)
        self._window.inspector.focus_comment()
