"""Shows the open project in the window: rows, marks, inspector, labels, status. Decides nothing."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.app.desk import Desk
from annotator.app.present.arcs import Arc, arc_changes, arcs_of
from annotator.app.present.articles import (
    ArticleListRow,
    StateFilter,
    article_list_rows,
    listing,
)
from annotator.app.present.highlights import (
    Mark,
    dimmed_spans,
    headline_spans,
    mark_of,
    marks_of,
)
from annotator.app.present.inspector import NOTHING, inspector_model
from annotator.app.present.keys import NamedKeys
from annotator.app.present.labels import label_bar_rows
from annotator.app.present.notices import Mode, ModeKind
from annotator.app.present.status import Paragraphs, Place, Saving, status_row
from annotator.app.present.wording import isolated, shown_date
from annotator.app.session import OpenArticle, Session
from annotator.core.annotations import Annotation
from annotator.core.edits import Edit
from annotator.core.ids import ArticleId, AttributeId, LabelId
from annotator.gui.main_window import MainWindow
from annotator.gui.reading import Reading

Key = tuple[LabelId, AttributeId]


class Display(QObject):
    """Keeps what is only about showing: the filter, the caret of each article, completions."""

    # Another article is shown, or none.
    article_shown = Signal()
    # An article is in the text, without its marks and before the caret has its place.
    text_shown = Signal(object)

    def __init__(self, window: MainWindow, reading: Reading) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._rows: dict[str, ArticleListRow] = {}
        self._filter: tuple[str, StateFilter] = ("", StateFilter.ALL)
        self._is_listed = False
        self._carets: dict[ArticleId, int] = {}
        self._paragraphs = Paragraphs("")
        self._counted: tuple[int, Place | None] = (-1, None)
        self._completions: dict[Key, tuple[str, ...]] = {}
        self._keys = NamedKeys()
        self.shown: ArticleId | None = None

    # The list of articles

    def take_rows(self, session: Session) -> None:
        """Takes all rows of a project."""
        self._rows = {row.id: row for row in article_list_rows(session.rows)}
        self._is_listed = False
        self._completions.clear()

    def change_row(self, row: ArticleListRow) -> None:
        """Takes one row that has changed."""
        self._rows[row.id] = row
        self._is_listed = False

    def set_filter(self, text: str, state: StateFilter) -> None:
        """Shows only the articles that fit."""
        self._filter = (text, state)
        self._is_listed = False
        self.show_listing()

    def order(self) -> list[ArticleId]:
        """The articles as they are filtered, the open one in its place though it may not fit."""
        text, state = self._filter
        rows = tuple(self._rows.values())
        fitting = {row.id for row in listing(rows, text=text, state=state).rows}
        return [ArticleId(r.id) for r in rows if r.id in fitting or r.id == self.shown]

    def show_listing(self) -> None:
        """Shows the list as it is filtered; where nothing has changed it costs nothing."""
        if self._is_listed:
            return
        self._is_listed = True
        text, state = self._filter
        rows = tuple(self._rows.values())
        self._window.articles.show_listing(listing(rows, text=text, state=state))

    # The article

    @property
    def paragraphs(self) -> Paragraphs:
        """The paragraphs of the article shown, as they are numbered."""
        return self._paragraphs

    def show_article(
        self,
        session: Session,
        current: OpenArticle,
        *,
        marks: tuple[Mark, ...] | None = None,
        arcs: tuple[Arc, ...] = (),
    ) -> None:
        """Shows an article with its marks, the caret where it was when it was left.

        `marks` and `arcs` are shown in place of those of the set that is worked on.
        """
        article, text = current.article, self._window.text
        if self.shown is not None:
            self._carets[self.shown] = text.caret()
        self.shown = article.id
        dimmed = dimmed_spans(article)
        self._paragraphs = Paragraphs(article.text, left_out=dimmed)
        self._counted = (-1, None)
        facts = (article.known("outlet"), shown_date(article.known("published")))
        known = (isolated(fact) for fact in (*facts, article.known("agency")) if fact)
        self._window.page.show_heading(" · ".join(known))
        self._window.page.show_text()
        text.show_article(article.text, dimmed=dimmed, headlines=headline_spans(article))
        self.text_shown.emit(article)
        if marks is None:
            self.show_marks(
                marks_of(current.state, session.codebook),
                arcs=arcs_of(current.state, session.codebook),
            )
        else:
            self.show_marks(marks, arcs=arcs)
        text.set_caret(self._carets.get(article.id, _where_reading_begins(current)))
        self._window.articles.show_open(article.id)
        self.article_shown.emit()

    def change_marks(self, session: Session, edit: Edit) -> None:
        """Repaints what an edit touched."""
        gone = [c.before.id for c in edit.changes if isinstance(c.before, Annotation)]
        after = [c.after for c in edit.changes if isinstance(c.after, Annotation)]
        found = (mark_of(annotation, session.codebook) for annotation in after)
        put = [mark for mark in found if mark is not None]
        self.put_marks(gone=gone, put=put)
        self.change_arcs(session, edit)
        for annotation in after:
            for attribute, value in annotation.attributes:
                self._learn((annotation.label, attribute), value)

    def show_marks(self, marks: tuple[Mark, ...], *, arcs: tuple[Arc, ...] = ()) -> None:
        """Shows these marks and arcs and no others."""
        self._window.text.show_marks(marks)
        self._window.text.show_arcs(arcs)
        self._window.page.overview.show_marks(marks)

    def change_arcs(self, session: Session, edit: Edit) -> None:
        """Draws the relations anew that an edit touched."""
        if session.current is not None:
            changes = arc_changes(edit, session.current.state, session.codebook)
            self._window.text.change_arcs(gone=changes.gone, put=changes.put)

    def put_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes marks away, and adds or replaces others."""
        self._window.text.change_marks(gone=gone, put=put)
        self._window.page.overview.change_marks(gone=gone, put=put)

    def let_go(self) -> None:
        """Shows no project."""
        self.shown = None
        self._rows, self._filter = {}, ("", StateFilter.ALL)
        self._is_listed = False
        self._carets.clear()
        self._completions.clear()
        self._window.text.clear_article()
        self.article_shown.emit()

    # What stands around it

    def show_no_article(self) -> None:
        """Says that no article is open, and what to do."""
        if self._rows:
            self._window.page.show_empty(
                self.tr("No article is open"), self.tr("Choose one from the list."), ""
            )
        else:
            self._window.page.show_empty(
                self.tr("This project is empty"),
                self.tr("Drop articles here: text files, folders or JSONL."),
                self.tr("Import articles…"),
            )

    def show_labels(self, session: Session, desk: Desk) -> None:
        """Shows the labels with their counts; the selected annotation's stands out."""
        annotation = desk.annotation
        rows = label_bar_rows(
            session.codebook,
            session.current.state if session.current else None,
            sticky=desk.sticky,
            active=annotation.label if annotation else None,
        )
        self._window.page.labels.show_rows(rows)

    def show_inspector(self, session: Session, desk: Desk) -> None:
        """Shows the selected annotation, or the article's annotations by label."""
        if session.current is None:
            self._window.inspector.show_inspector(NOTHING)
            return
        annotation = desk.annotation
        model = inspector_model(
            session.current.state,
            session.current.article.text,
            session.codebook,
            selected=annotation.id if annotation else None,
            completions=self._completions_for(session, annotation) if annotation else None,
            is_read_only=session.info is not None and session.info.read_only,
        )
        self._window.inspector.show_inspector(model)

    def show_keys(self, keys: NamedKeys) -> None:
        """Names these keys from now on."""
        self._keys = keys

    def show_mode(self, session: Session, desk: Desk) -> None:
        """Names the mode, if there is one, and how to leave it."""
        mode: Mode | None = None
        if session.info is not None and session.info.read_only:
            mode = Mode(ModeKind.READ_ONLY, self.tr("Read-only: nothing can be changed."))
        if desk.sticky is not None:
            label = session.codebook.label(desk.sticky)
            words = self.tr("Every selection becomes {label}.")
            mode = Mode(
                ModeKind.STICKY,
                words.format(label=desk.title_of(desk.sticky)),
                self.tr("Leave"),
                self._keys.let_go,
                label.color if label else 0,
            )
        if desk.relation_from is not None:
            words = self.tr("A relation begins here. Go to its other end, then {again}.")
            again = self.tr("use Relation again")
            if self._keys.relation:
                again = self.tr("press {key} again").format(key=self._keys.relation)
            words = words.format(again=again)
            mode = Mode(ModeKind.RELATION, words, self.tr("Leave"), self._keys.let_go)
        self._window.band.show_mode(mode)

    def show_status(self, session: Session, *, has_moved: bool = True) -> None:
        """Shows what is saved and where one is; that is counted anew if the caret `has_moved`."""
        if session.info is None:
            return
        saved, current = session.save_status, session.current
        saving = Saving.SAVED if saved.is_saved else Saving.SAVING
        if saved.failed is not None:
            saving = Saving.FAILED
        if session.info.read_only:
            saving = Saving.READ_ONLY
        number = list(self._rows).index(self.shown) + 1 if self.shown in self._rows else None
        self._window.status.show_status(
            status_row(
                saving=saving,
                unsaved=saved.waiting,
                annotator=session.person,
                number=number,
                articles=len(self._rows),
                marks=len(current.state) if current else None,
                place=(self._place() if has_moved else self._counted[1]) if current else None,
                zoom_percent=self._reading.zoom_percent,
            )
        )

    def _place(self) -> Place | None:
        """The caret's paragraph and word, counted again only when it has moved."""
        caret = self._window.text.caret()
        if caret != self._counted[0]:
            self._counted = (caret, self._paragraphs.place(caret))
        return self._counted[1]

    # Values in use, offered while typing

    def _completions_for(
        self, session: Session, annotation: Annotation
    ) -> dict[AttributeId, tuple[str, ...]]:
        label = session.codebook.label(annotation.label)
        found = {}
        for attribute in label.attributes if label else ():
            if attribute.values:
                continue
            key = (annotation.label, attribute.id)
            if key not in self._completions:
                self._completions[key] = ()
                session.ask_values(*key, then=partial(self._on_values, key))
            found[attribute.id] = self._completions[key]
        return found

    def _on_values(self, key: Key, values: tuple[str, ...]) -> None:
        own = self._completions.get(key, ())
        self._completions[key] = (*own, *(v for v in values if v not in own))

    def _learn(self, key: Key, value: str) -> None:
        known = self._completions.get(key)
        if known is not None and value not in known:
            self._completions[key] = (value, *known)


def _where_reading_begins(current: OpenArticle) -> int:
    """The headline, or the first line, where an article is opened for the first time."""
    headlines = headline_spans(current.article)
    return headlines[0].start if headlines else 0
