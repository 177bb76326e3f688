"""The selected annotation, everything about it in one column: label, words, attributes, ties."""

from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.inspector import LabelChoice, Selected
from annotator.app.present.keys import NamedKeys, with_key
from annotator.gui.panels.attribute_form import AttributeForm
from annotator.gui.panels.button import Button
from annotator.gui.panels.fields import CommentField, QuietCombo
from annotator.gui.panels.key_cap import KeyCap
from annotator.gui.panels.painting import draw_swatch, small_font
from annotator.gui.panels.quote_label import QuoteLabel
from annotator.gui.panels.relations_box import RelationsBox
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

_COMMENT_LINES = 2


class AnnotationForm(QWidget):
    """Shows one annotation and says what was changed. Every signal names the annotation first."""

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
        self._theme = theme
        self._id = ""
        self._choices: tuple[LabelChoice, ...] = ()
        self._label = self._make_label()
        self._key = KeyCap(theme, self)
        self._quote = QuoteLabel(theme, self)
        self._attributes = AttributeForm(theme, self)
        self._attributes.value_given.connect(self._on_value)
        self._unsure = self._make_unsure()
        self._comment = self._make_comment()
        self._relations = RelationsBox(self)
        self._relations.add_asked.connect(self._on_relation_asked)
        self._relations.relation_removed.connect(self.relation_removed)
        self._relations.attribute_changed.connect(self.relation_attribute_changed)
        self._relations.annotation_chosen.connect(self.annotation_chosen)
        self._origin = QLabel(self)
        self._origin.setProperty("role", "secondary")
        self._origin.setWordWrap(True)
        self._origin.setFont(small_font(self.font()))
        self._delete = self._make_delete()
        self._lay_out()
        self.show_keys(NamedKeys())

    def show_selected(self, selected: Selected, *, is_read_only: bool) -> None:
        """Shows an annotation. What was typed about another one is committed first."""
        is_same = selected.id == self._id
        if not is_same:
            self.flush()
        self._id = selected.id
        self._show_label(selected)
        self._attributes.show_controls(
            selected.controls, keep_typed=is_same, is_read_only=is_read_only
        )
        self._attributes.setVisible(bool(selected.controls))
        self._unsure.setChecked(selected.is_unsure)
        self._comment.show_value(selected.comment, keep_typed=is_same)
        self._relations.show_rows(
            selected.relations, can_add=selected.can_relate, is_read_only=is_read_only
        )
        self._origin.setText(selected.origin)
        self._comment.setReadOnly(is_read_only)
        for control in (self._label, self._unsure, self._delete):
            control.setEnabled(not is_read_only)
        self._order_tabs()

    def show_keys(self, keys: NamedKeys) -> None:
        """Names these keys in the tool tips."""
        unsure = self.tr("Mark this annotation as one to come back to")
        delete = self.tr("Delete this annotation and its relations")
        self._unsure.setToolTip(with_key(unsure, keys.unsure))
        self._delete.setToolTip(with_key(delete, keys.remove))
        self._relations.show_key(keys.relation)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self._key.show_theme(theme)
        self._quote.show_theme(theme)
        self._attributes.show_theme(theme)
        choices, self._choices = self._choices, ()
        self._fill_labels(choices, str(self._label.currentData() or ""))

    def flush(self) -> None:
        """Commits pending text."""
        self._attributes.flush()
        self._relations.flush()
        self._comment.flush()

    def focus_attribute(self, attribute_id: str = "") -> None:
        """Puts the keyboard into an attribute, the first by default, or into the comment."""
        if not self._attributes.focus_attribute(attribute_id):
            self.focus_comment()

    def focus_comment(self) -> None:
        """Puts the keyboard into the comment."""
        self._comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Lays the form out at the size it has."""
        super().showEvent(event)
        layout = self.layout()
        # Qt 6.11: a hidden widget gets its resize event just before it is shown. The scroll area
        # answers with the height for that width, and of this second size the layout hears nothing.
        if layout is not None and layout.geometry() != self.contentsRect():
            layout.setGeometry(self.contentsRect())

    def _make_label(self) -> QuietCombo:
        label = QuietCombo(self)
        label.setAccessibleName(self.tr("Label"))
        label.activated.connect(self._on_label)
        return label

    def _make_unsure(self) -> QCheckBox:
        unsure = QCheckBox(self.tr("Unsure"), self)
        unsure.setAccessibleName(self.tr("Unsure"))
        unsure.clicked.connect(self._on_unsure)
        return unsure

    def _make_comment(self) -> CommentField:
        comment = CommentField(self)
        comment.setPlaceholderText(self.tr("Why this label? What is in doubt?"))
        comment.setAccessibleName(self.tr("Comment"))
        comment.setToolTip(self.tr("A comment on this annotation; it is kept as you type"))
        height = comment.fontMetrics().lineSpacing() * _COMMENT_LINES
        comment.setFixedHeight(height + 18)
        comment.committed.connect(self._on_comment)
        return comment

    def _make_delete(self) -> QPushButton:
        delete = Button(self.tr("Delete"), self)
        delete.setIcon(icon("delete"))
        delete.setProperty("kind", "plain")
        delete.setAccessibleName(self.tr("Delete this annotation"))
        delete.clicked.connect(self._on_delete)
        return delete

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label, 1)
        head.addWidget(self._key)
        title = QLabel(self.tr("Comment"), self)
        title.setProperty("role", "secondary")
        title.setBuddy(self._comment)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._origin, 1)
        foot.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._quote)
        layout.addWidget(self._attributes)
        layout.addWidget(self._unsure)
        comment = QVBoxLayout()
        comment.setSpacing(4)
        comment.addWidget(title)
        comment.addWidget(self._comment)
        layout.addLayout(comment)
        layout.addWidget(self._relations)
        layout.addLayout(foot)
        layout.addStretch(1)

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [
            self._label,
            *self._attributes.tab_stops(),
            self._unsure,
            self._comment,
            *self._relations.tab_stops(),
            self._delete,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_label(self, selected: Selected) -> None:
        self._fill_labels(selected.labels, selected.label)
        chosen = next((c for c in selected.labels if c.id == selected.label), None)
        self._key.show_key(chosen.key if chosen else "")
        self._quote.show_quote(
            selected.quote or self.tr("The whole article"),
            selected.full_quote,
            color=chosen.color if chosen else 0,
        )
        self._label.setToolTip(selected.note or self.tr("The label; its key changes it too"))

    def _fill_labels(self, choices: tuple[LabelChoice, ...], label_id: str) -> None:
        if choices != self._choices:
            self._choices = choices
            self._label.clear()
            for choice in choices:
                swatch = _swatch(self._theme.label(choice.color), self.devicePixelRatioF())
                self._label.addItem(swatch, choice.title, choice.id)
        self._label.setCurrentIndex(self._label.findData(label_id))

    @Slot()
    def _on_label(self) -> None:
        self.label_changed.emit(self._id, self._label.currentData())

    @Slot(str, str)
    def _on_value(self, attribute_id: str, value: str) -> None:
        self.attribute_changed.emit(self._id, attribute_id, value)

    @Slot(str)
    def _on_comment(self, text: str) -> None:
        self.comment_changed.emit(self._id, text)

    @Slot(bool)
    def _on_unsure(self, is_unsure: bool) -> None:
        self.unsure_changed.emit(self._id, is_unsure)

    @Slot()
    def _on_delete(self) -> None:
        self.delete_asked.emit(self._id)

    @Slot()
    def _on_relation_asked(self) -> None:
        self.relation_asked.emit(self._id)


def _swatch(color: QColor, scale: float) -> QIcon:
    pixmap = QPixmap(round(16 * scale), round(16 * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_swatch(painter, QRectF(3, 3, 10, 10), color)
    painter.end()
    found = QIcon(pixmap)
    # Qt would wash the colour out, and it is the label's sign in a read-only project too.
    found.addPixmap(pixmap, QIcon.Mode.Disabled)
    return found
