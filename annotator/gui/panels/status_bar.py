"""The status line: saved or not, whose work, where in the project and the text, what runs."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from annotator.app.jobs import Progress
from annotator.app.present.status import Saving, StatusRow
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

_DOT = 10


class SavedDot(QWidget):
    """Solid: on disk. Hollow: on its way. A square with a cross: refused. A lock: read-only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._saving = Saving.NOTHING
        self.setFixedSize(QSize(_DOT + 4, _DOT + 4))

    def show_saving(self, saving: Saving, words: str) -> None:
        """Shows how the work stands on disk."""
        self._saving = saving
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(saving is not Saving.NOTHING)
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        match self._saving:
            case Saving.NOTHING:
                pass
            case Saving.SAVED:
                self._ellipse(painter, box, fill=self._theme.good)
            case Saving.SAVING:
                self._ellipse(painter, box, fill=None)
            case Saving.FAILED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.error)
                painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 2, 2)
                painter.setPen(QPen(self._theme.window, 1.5))
                cross = box.adjusted(2, 2, -2, -2)
                painter.drawLine(cross.topLeft(), cross.bottomRight())
                painter.drawLine(cross.topRight(), cross.bottomLeft())
            case Saving.READ_ONLY:
                painter.setPen(QPen(self._theme.secondary, 1.5))
                painter.drawArc(box.adjusted(1.5, -1, -1.5, -1), 0, 180 * 16)
                painter.fillRect(box.adjusted(0, 3.5, 0, 0.5), self._theme.secondary)

    def _ellipse(self, painter: QPainter, box: QRectF, *, fill: QColor | None) -> None:
        if fill is None:
            painter.setPen(QPen(self._theme.secondary, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
        painter.drawEllipse(box)


class StatusBar(QStatusBar):
    """Shows a StatusRow and the progress of a job."""

    name_clicked = Signal()
    saved_clicked = Signal()
    zoom_clicked = Signal()
    cancel_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._is_still = False
        self._progress_shown: Progress | None = None
        self._dot = SavedDot(theme, self)
        self._saved = self._button(self.tr("What is saved"))
        self._saved.clicked.connect(self.saved_clicked)
        self._article = self._words(self.tr("Which article of the list is open"))
        self._marks = self._words(self.tr("Marks in this article"))
        self._position = self._words(self.tr("Paragraph and word at the caret"))
        self._job = ElidedLabel(self)
        self._job.setProperty("role", "secondary")
        self._job.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._job.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._progress = self._make_progress()
        self._cancel = self._button(self.tr("Stop what is running"))
        self._cancel.clicked.connect(self.cancel_clicked)
        self._cancel.setText(self.tr("Cancel"))
        self._zoom = self._button(self.tr("Size of the text; a click sets it back"))
        self._zoom.clicked.connect(self.zoom_clicked)
        self._name = self._button(self.tr("Your name as annotator; a click changes it"))
        self._name.clicked.connect(self.name_clicked)
        self._name.setIcon(icon("user"))
        self._name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._lay_out()
        self.show_status(StatusRow())
        self.show_progress(None)

    def show_status(self, row: StatusRow) -> None:
        """Shows the status in words; empty parts are not there."""
        self._dot.show_saving(row.saving, row.saved_words)
        is_wrong = row.saving is Saving.FAILED
        self._show_wrong(is_wrong=is_wrong)
        for widget, words in (
            (self._saved, row.saved_words),
            (self._article, row.article),
            (self._marks, row.marks),
            (self._position, row.position),
            (self._zoom, row.zoom),
            (self._name, row.annotator),
        ):
            if widget.text() != words:
                widget.setText(words)
                widget.setAccessibleName(words)
            widget.setVisible(bool(words))

    def show_progress(self, progress: Progress | None) -> None:
        """Shows how far a job is, or that none runs."""
        self._progress_shown = progress
        for widget in (self._job, self._progress, self._cancel):
            widget.setVisible(progress is not None)
        if progress is None:
            return
        if progress.total:
            self._progress.setRange(0, progress.total)
            self._progress.setValue(progress.done)
            words = self.tr("{what} {done} of {total}")
        else:
            # Without an end the bar moves to and fro: the words alone say that something runs.
            self._progress.setRange(0, int(self._is_still))
            self._progress.setVisible(not self._is_still)
            words = self.tr("{what} {done}") if progress.done else "{what}"
        total = progress.total or 0
        shown = words.format(what=progress.what, done=f"{progress.done:,}", total=f"{total:,}")
        self._job.show_words(shown.strip())
        self._progress.setAccessibleName(shown)

    @Slot(bool)
    def show_motion(self, is_reduced: bool) -> None:
        """Lets nothing move, or lets a job without a known end move its bar."""
        if is_reduced != self._is_still:
            self._is_still = is_reduced
            self.show_progress(self._progress_shown)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._dot.show_theme(theme)

    def _show_wrong(self, *, is_wrong: bool) -> None:
        role = "error" if is_wrong else ""
        if self._saved.property("role") != role:
            self._saved.setProperty("role", role)
            self._saved.style().unpolish(self._saved)
            self._saved.style().polish(self._saved)

    def _words(self, tip: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "secondary")
        label.setToolTip(tip)
        return label

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setAutoRaise(True)
        return button

    def _make_progress(self) -> QProgressBar:
        bar = QProgressBar(self)
        bar.setTextVisible(False)
        bar.setFixedWidth(120)
        bar.setToolTip(self.tr("How far it is"))
        return bar

    def _lay_out(self) -> None:
        whole = QWidget(self)
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(16)
        saved = QHBoxLayout()
        saved.setSpacing(0)
        saved.addWidget(self._dot)
        saved.addWidget(self._saved)
        layout.addLayout(saved)
        for widget in (self._article, self._marks, self._position):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._job, 4)
        layout.addWidget(self._progress)
        layout.addWidget(self._cancel)
        layout.addWidget(self._zoom)
        layout.addWidget(self._name)
        self.addPermanentWidget(whole, 1)
        self.setContentsMargins(0, 0, 0, 0)
