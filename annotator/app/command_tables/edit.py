"""Commands of the Edit menu: undo, redo, copying, who one is."""

from annotator.app.commands import Bench, Command, Context, showing, with_article, with_project


def _undo(bench: Bench) -> None:
    bench.undo()


def _redo(bench: Bench) -> None:
    bench.redo()


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
        "edit.copy_labels",
        "Copy with labels",
        "Copy the selection, the selected annotation or the paragraph with its labels",
        "Edit",
        showing("copy_labels"),
        keys=("Ctrl+Shift+C",),
        when=with_article,
        group=1,
    ),
    Command(
        "edit.copy_html",
        "Copy as HTML",
        "Copy the same as the source text of a web page",
        "Edit",
        showing("copy_html"),
        when=with_article,
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
        "edit.find",
        "Find in the article…",
        "Find words in the article; what is selected is taken as what to find",
        "Edit",
        showing("find"),
        keys=("Ctrl+F",),
        when=with_article,
        icon="search",
        group=2,
    ),
    Command(
        "edit.find_next",
        "Next hit",
        "Go to the next place where the words stand, and select it",
        "Edit",
        showing("find_next"),
        keys=("F3",),
        when=with_article,
        group=2,
    ),
    Command(
        "edit.find_previous",
        "Previous hit",
        "Go to the place before, and select it",
        "Edit",
        showing("find_previous"),
        keys=("Shift+F3",),
        when=with_article,
        group=2,
    ),
    Command(
        "edit.find_article",
        "Find an article",
        "Go to the filter above the list of articles",
        "Edit",
        showing("filter"),
        keys=("Ctrl+Shift+F",),
        when=with_project,
        icon="search",
        group=2,
    ),
    Command(
        "edit.settings",
        "Settings…",
        "Letters, column, theme and keys",
        "Edit",
        showing("settings"),
        keys=("Ctrl+,",),
        group=3,
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
