"""Joins the open project to the window: session events to the display, acts to the desk."""

from PySide6.QtCore import Slot

from annotator.app.commands import Command, Context
from annotator.app.desk import Desk, Place
from annotator.app.events import (
    ArticleChanged,
    ArticleOpened,
    Event,
    ProjectOpened,
    RowsChanged,
    SaveChanged,
    WentWrong,
)
from annotator.app.present.articles import article_list_row
from annotator.app.present.notices import Notice, NoticeAction, NoticeKind
from annotator.app.scopes import Scope, Workspace
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.annotations import SetState
from annotator.core.edits import Act, Edit
from annotator.core.errors import AnnotatorError, Refused, StorageFailed
from annotator.core.history import UndoStatus
from annotator.core.ids import AnnotationId
from annotator.gui.actions import Actions
from annotator.gui.display import Display
from annotator.gui.lens import Lens
from annotator.gui.main_window import MainWindow
from annotator.gui.reading import Reading
from annotator.gui.telling import Telling


class Workbench(Telling):
    """What commands act on: the session, the desk, and the window they are shown in."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._session: Session | None = None
        self._desk: Desk | None = None
        self._is_placing = False
        # What the article is seen through where annotations are not made but reviewed.
        self.lens: Lens | None = None
        self.workspace = Workspace.ANNOTATE
        self.reading = Reading(window, settings)
        self.display = Display(window, self.reading)
        self.actions = Actions(window, window.text, run=self.run)
        self.actions.fill(window.menuBar())
        self._refresh()

    # What commands need (annotator.app.commands.Bench)

    @property
    def session(self) -> Session:
        """The open project. Raises Refused where there is none."""
        if self._session is None:
            raise Refused("Open a project first.")
        return self._session

    @property
    def desk(self) -> Desk:
        """The annotator's gestures. Raises Refused where no project is open."""
        if self._desk is None:
            raise Refused("Open a project first.")
        return self._desk

    def place(self) -> Place:
        """Caret and selection in the article."""
        text = self.window.text
        return Place(text.caret(), text.selection(), text.selection_is_exact())

    def open_neighbour(self, step: int) -> None:
        """Opens the next or previous article of the list as it is filtered."""
        self.finish_typing()
        order = self.lens.order() if self.lens is not None else self.display.order()
        if not self.session.open_neighbour(step, among=order):
            self.say(
                self.tr("This is the last article of the list.")
                if step > 0
                else self.tr("This is the first article of the list.")
            )

    @property
    def may_mark(self) -> bool:
        """Whether annotations are made and moved by hand at the moment."""
        return self._context().holds(Scope.MARKING)

    def undo(self) -> None:
        """Takes back the newest act in the open article."""
        if self.lens is not None:
            self.lens.undo()
        else:
            self.desk.undo()

    def redo(self) -> None:
        """Does again what was taken back last."""
        if self.lens is not None:
            self.lens.redo()
        else:
            self.desk.redo()

    def go_to(self, workspace: Workspace) -> None:
        """Changes what the window is for."""
        if self._session is None:
            raise Refused("Open a project first.")
        self.finish_typing()
        self.show(f"workspace_{workspace.value}")

    def change_view(self, what: str) -> None:
        """Changes how things look, by name."""
        match what:
            case "left":
                self.window.toggle_left()
            case "right":
                self.window.toggle_right()
            case _:
                self.reading.change(what)
        self._refresh()

    def run(self, command: Command) -> None:
        """Runs a command; a refusal is shown as a sentence."""
        if self.lens is not None:
            # What the last key has brought about is in sight before this one acts.
            self.lens.in_sight.catch_up()
        self.attempt(lambda: command.run(self))

    # The project

    @property
    def open_session(self) -> Session | None:
        """The open project, if there is one."""
        return self._session

    def take(self, session: Session) -> None:
        """Works on a session from now on; its events come to `on_event`."""
        self._session = session
        self._desk = Desk(session, tell=self._on_desk_changed)

    def let_go(self) -> None:
        """Works on no project."""
        self._later.stop()
        self.show("workspace_none")
        self._session, self._desk = None, None
        # What could still be taken back or tried again was in that project.
        self.window.notices.clear_all()
        self.display.let_go()
        self._refresh()

    def finish_typing(self) -> None:
        """Commits what is being typed into the inspector, and the time spent."""
        self.window.inspector.flush()
        if self.lens is not None:
            self.lens.finish_typing()
        if self._session is not None:
            self._session.add_seconds(self._time.stop())

    def on_event(self, event: Event) -> None:
        """Takes in what happened in the session."""
        match event:
            case ProjectOpened():
                self._on_project_opened()
            case ArticleOpened():
                self._on_article_opened()
            case ArticleChanged(edit=edit):
                if self.lens is not None:
                    self.lens.change_marks(edit)
                else:
                    self.display.change_marks(self.session, edit)
                is_new = edit.act is Act.DO
                words = edit.title if is_new else f"{edit.act.value}: {edit.title}"
                self.window.text.announce(words)
                self.soon()
            case RowsChanged(row=row):
                self.display.change_row(article_list_row(row))
                self.soon()
            case SaveChanged():
                self.display.show_status(self.session, has_moved=False)
            case WentWrong(error=error, lost=lost):
                self._on_went_wrong(error, lost)

    def _on_project_opened(self) -> None:
        session = self.session
        assert session.info is not None
        self.display.take_rows(session)
        self.actions.show_labels(session.codebook)
        self.window.show_project(session.info.path.stem)
        if self.lens is not None:
            self.lens.project_read()
        elif session.current is None:
            self.display.show_no_article()
            to_do = [row for row in session.rows if row.state is not SetState.FINISHED]
            if session.rows:
                session.open((to_do or session.rows)[0].id)
        self._refresh()

    def _on_article_opened(self) -> None:
        current = self.session.current
        assert current is not None
        self.desk.let_go()
        if self.lens is not None:
            self.lens.show_article()
        else:
            self.display.show_article(self.session, current)
        if self.workspace is not Workspace.DASHBOARD:
            self.window.text.setFocus()
        self._time.touch()
        # A review's panels take longer: the article is painted first.
        self.soon(at_once=self.lens is None)

    def _on_went_wrong(self, error: AnnotatorError, lost: tuple[Edit, ...]) -> None:
        if isinstance(error, StorageFailed) and self.session.save_status.failed is not None:
            words = self.tr(
                "{error} Your work is safe in memory: make room and try again, or save a copy "
                "elsewhere."
            ).format(error=error)
            actions = (
                NoticeAction("retry_saving", self.tr("Try again")),
                NoticeAction("save_elsewhere", self.tr("Save a copy elsewhere…")),
            )
            notice = Notice("unsaved", words, NoticeKind.ERROR, actions)
        else:
            words = str(error)
            if lost:
                titles = "; ".join(edit.title for edit in lost)
                words += " " + self.tr("Not kept: {titles}.").format(titles=titles)
            notice = Notice("lost", words, NoticeKind.ERROR)
        self.window.notices.show_notice(notice)
        self.soon()

    # Showing

    @Slot()
    def _refresh(self) -> None:
        """Shows everything around the text as it is now."""
        self._later.stop()
        self._refresh_actions()
        session, desk = self._session, self._desk
        if session is None or desk is None:
            return
        self.display.show_labels(session, desk)
        self.display.show_inspector(session, desk)
        if self.lens is not None:
            self.lens.refresh()
        else:
            self.display.show_mode(session, desk)
        self.display.show_listing()
        self.display.show_status(session)

    def _refresh_actions(self) -> None:
        undo = self._session.undo_status if self._session else UndoStatus(None, None)
        self.actions.refresh(self._context(), undo=undo.undo, redo=undo.redo)

    def _context(self) -> Context:
        session, desk = self._session, self._desk
        if session is None or desk is None or session.info is None:
            return Context(is_busy=self._is_busy)
        undo = session.undo_status
        if self.workspace is Workspace.DASHBOARD:
            # The article behind it is not seen: nothing there is changed, searched or printed.
            return Context(
                has_project=True,
                can_write=not session.info.read_only,
                has_unsaved=session.save_status.failed is not None,
                is_busy=self._is_busy,
                workspace=self.workspace,
            )
        context = Context(
            has_project=True,
            can_write=not session.info.read_only,
            has_article=session.current is not None,
            has_annotation=desk.annotation is not None,
            has_unsaved=session.save_status.failed is not None,
            can_undo=undo.undo is not None,
            can_redo=undo.redo is not None,
            is_busy=self._is_busy,
            workspace=self.workspace,
        )
        return self.lens.filled(context) if self.lens is not None else context

    def caret_moved(self) -> None:
        """The person moved the caret: the annotation that was selected is selected no more.

        So a label's key never relabels what the eyes have left.
        """
        if self._is_placing or self._desk is None:
            return
        self._desk.select(None)
        self.soon()

    def _on_desk_changed(self) -> None:
        """The selected annotation is another one: show it in the text at once."""
        assert self._desk is not None
        text, annotation = self.window.text, self._desk.annotation
        self._is_placing = True
        try:
            if annotation is not None and annotation.extent is not None:
                text.clear_selection()
                if not annotation.extent.start <= text.caret() <= annotation.extent.end:
                    text.set_caret(annotation.extent.start, reveal=False)
            text.select_mark(annotation.id if annotation else None)
        finally:
            self._is_placing = False
        self.soon()

    def place_caret(self, offset: int) -> None:
        """Puts the caret somewhere without this being the person's doing; scrolls nothing."""
        self._is_placing = True
        try:
            self.window.text.set_caret(offset, reveal=False)
        finally:
            self._is_placing = False

    def select(self, annotation_id: str | None) -> None:
        """Selects an annotation by id, as a click or the inspector asks."""
        self.window.inspector.flush()
        if self.lens is not None and annotation_id and self.lens.choose(annotation_id):
            return
        self.desk.select(AnnotationId(annotation_id) if annotation_id else None)
        self.soon()
