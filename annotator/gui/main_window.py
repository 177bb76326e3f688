"""The main window: places the panels, remembers where they were; no logic.

It is shown before its panels are made: reading their code takes longer than painting a window, and
a person who has started a program should see it at once.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QMoveEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.scopes import Workspace
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.gui.panels.article_list import ArticleList
    from annotator.gui.panels.article_page import ArticlePage
    from annotator.gui.panels.inspector import Inspector
    from annotator.gui.panels.mode_band import ModeBand
    from annotator.gui.panels.notice_bar import NoticeBar
    from annotator.gui.panels.status_bar import StatusBar
    from annotator.gui.panels.welcome import Welcome
    from annotator.gui.panels.workspace_bar import WorkspaceBar
    from annotator.gui.review.group_panel import GroupPanel
    from annotator.gui.review.review_list import ReviewList
    from annotator.gui.text.view import ArticleView

_LEFT, _RIGHT = 280, 300
# Room for the chips over the caret's line.
_ABOVE_CARET = 16
# Below this width the right panel would squeeze the text under its measure.
_NARROW = 1000


class MainWindow(QMainWindow):
    """Welcome page or the open project, with notices above and the status line below.

    The panels are there after `furnish`.
    """

    articles: "ArticleList"
    page: "ArticlePage"
    inspector: "Inspector"
    welcome: "Welcome"
    notices: "NoticeBar"
    band: "ModeBand"
    status: "StatusBar"
    text: "ArticleView"
    workspaces: "WorkspaceBar"
    # What stands beside the article at the moment.
    left: "ArticleList | ReviewList"
    right: "Inspector | GroupPanel"

    first_painted = Signal()
    close_asked = Signal()
    paths_dropped = Signal(list)

    def __init__(self, *, may_close: Callable[[], bool]) -> None:
        """`may_close` says whether the window may go now; if not, it has been asked to."""
        super().__init__()
        self._may_close = may_close
        self._is_painted = False
        self._is_furnished = False
        self.setWindowTitle("Annotator")
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 440)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._stack = QStackedWidget(self)
        self._bare = QWidget(self)
        self._stack.addWidget(self._bare)
        self._left = QStackedWidget(self)
        self._right = QStackedWidget(self)
        # Panels of other workspaces, which are made when they are needed first.
        self._later_panels: list[Panel] = []
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self._stack, 1)
        middle = QWidget(self)
        middle.setLayout(self._middle)
        self.setCentralWidget(middle)
        self._geometry = QSettings("annotator", "window")
        geometry = self._geometry.value("geometry")
        if not isinstance(geometry, QByteArray) or not self.restoreGeometry(geometry):
            self.resize(1280, 800)

    def furnish(self, theme: Theme) -> None:
        """Makes the panels and puts them in their places."""
        from annotator.gui.panels.article_list import ArticleList
        from annotator.gui.panels.article_page import ArticlePage
        from annotator.gui.panels.inspector import Inspector
        from annotator.gui.panels.mode_band import ModeBand
        from annotator.gui.panels.notice_bar import NoticeBar
        from annotator.gui.panels.status_bar import StatusBar
        from annotator.gui.panels.welcome import Welcome
        from annotator.gui.panels.workspace_bar import WorkspaceBar

        self.workspaces = WorkspaceBar(theme, self)
        self.welcome = Welcome(theme, self)
        self.notices = NoticeBar(theme, self)
        self.band = ModeBand(theme, self)
        self.status = StatusBar(theme, self)
        self.articles = ArticleList(theme, self)
        self.page = ArticlePage(theme, self)
        self.inspector = Inspector(theme, self)
        self.text = self.page.view
        self._place()
        self._is_furnished = True
        self._stack.installEventFilter(self)

    def show_welcome(self) -> None:
        """Shows the welcome page."""
        self._stack.setCurrentWidget(self.welcome)
        self.status.setVisible(False)
        self.workspaces.setVisible(False)
        self.setWindowTitle("Annotator")

    def show_project(self, title: str) -> None:
        """Shows the open project."""
        if not self.shows_project:
            self._stack.setCurrentWidget(self._splitter)
        self.status.setVisible(True)
        self.workspaces.setVisible(True)
        self.setWindowTitle(f"{title} — Annotator")

    @property
    def shows_project(self) -> bool:
        """Whether a project, not the welcome page, is shown."""
        return self._stack.currentWidget() not in (self.welcome, self._bare)

    def show_workspace(
        self,
        workspace: Workspace,
        *,
        left: "ArticleList | ReviewList | None" = None,
        right: "Inspector | GroupPanel | None" = None,
        page: QWidget | None = None,
    ) -> None:
        """Shows a workspace: panels beside the article, or a page of its own in their place.

        Without `left` the list of articles, without `right` the inspector.
        """
        self.workspaces.show_workspace(workspace)
        self.left = left or self.articles
        _show_in(self._left, self.left)
        self.show_on_right(right or self.inspector)
        _show_in(self._stack, page or self._splitter)

    def show_on_right(self, panel: "Inspector | GroupPanel") -> None:
        """Shows another panel on the right, if there is one in sight."""
        self.right = panel
        _show_in(self._right, panel)

    def add_panel(self, panel: "Panel") -> None:
        """Colours a panel that is made later whenever the theme changes."""
        self._later_panels.append(panel)

    def toggle_left(self) -> None:
        """Shows or hides the list of articles."""
        self._left.setVisible(not self._left.isVisibleTo(self._splitter))

    def toggle_right(self) -> None:
        """Shows or hides the panel on the right."""
        self._right.setVisible(not self._right.isVisibleTo(self._splitter))

    def show_theme(self, theme: Theme) -> None:
        """Paints every panel in another theme."""
        panels: list[Panel] = [self.articles, self.page, self.inspector, self.welcome]
        panels += [self.workspaces, self.notices, self.band, self.status, *self._later_panels]
        for panel in panels:
            panel.show_theme(theme)

    def show_left(self) -> None:
        """Makes sure that the list of articles is seen."""
        self._left.setVisible(True)

    def show_right(self) -> None:
        """Makes sure that the inspector is seen."""
        self._right.setVisible(True)

    def remember(self) -> None:
        """Writes down where everything is."""
        self._geometry.setValue("geometry", self.saveGeometry())
        self._geometry.setValue("splitter", self._splitter.saveState())
        self._geometry.setValue("inspector", self.inspector.parts())
        self._geometry.setValue("left", self._left.isVisibleTo(self._splitter))
        self._geometry.setValue("right", self._right.isVisibleTo(self._splitter))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close():
            # What is open beside goes too, and with it what is still being typed there.
            for dialog in self.findChildren(QDialog):
                dialog.close()
            if self._is_furnished:
                self.remember()
            event.accept()
        else:
            event.ignore()
            self.close_asked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A band or a notice that comes or goes above never moves the words being read.

        Unless it would cover the caret's line: that stays in sight.
        """
        if isinstance(event, QMoveEvent) and watched is self._stack and self._is_furnished:
            bar, was = self.text.verticalScrollBar(), self.text.cursorRect().top()
            bar.setValue(bar.value() + event.pos().y() - event.oldPos().y())
            covered = _ABOVE_CARET - self.text.cursorRect().top()
            if was >= 0 and covered > 0:
                bar.setValue(bar.value() - covered)
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_furnished:
            return
        was, now = event.oldSize().width(), event.size().width()
        if was >= _NARROW > now:
            self._right.setVisible(False)
        elif 0 <= was < _NARROW <= now:
            self._right.setVisible(True)

    def _place(self) -> None:
        self.left, self.right = self.articles, self.inspector
        self._left.addWidget(self.articles)
        self._right.addWidget(self.inspector)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.page)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_LEFT, 800, _RIGHT])
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self._splitter)
        self._middle.insertWidget(0, self.workspaces)
        self._middle.insertWidget(1, self.band)
        self._middle.insertWidget(2, self.notices)
        self.setStatusBar(self.status)
        splitter = self._geometry.value("splitter")
        if isinstance(splitter, QByteArray):
            self._splitter.restoreState(splitter)
        parts = self._geometry.value("inspector")
        if isinstance(parts, QByteArray):
            self.inspector.restore_parts(parts)
        for name, panel in (("left", self._left), ("right", self._right)):
            panel.setVisible(self._geometry.value(name, True, type=bool) is not False)


class Panel(Protocol):
    """What a theme colours."""

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        ...


def _show_in(stack: QStackedWidget, widget: QWidget) -> None:
    if stack.indexOf(widget) < 0:
        stack.addWidget(widget)
    if stack.currentWidget() is not widget:
        stack.setCurrentWidget(widget)
