"""Commands: every act of the window as a row with title, keys, menu and what it does.

Menus, tool tips, keys and the help page of keys are all made from these rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, assert_never

from annotator.app.desk import Desk, Place
from annotator.app.scopes import Scope, Workspace
from annotator.app.session import Session
from annotator.core.codebook import Codebook, Level
from annotator.core.ids import LabelId


@dataclass(frozen=True, slots=True)
class Context:
    """What a command may look at to say whether it can run now.

    `is_editing`: in the review, what a decision takes is being edited. `can_decide`: there is a
    group, and the reviewer may decide it.
    """

    has_project: bool = False
    can_write: bool = False
    has_article: bool = False
    has_annotation: bool = False
    has_unsaved: bool = False
    can_undo: bool = False
    can_redo: bool = False
    is_busy: bool = False
    workspace: Workspace = Workspace.ANNOTATE
    is_editing: bool = False
    has_groups: bool = False
    can_decide: bool = False
    has_decision: bool = False

    def holds(self, scope: Scope) -> bool:
        """Whether commands of a scope can run now."""
        in_review = self.workspace is Workspace.REVIEW
        match scope:
            case Scope.EVERYWHERE:
                return True
            case Scope.MARKING:
                return self.workspace is Workspace.ANNOTATE or (in_review and self.is_editing)
            case Scope.ANNOTATING:
                return self.workspace is Workspace.ANNOTATE
            case Scope.REVIEWING:
                return in_review and not self.is_editing
            case Scope.EDITING:
                return in_review and self.is_editing
            case _:
                assert_never(scope)


class Bench(Protocol):
    """What commands act on. The window is one; `act` shows refusals where it stands."""

    @property
    def session(self) -> Session:
        """The open project."""
        ...

    @property
    def desk(self) -> Desk:
        """The annotator's gestures."""
        ...

    def place(self) -> Place:
        """Caret and selection in the article."""
        ...

    def show(self, what: str) -> None:
        """Opens a dialog, or gives a panel the focus, by name."""
        ...

    def say(self, words: str) -> None:
        """Says something in passing, until the next act."""
        ...

    def open_neighbour(self, step: int) -> None:
        """Opens the next (1) or previous (-1) article of the list as it is filtered."""
        ...

    def undo(self) -> None:
        """Takes back the newest act in the open article."""
        ...

    def redo(self) -> None:
        """Does again what was taken back last."""
        ...

    def go_to(self, workspace: Workspace) -> None:
        """Changes what the window is for."""
        ...

    def change_view(self, what: str) -> None:
        """Changes how things look: panels, text size, theme, by name."""
        ...


Run = Callable[[Bench], None]


def showing(what: str) -> Run:
    """A command that opens something or gives it the focus, by the name `Bench.show` takes."""

    def run(bench: Bench) -> None:
        bench.show(what)

    return run


def always(_: Context) -> bool:
    """For commands that can always run."""
    return True


def with_project(context: Context) -> bool:
    """For commands that need an open project."""
    return context.has_project


def with_article(context: Context) -> bool:
    """For commands that need an open article."""
    return context.has_article


def to_write(context: Context) -> bool:
    """For commands that change the open article."""
    return context.has_article and context.can_write


def to_annotation(context: Context) -> bool:
    """For commands that change the selected annotation."""
    return context.has_annotation and context.can_write


@dataclass(frozen=True, slots=True)
class Command:
    """One act. `keys` are portable key sequences, the first is shown; `menu` names its menu.

    Commands with the same `submenu` stand in one of that title within the menu.
    `in_text`: the keys work only while the article has the focus, as single letters must.
    `icon` names a file of resources/icons. A row with an empty title is a line in the menu.
    """

    id: str
    title: str
    tip: str
    menu: str
    run: Run
    keys: tuple[str, ...] = ()
    when: Callable[[Context], bool] = always
    in_text: bool = False
    icon: str = ""
    group: int = 0
    scope: Scope = Scope.EVERYWHERE
    submenu: str = ""

    def can_run(self, context: Context) -> bool:
        """Whether it can run now."""
        return context.holds(self.scope) and self.when(context)


MENUS = ("File", "Edit", "Annotate", "Go", "Review", "View", "Help")


def all_commands() -> tuple[Command, ...]:
    """Every command but those of a codebook's labels, in the order of the menus."""
    from annotator.app.command_tables import annotate, edit, file, go, review, view

    return (
        *file.COMMANDS,
        *edit.COMMANDS,
        *annotate.COMMANDS,
        *go.COMMANDS,
        *review.COMMANDS,
        *view.COMMANDS,
    )


def label_commands(codebook: Codebook) -> tuple[Command, ...]:
    """A command for each label, under its key."""
    return tuple(
        Command(
            id=f"label.{label.id}",
            title=label.title,
            tip=f"Mark the selection or the word at the caret as {label.title}",
            menu="Annotate",
            run=_press(label.id),
            keys=(_shown_key(label.key),) if label.key else (),
            # Where nothing may be changed the key says why, and is not just dead.
            when=with_article,
            in_text=True,
            group=-1,
            scope=Scope.MARKING,
        )
        for label in codebook.labels
    )


def sticky_commands(codebook: Codebook) -> tuple[Command, ...]:
    """A command for each label on words that has a letter: with Shift the label sticks.

    They stand in no menu, as the menu has one that asks which label it shall be.
    """
    return tuple(
        Command(
            id=f"sticky.{label.id}",
            title=f"Sticky label: {label.title}",
            tip=f"From now on every selection becomes {label.title}; Let go leaves",
            menu="",
            run=_stick(label.id),
            keys=(f"Shift+{_shown_key(label.key)}",),
            when=with_article,
            in_text=True,
            scope=Scope.ANNOTATING,
        )
        for label in codebook.labels
        if label.level is Level.SPAN and _has_capital(label.key)
    )


def _has_capital(key: str) -> bool:
    """Whether Shift makes another letter of the same key of it: not so in Arabic or Chinese."""
    return key.isalpha() and len(key.upper()) == 1 and key.upper() != key.lower()


def _shown_key(key: str) -> str:
    """Keys are named in capitals; a letter whose capital is two letters keeps its own form."""
    return key.upper() if len(key.upper()) == 1 else key


def _press(label_id: LabelId) -> Run:
    def run(bench: Bench) -> None:
        bench.desk.press_label(label_id, bench.place())

    return run


def _stick(label_id: LabelId) -> Run:
    def run(bench: Bench) -> None:
        bench.desk.stick(label_id)

    return run


def clashes(commands: Iterable[Command]) -> tuple[tuple[str, str, str], ...]:
    """Keys that two commands claim where both can run: key, first id, second id.

    Keys of the article view clash with those of the window too.
    """
    owners: dict[str, list[Command]] = {}
    found = []
    for command in commands:
        for key in command.keys:
            known = owners.setdefault(key, [])
            found += [(key, o.id, command.id) for o in known if o.scope.meets(command.scope)]
            known.append(command)
    return tuple(found)
