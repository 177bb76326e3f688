"""The tabs at the top: what the window is for."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from annotator.app.scopes import Workspace
from annotator.gui.theme import Theme


class WorkspaceBar(QWidget):
    """Shows the workspaces as tabs; says which one was chosen."""

    workspace_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_showing = False
        self._tabs = QTabBar(self)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tabs.setAccessibleName(self.tr("Workspaces"))
        titles = {
            Workspace.ANNOTATE: (self.tr("Annotate"), self.tr("Mark up articles")),
            Workspace.REVIEW: (
                self.tr("Review"),
                self.tr("Decide what annotators differ in, into the gold standard"),
            ),
            Workspace.DASHBOARD: (self.tr("Dashboard"), self.tr("See how far annotators agree")),
        }
        for place, (workspace, (title, tip)) in enumerate(titles.items()):
            self._tabs.addTab(title)
            self._tabs.setTabData(place, workspace.value)
            self._tabs.setTabToolTip(place, tip)
        self._tabs.setToolTip(self.tr("What the window is for"))
        self._tabs.currentChanged.connect(self._on_current_changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 1)
        layout.addWidget(self._tabs)
        layout.addStretch(1)

    def show_workspace(self, workspace: Workspace) -> None:
        """Shows which workspace is the present one."""
        values = [self._tabs.tabData(place) for place in range(self._tabs.count())]
        self._is_showing = True
        self._tabs.setCurrentIndex(values.index(workspace.value))
        self._is_showing = False

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground, and the line that parts it from what is below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)

    @Slot(int)
    def _on_current_changed(self, place: int) -> None:
        if not self._is_showing and place >= 0:
            self.workspace_chosen.emit(self._tabs.tabData(place))
