"""Projects from the window: new, open, close, backups, saving elsewhere, who annotates."""

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from annotator.app.events import Event, ProjectOpened
from annotator.app.file_jobs import back_up_project, backups, is_backup_due, restore
from annotator.app.opening import OpenProject, Wanted
from annotator.app.paths import default_projects_folder
from annotator.app.present.notices import Notice, NoticeAction, NoticeKind
from annotator.app.present.wording import counted, shown_moment
from annotator.app.rescue import save_elsewhere
from annotator.app.sample import sample_job
from annotator.app.settings import Settings
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, ProjectBusy, Refused
from annotator.core.ids import PersonId
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.bridge import Bridge
from annotator.gui.transfers import Transfers, usual_folder
from annotator.gui.workbench import Workbench

# The store's thread has said that it ends: how long to wait for it. Seconds.
_JOIN_SECONDS = 10.0


class ProjectFiles(QObject):
    """Opens and closes projects for a workbench, and runs the jobs that read or write files."""

    def __init__(
        self,
        bench: Workbench,
        settings: Settings,
        *,
        bridge: Bridge,
        asking: Asking,
        background: Background,
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._bridge = bridge
        self._asking = asking
        self._background = background
        self._transfers = Transfers(bench, settings, asking=asking, background=background)
        self._open: OpenProject | None = None
        self._after_closing: Callable[[], None] | None = None
        self._is_fresh = False
        # Dropped where no project was open: they go into the one that is being made.
        self._dropped: tuple[Path, ...] = ()
        bench.add_openers(
            {
                "new_project": self._on_new_asked,
                "open_project": self.ask_open,
                "sample": self.open_sample,
                "back_up": self._back_up,
                "restore": self._ask_restore,
                "save_elsewhere": self._ask_save_elsewhere,
                "retry_saving": self._retry_saving,
                "close_project": self._close_to_welcome,
                "name": self._show_name,
            }
        )
        bench.window.paths_dropped.connect(self._on_dropped)
        bench.window.welcome.new_asked.connect(self._on_new_asked)
        bench.window.welcome.open_asked.connect(self.ask_open)
        bench.window.welcome.sample_asked.connect(self._on_sample_asked)
        bench.window.welcome.recent_chosen.connect(self._on_recent_chosen)

    # Opening

    @property
    def is_open(self) -> bool:
        """Whether a project is open or being opened or closed."""
        return self._open is not None

    def open(self, path: Path, *, write: bool = True) -> None:
        """Opens a project, closing the one that is open first."""
        self._go_to(Wanted(path, self._person(), write=write))

    def ask_new(self) -> bool:
        """Asks where, and makes an empty project; whether it is being made."""
        path = self._asking.project_to_make(self._folder() / self.tr("My articles.anno"))
        if path is not None and self._has_name():
            self._go_to(Wanted(path, self._person(), is_new=True))
            return True
        return False

    def ask_open(self) -> None:
        """Asks which project, and opens it."""
        path = self._asking.project_to_open(self._folder())
        if path is not None:
            self.open(path)

    def open_sample(self) -> None:
        """Makes a copy of the sample project, or opens the copy that is there."""
        path = default_projects_folder() / "Sample.anno"
        if path.exists():
            self.open(path)
        else:
            self._background.run(lambda: sample_job(path), done=self.open)

    @Slot()
    def _on_new_asked(self) -> None:
        self.ask_new()

    @Slot()
    def _on_sample_asked(self) -> None:
        self._bench.attempt(self.open_sample)

    @Slot(str)
    def _on_recent_chosen(self, name: str) -> None:
        self.open(Path(name))

    @Slot(list)
    def _on_dropped(self, names: list[str]) -> None:
        """Opens a project that was dropped on the window, or imports what was dropped."""
        paths = tuple(Path(name) for name in names)
        projects = [path for path in paths if path.suffix == ".anno"]
        if projects:
            self.open(projects[0])
        elif self._open is not None:
            self._bench.attempt(lambda: self._transfers.take_in(paths))
        else:
            self._dropped = paths
            if not self.ask_new():
                self._dropped = ()

    def _go_to(self, wanted: Wanted) -> None:
        if not self._has_name():
            return
        self.close(partial(self._start, wanted))

    def _start(self, wanted: Wanted) -> None:
        opened = OpenProject(
            replace(wanted, person=self._person()),
            tell=self._on_event,
            deliver=self._bridge.post,
            on_failed=partial(self._on_failed, wanted),
        )
        self._open = opened
        self._is_fresh = True
        self._bench.take(opened.session)
        opened.start()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, ProjectOpened) and self._is_fresh:
            self._is_fresh = False
            self._bench.window.notices.clear_all()
            self._bench.on_event(event)
            self._settle_in()
        else:
            self._bench.on_event(event)

    def _settle_in(self) -> None:
        """What happens once in a project that has just been opened."""
        info = self._bench.session.info
        assert info is not None
        path = info.path
        self._settings.remember_project(path)
        self._settings.set("last_folder", str(path.parent))
        if not info.read_only and self._bench.session.rows and is_backup_due(path):
            self._background.run_quietly(lambda: back_up_project(path))
        if self._bench.session.options.shows_gold:
            from annotator.app.review.summary import ask_settled

            ask_settled(self._bench.session, then=self._on_settled)
        if self._dropped:
            dropped, self._dropped = self._dropped, ()
            self._bench.attempt(lambda: self._transfers.take_in(dropped))

    def _on_settled(self, articles: int) -> None:
        """Tells an annotator that the gold standard of some own articles can be seen."""
        if articles:
            words = self.tr("{articles} of yours adjudicated: see what was decided.")
            self._bench.tell_of(
                "review_own_work",
                words.format(articles=counted(articles, "article")),
                self.tr("My work against gold"),
            )

    def _on_failed(self, wanted: Wanted, error: AnnotatorError) -> None:
        self._open = None
        self._bench.let_go()
        self.show_welcome()
        actions: tuple[NoticeAction, ...] = ()
        words = str(error)
        if isinstance(error, ProjectBusy):
            words = words.replace(error.since, shown_moment(error.since))
            actions = (NoticeAction("open_read_only", self.tr("Open read-only")),)
            self._bench.add_openers({"open_read_only": partial(self._open_read_only, wanted.path)})
        notice = Notice("project", words, NoticeKind.ERROR, actions)
        self._bench.window.notices.show_notice(notice)

    def _open_read_only(self, path: Path) -> None:
        self._bench.window.notices.clear_all()
        self.open(path, write=False)

    # Closing

    def close(self, then: Callable[[], None]) -> None:
        """Closes the open project once all is on disk, then goes on; asks where it is not."""
        opened = self._open
        if opened is None:
            then()
            return
        if self._after_closing is not None:
            self._ask_to_abandon(opened, then)
            return
        self._bench.finish_typing()
        self._background.cancel()
        self._after_closing = then
        opened.session.flush(then=partial(self._on_flushed, opened))

    def _on_flushed(self, opened: OpenProject) -> None:
        """All saves have been answered: if the disk refused some, the person decides."""
        unsaved = opened.session.unsaved()
        if unsaved and not self._asking.confirm(
            self.tr("Not everything is on disk"),
            self.tr("{changes} could not be written. Close and lose them?").format(
                changes=counted(len(unsaved), "change")
            ),
            yes=self.tr("Lose them"),
        ):
            self._after_closing = None
            return
        opened.session.close(on_closed=partial(self._on_closed, opened))

    def _on_closed(self, opened: OpenProject) -> None:
        _let_end(opened)
        then, self._after_closing = self._after_closing, None
        self._open = None
        self._bench.let_go()
        if then is not None:
            then()

    def _ask_to_abandon(self, opened: OpenProject, then: Callable[[], None]) -> None:
        if self._asking.confirm(
            self.tr("The project is still being written"),
            self.tr(
                "The disk is slow to answer. Leave without waiting and lose what is not saved?"
            ),
            yes=self.tr("Leave"),
        ):
            self._after_closing = then
            opened.session.close(on_closed=partial(self._on_closed, opened))

    def _close_to_welcome(self) -> None:
        self.close(self.show_welcome)

    def show_welcome(self) -> None:
        """Shows the welcome page with the projects opened last."""
        from annotator.app.present.welcome import recent_rows

        recent = [Path(name) for name in self._settings.names("recent_projects")]
        used = [
            (path, datetime.fromtimestamp(path.stat().st_mtime).isoformat())
            for path in recent
            if path.exists()
        ]
        rows = recent_rows(used, now=datetime.now(), home=Path.home())
        self._bench.window.welcome.show_recent(rows)
        self._bench.window.show_welcome()
        self._bench.window.welcome.focus_first()

    # Who annotates

    def ask_name(self) -> bool:
        """Asks for the annotator's name; whether there is one now."""
        name = self._asking.name(self._settings.text("annotator") or getpass.getuser())
        if name is None:
            return bool(self._settings.text("annotator"))
        self._settings.set("annotator", name)
        session = self._bench.open_session
        if session is not None and session.info is not None:
            self._bench.finish_typing()
            self._bench.attempt(lambda: session.set_person(PersonId(name)))
        return True

    def _show_name(self) -> None:
        self.ask_name()

    def _has_name(self) -> bool:
        return bool(self._settings.text("annotator")) or self.ask_name()

    def _person(self) -> PersonId:
        return PersonId(self._settings.text("annotator"))

    # Backups and rescue

    def _back_up(self) -> None:
        session = self._bench.session
        assert session.info is not None
        path = session.info.path
        self._when_flushed(
            lambda: self._background.run(lambda: back_up_project(path), done=self._on_backed_up)
        )

    def _when_flushed(self, act: Callable[[], None]) -> None:
        """Does something once all that was done so far is on disk."""

        def begin() -> None:
            self._bench.attempt(act)

        self._bench.session.flush(then=begin)

    def _on_backed_up(self, path: Path) -> None:
        self._bench.say(self.tr("Backed up: {path}").format(path=path))

    def _ask_restore(self) -> None:
        session = self._bench.session
        assert session.info is not None
        path = session.info.path
        found = backups(path)
        if not found:
            raise Refused(self.tr("There is no backup of this project yet."))
        place = self._asking.choose(
            self.tr("Restore a backup"),
            self.tr("The present project is kept as a backup of its own."),
            [backup.words for backup in found],
        )
        if place is not None:
            chosen = found[place].path
            self.close(partial(self._restore, path, chosen))

    def _restore(self, path: Path, backup: Path) -> None:
        self.show_welcome()
        self._bench.attempt(
            lambda: self._background.run(lambda: restore(path, backup), done=self._on_restored)
        )

    def _on_restored(self, path: Path) -> None:
        self.open(path)

    def _ask_save_elsewhere(self) -> None:
        session = self._bench.session
        assert session.info is not None
        source = session.info.path
        self._bench.finish_typing()
        path = self._asking.project_to_make(
            self._folder() / f"{source.stem} copy.anno", title=self.tr("Save a copy elsewhere")
        )
        if path is None:
            return
        edits, articles = session.unsaved(), session.unsaved_articles()
        self._background.run(
            lambda: save_elsewhere(
                source,
                path,
                edits=edits,
                articles=articles,
                codebook=session.codebook,
                person=session.person,
            ),
            done=self._on_saved_elsewhere,
        )

    def _on_saved_elsewhere(self, path: Path) -> None:
        """Goes on in the copy: what the old file lacks is in it."""
        opened, self._open = self._open, None
        carried: tuple[Edit, ...] = ()
        if opened is not None:
            # Also what was done while the copy was written; what it has already is not repeated.
            carried = opened.session.unsaved()
            opened.session.close(on_closed=partial(_let_end, opened))
        self._bench.let_go()
        self._start(Wanted(path, self._person(), carried=carried))

    def _retry_saving(self) -> None:
        self._bench.session.retry_saving()

    def _folder(self) -> Path:
        return usual_folder(self._settings)


def _let_end(opened: OpenProject) -> None:
    """Waits for the thread of a project that has said it is closed."""
    opened.join(_JOIN_SECONDS)
