"""The middle of the window: the article's heading, its text, the labels under it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from annotator.gui.panels.empty import EmptyPage
from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.label_bar import LabelBar
from annotator.gui.text.overview import Overview
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme


class ArticlePage(QWidget):
    """Places the article view over the label bar; says what to do while no article is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ArticleView(self)
        self.find_bar = FindBar(theme, self)
        self.overview = Overview(self.view.page, self.view.verticalScrollBar(), self)
        self.labels = LabelBar(theme, self)
        self.empty = EmptyPage(theme, self)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._heading.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._heading.setContentsMargins(16, 8, 16, 8)
        self._text = QWidget(self)
        column = QVBoxLayout(self._text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.view, 1)
        beside.addWidget(self.overview)
        column.addLayout(beside, 1)
        # Below the text: it comes and goes without moving a word.
        column.addWidget(self.find_bar)
        column.addWidget(self.labels)
        self._column = column
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._text)
        self.view.cursorPositionChanged.connect(self._on_caret_moved)

    def show_heading(self, words: str) -> None:
        """Shows what is known of the article in one line: outlet, date, agency."""
        self._heading.setText(words)
        self._heading.setVisible(bool(words))

    def add_strip(self, strip: QWidget) -> None:
        """Puts a strip of a review below the text, in the labels' place."""
        strip.setVisible(False)
        self._column.addWidget(strip)

    def show_text(self) -> None:
        """Shows the article."""
        self._pages.setCurrentWidget(self._text)

    def show_empty(self, title: str, words: str, action: str) -> None:
        """Says why no article is shown and what to do."""
        self.empty.show_words(title, words, action)
        self._pages.setCurrentWidget(self.empty)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self.view.set_theme(theme)
        self.overview.show_theme(theme)
        self.find_bar.show_theme(theme)
        self.labels.show_theme(theme)
        self.empty.show_theme(theme)

    @Slot()
    def _on_caret_moved(self) -> None:
        self.overview.show_caret(self.view.caret())
