"""Commands of the Edit menu: undo, redo, copying, who one is."""

from annotator.app.commands import Bench, Command, Context, showing, with_article, with_project


def _undo(bench: Bench) -> None:
    bench.desk.undo()


def _redo(bench: Bench) -> None:
    bench.desk.redo()


def _can_undo(context: Context) -> bool:
    return context.can_undo and context.can_write


def _can_redo(context: Context) -> bool:
    return context.can_redo and context.can_write


COMMANDS = (
    Command(
        "edit.undo",
        "Undo",
        "Take back the newest act in this article, also one of another day",
        "Edit",
        _undo,
        keys=("Ctrl+Z",),
        when=_can_undo,
        icon="undo",
    ),
    Command(
        "edit.redo",
        "Redo",
        "Do again what was taken back last",
        "Edit",
        _redo,
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        when=_can_redo,
        icon="redo",
    ),
    Command(
        "edit.copy",
        "Copy",
        "Copy the selected words",
        "Edit",
        showing("copy"),
        keys=("Ctrl+C",),
        when=with_article,
        in_text=True,
        group=1,
    ),
    Command(
        "edit.select_all",
        "Select the whole article",
        "Select everything from the first character to the last",
        "Edit",
        showing("select_all"),
        keys=("Ctrl+A",),
        when=with_article,
        in_text=True,
        group=1,
    ),
    Command(
        "edit.find_article",
        "Find an article",
        "Go to the filter above the list of articles",
        "Edit",
        showing("filter"),
        keys=("Ctrl+F",),
        when=with_project,
        icon="search",
        group=2,
    ),
    Command(
        "edit.name",
        "Annotator’s name…",
        "Say who annotates: every mark carries the name",
        "Edit",
        showing("name"),
        when=with_project,
        icon="user",
        group=3,
    ),
)
