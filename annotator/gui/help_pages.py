"""The help: keys, first steps, about."""

from PySide6.QtCore import QObject, Qt

from annotator.app.paths import resources
from annotator.app.present.keys import key_rows
from annotator.gui.actions import native
from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.dialogs.keys import KeysDialog
from annotator.gui.dialogs.page import PageDialog
from annotator.gui.workbench import Workbench


class HelpPages(QObject):
    """Opens the pages of the help for a workbench."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        bench.add_openers(
            {
                "keys": self._show_keys,
                "guide": self._show_guide,
                "review_guide": self._show_review_guide,
                "about": self._show_about,
            }
        )

    def _show_keys(self) -> None:
        dialog = KeysDialog(
            key_rows(self._bench.actions.commands, shown=native), self._bench.window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_guide(self) -> None:
        self._show_page("first-steps.md", self.tr("First steps"))

    def _show_review_guide(self) -> None:
        self._show_page("review.md", self.tr("Reviewing"))

    def _show_page(self, name: str, title: str) -> None:
        dialog = PageDialog(resources() / "help", name, title=title, parent=self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_about(self) -> None:
        dialog = AboutDialog(self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
