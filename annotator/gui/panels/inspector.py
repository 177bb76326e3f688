"""The right panel: the selected annotation above, the article's annotations below."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.inspector import NOTHING, InspectorModel
from annotator.app.present.keys import NamedKeys
from annotator.gui.panels.annotation_form import AnnotationForm
from annotator.gui.panels.painting import weighted
from annotator.gui.panels.summary_list import SummaryList
from annotator.gui.theme import Theme


class Inspector(QWidget):
    """Shows an InspectorModel; says what was changed, by the annotation's id.

    Text that is still being typed is committed when another annotation is shown, when the field
    is left, and by `flush`; the signal names the annotation that it was typed for.
    """

    label_changed = Signal(str, str)
    attribute_changed = Signal(str, str, str)
    comment_changed = Signal(str, str)
    unsure_changed = Signal(str, bool)
    delete_asked = Signal(str)
    relation_asked = Signal(str)
    relation_removed = Signal(str)
    relation_attribute_changed = Signal(str, str, str)
    annotation_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows = 0
        self._shown = ("", "")
        self._model, self._keys = NOTHING, NamedKeys()
        self._form = AnnotationForm(theme, self)
        self._pass_on(self._form)
        self._scroll = self._make_scroll()
        self._hint = QLabel(self)
        self._hint.setProperty("role", "secondary")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(12, 12, 12, 12)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._heading = QLabel(self.tr("In this article"), self)
        self._heading.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._total = QLabel(self)
        self._total.setProperty("role", "secondary")
        self._summary = SummaryList(theme, self)
        self._summary.annotation_chosen.connect(self.annotation_chosen)
        self._lay_out()
        self.show_inspector(NOTHING)

    def show_inspector(self, model: InspectorModel) -> None:
        """Shows the selected annotation, if any, and the article's annotations by label.

        Committing text of the annotation shown before may bring a newer model in at once; that
        one then stays, if it is about the same annotation.
        """
        self._shows += 1
        mine = self._shows
        selected = model.selected
        # Another label brings other controls: what stands in the old ones is committed too.
        wanted = (selected.id, selected.label) if selected else ("", "")
        if wanted != self._shown:
            self._form.flush()
            if mine != self._shows and self._shown[0] == wanted[0]:
                return
        self._shown, self._model = wanted, model
        if selected is not None:
            self._form.show_selected(selected, is_read_only=model.is_read_only)
        self._above.setCurrentWidget(self._hint if selected is None else self._scroll)
        self._hint.setText(self._hint_for(model))
        self._below.setVisible(bool(model.groups))
        self._total.setText(f"{model.total:,}")
        self._summary.show_groups(model.groups)
        self._summary.show_selected(wanted[0])

    def show_keys(self, keys: NamedKeys) -> None:
        """Names these keys in the hint and in the tool tips."""
        self._keys = keys
        self._form.show_keys(keys)
        self._hint.setText(self._hint_for(self._model))

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._form.show_theme(theme)
        self._summary.show_theme(theme)

    def flush(self) -> None:
        """Commits text that is still being typed."""
        self._form.flush()

    def focus_attribute(self, attribute_id: str = "") -> None:
        """Puts the keyboard into an attribute's control, the first one by default."""
        self._form.focus_attribute(attribute_id)

    def focus_first(self) -> None:
        """Puts the keyboard into the first control, or into the list where nothing is selected."""
        if self._above.currentWidget() is self._scroll:
            self._form.focus_attribute()
        else:
            self._summary.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_comment(self) -> None:
        """Puts the keyboard into the comment."""
        self._form.focus_comment()

    def parts(self) -> QByteArray:
        """How the room is shared between annotation and list, to be kept."""
        return self._parts.saveState()

    def restore_parts(self, parts: QByteArray) -> None:
        """Shares the room as it was when `parts` was kept."""
        self._parts.restoreState(parts)

    def _pass_on(self, form: AnnotationForm) -> None:
        form.label_changed.connect(self.label_changed)
        form.attribute_changed.connect(self.attribute_changed)
        form.comment_changed.connect(self.comment_changed)
        form.unsure_changed.connect(self.unsure_changed)
        form.delete_asked.connect(self.delete_asked)
        form.relation_asked.connect(self.relation_asked)
        form.relation_removed.connect(self.relation_removed)
        form.relation_attribute_changed.connect(self.relation_attribute_changed)
        form.annotation_chosen.connect(self.annotation_chosen)

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidget(self._form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _lay_out(self) -> None:
        """Two parts whose border only the person moves: a click in the list shifts nothing."""
        self._above = QStackedWidget(self)
        self._above.addWidget(self._hint)
        self._above.addWidget(self._scroll)
        self._above.setMinimumHeight(120)
        self._below = QWidget(self)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.addWidget(self._heading, 1)
        head.addWidget(self._total)
        column = QVBoxLayout(self._below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._summary, 1)
        self._below.setMinimumHeight(96)
        parts = self._parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._above)
        parts.addWidget(self._below)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        parts.setSizes([750, 250])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)
        self.setMinimumWidth(224)

    def _hint_for(self, model: InspectorModel) -> str:
        if not model.has_article:
            return self.tr("Open an article to see its annotations here.")
        if not model.total and model.is_read_only:
            return self.tr("No marks in this article.")
        if not model.total:
            return self.tr(
                "No marks yet. Select words in the text and press a label's key; "
                "the keys stand under the text."
            )
        if not self._keys.next_annotation:
            return self.tr("Nothing is selected. Click a mark.")
        words = self.tr("Nothing is selected. Click a mark, or press {key} to go to the next one.")
        return words.format(key=self._keys.next_annotation)
