"""What the person does in the panels and in the text, handed to the workbench."""

from itertools import groupby

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from annotator.app.commands import Command
from annotator.app.desk import Desk
from annotator.app.present.articles import StateFilter
from annotator.app.present.notices import ModeKind
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    LabelId,
    RelationId,
)
from annotator.core.spans import Span
from annotator.gui.workbench import Workbench

# As many labels stand in the menu of the right button.
_MOST_LABELS = 9


class Gestures(QObject):
    """Connects every signal of the window's panels; holds nothing."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._connect_text()
        self._connect_lists()
        self._connect_inspector()

    def _connect_text(self) -> None:
        text, labels = self._bench.window.text, self._bench.window.page.labels
        text.mark_clicked.connect(self._on_mark_clicked)
        text.caret_moved.connect(self._on_caret_moved)
        text.selection_changed_to.connect(self._on_selection_changed)
        text.selection_made.connect(self._on_selection_made)
        text.boundary_dragged.connect(self._on_boundary_dragged)
        text.context_asked.connect(self._on_context_asked)
        text.font_size_changed.connect(self._bench.reading.set_size)
        labels.label_chosen.connect(self._on_label_chosen)
        labels.stick_asked.connect(self._on_stick_asked)

    def _connect_lists(self) -> None:
        window = self._bench.window
        window.articles.article_chosen.connect(self._on_article_chosen)
        window.articles.filter_changed.connect(self._on_filter_changed)
        window.articles.import_asked.connect(self._on_import_asked)
        window.page.empty.action_asked.connect(self._on_import_asked)
        window.notices.action_chosen.connect(self._on_notice_action)
        window.band.leave_asked.connect(self._on_leave_asked)
        window.status.name_clicked.connect(self._on_name_clicked)
        window.status.saved_clicked.connect(self._on_saved_clicked)
        window.status.zoom_clicked.connect(self._on_zoom_clicked)

    def _connect_inspector(self) -> None:
        inspector = self._bench.window.inspector
        inspector.label_changed.connect(self._on_label_changed)
        inspector.attribute_changed.connect(self._on_attribute_changed)
        inspector.comment_changed.connect(self._on_comment_changed)
        inspector.unsure_changed.connect(self._on_unsure_changed)
        inspector.delete_asked.connect(self._on_delete_asked)
        inspector.relation_asked.connect(self._on_relation_asked)
        inspector.relation_removed.connect(self._on_relation_removed)
        inspector.relation_attribute_changed.connect(self._on_relation_attribute_changed)
        inspector.annotation_chosen.connect(self._on_mark_clicked)

    @property
    def _desk(self) -> Desk:
        return self._bench.desk

    # The text

    @Slot(str)
    def _on_mark_clicked(self, annotation_id: str) -> None:
        self._bench.attempt(lambda: self._bench.select(annotation_id))

    @Slot(int)
    def _on_caret_moved(self, _offset: int) -> None:
        self._bench.caret_moved()

    @Slot(object)
    def _on_selection_changed(self, span: Span | None) -> None:
        self._bench.soon()

    @Slot(str, int, int)
    def _on_boundary_dragged(self, annotation_id: str, start: int, end: int) -> None:
        part = Span(start, end)
        if not self._bench.may_mark:
            return
        self._bench.attempt(lambda: self._desk.drag_boundary(AnnotationId(annotation_id), part))

    @Slot(QPoint)
    def _on_context_asked(self, place: QPoint) -> None:
        actions = self._bench.actions
        menu = QMenu(self._bench.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        able = [
            command
            for command in actions.commands
            if command.menu == "Annotate" and actions.action(command.id).isEnabled()
        ]
        labels = [command for command in able if command.group < 0]
        # Forty labels are better chosen in the palette, which is in the menu too.
        left_out = labels if len(labels) > _MOST_LABELS else []
        for _, group in groupby(sorted(able, key=_group), key=_group):
            menu.addActions([actions.action(c.id) for c in group if c not in left_out])
            menu.addSeparator()
        for command_id in ("edit.undo", "edit.redo", "edit.copy"):
            menu.addAction(actions.action(command_id))
        text = self._bench.window.text
        if text.foldable():
            menu.addSeparator()
            menu.addAction(actions.action("view.fold"))
            if text.run_at(text.caret()) is not None:
                menu.addAction(actions.action("view.fold_run"))
        menu.popup(place)

    @Slot(str)
    def _on_label_chosen(self, label_id: str) -> None:
        self._bench.attempt(lambda: self._desk.press_label(LabelId(label_id), self._bench.place()))
        self._bench.window.text.setFocus()

    @Slot(str)
    def _on_stick_asked(self, label_id: str) -> None:
        self._bench.attempt(lambda: self._desk.stick(LabelId(label_id)))
        self._bench.window.text.setFocus()

    @Slot(object)
    def _on_selection_made(self, _span: Span) -> None:
        """Marks what was selected where a label sticks."""
        if self._bench.open_session is None or self._desk.sticky is None:
            return
        is_grown = self._bench.window.text.selection_grew()
        self._bench.attempt(
            lambda: self._desk.mark_selection(self._bench.place(), is_grown=is_grown)
        )

    # The lists and bars

    @Slot(str)
    def _on_article_chosen(self, article_id: str) -> None:
        self._bench.finish_typing()
        self._bench.attempt(lambda: self._bench.session.open(ArticleId(article_id)))

    @Slot(str, str)
    def _on_filter_changed(self, text: str, state: str) -> None:
        self._bench.display.set_filter(text, StateFilter(state))

    @Slot()
    def _on_import_asked(self) -> None:
        self._bench.show("import_files")

    @Slot(str, str)
    def _on_notice_action(self, _notice: str, action: str) -> None:
        self._bench.attempt(lambda: self._bench.show(action))

    @Slot(str)
    def _on_leave_asked(self, kind: str) -> None:
        if kind == ModeKind.STICKY.value:
            self._desk.unstick()
        elif self._bench.lens is not None:
            self._bench.lens.escape()
        else:
            self._desk.cancel_relation()
        self._bench.window.text.setFocus()

    @Slot()
    def _on_name_clicked(self) -> None:
        self._bench.show("name")

    @Slot()
    def _on_saved_clicked(self) -> None:
        """Says what the dot means; where the disk refused, tries again."""
        session = self._bench.session
        if session.save_status.failed is not None:
            self._bench.show("retry_saving")
        elif session.info is not None:
            words = self.tr("Everything is on disk: {path}")
            self._bench.say(words.format(path=session.info.path))

    @Slot()
    def _on_zoom_clicked(self) -> None:
        self._bench.change_view("usual")

    # The inspector

    @Slot(str, str)
    def _on_label_changed(self, annotation_id: str, label: str) -> None:
        self._bench.attempt(lambda: self._desk.relabel(AnnotationId(annotation_id), LabelId(label)))

    @Slot(str, str, str)
    def _on_attribute_changed(self, annotation_id: str, attribute: str, value: str) -> None:
        self._bench.attempt(
            lambda: self._desk.set_attribute(
                AnnotationId(annotation_id), AttributeId(attribute), value
            )
        )

    @Slot(str, str)
    def _on_comment_changed(self, annotation_id: str, comment: str) -> None:
        self._bench.attempt(lambda: self._desk.set_comment(AnnotationId(annotation_id), comment))

    @Slot(str, bool)
    def _on_unsure_changed(self, annotation_id: str, unsure: bool) -> None:
        self._bench.attempt(
            lambda: self._desk.set_unsure(AnnotationId(annotation_id), unsure=unsure)
        )

    @Slot(str)
    def _on_delete_asked(self, annotation_id: str) -> None:
        self._desk.select(AnnotationId(annotation_id))
        self._bench.attempt(self._desk.remove)
        self._bench.window.text.setFocus()

    @Slot(str)
    def _on_relation_asked(self, annotation_id: str) -> None:
        self._desk.select(AnnotationId(annotation_id))
        self._bench.attempt(self._desk.begin_relation)
        self._bench.window.text.setFocus()

    @Slot(str, str, str)
    def _on_relation_attribute_changed(self, relation_id: str, attribute: str, value: str) -> None:
        self._bench.attempt(
            lambda: self._desk.set_relation_attribute(
                RelationId(relation_id), AttributeId(attribute), value
            )
        )

    @Slot(str)
    def _on_relation_removed(self, relation_id: str) -> None:
        self._bench.attempt(lambda: self._desk.unrelate(RelationId(relation_id)))


def _group(command: Command) -> int:
    return command.group
