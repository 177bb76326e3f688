"""Commands of the View and Help menus: panels, text size, theme, keys."""

from annotator.app.commands import Bench, Command, Run, showing


def _change(what: str) -> Run:
    def run(bench: Bench) -> None:
        bench.change_view(what)

    return run


COMMANDS = (
    Command(
        "view.left",
        "Articles panel",
        "Show or hide the list of articles",
        "View",
        _change("left"),
        keys=("F9",),
        icon="panel-left",
    ),
    Command(
        "view.right",
        "Attributes panel",
        "Show or hide the attributes of the selected annotation",
        "View",
        _change("right"),
        keys=("F10",),
        icon="panel-right",
    ),
    Command(
        "view.larger",
        "Larger text",
        "Set the article in larger letters",
        "View",
        _change("larger"),
        keys=("Ctrl++", "Ctrl+="),
        group=1,
    ),
    Command(
        "view.smaller",
        "Smaller text",
        "Set the article in smaller letters",
        "View",
        _change("smaller"),
        keys=("Ctrl+-",),
        group=1,
    ),
    Command(
        "view.usual",
        "Usual text size",
        "Set the article in letters of the usual size",
        "View",
        _change("usual"),
        keys=("Ctrl+0",),
        group=1,
    ),
    Command(
        "view.theme_system",
        "Light or dark as the system",
        "Follow the system's choice of light or dark",
        "View",
        _change("theme_system"),
        group=2,
    ),
    Command(
        "view.theme_light",
        "Light",
        "Dark letters on a light page",
        "View",
        _change("theme_light"),
        group=2,
    ),
    Command(
        "view.theme_dark",
        "Dark",
        "Light letters on a dark page",
        "View",
        _change("theme_dark"),
        group=2,
    ),
    Command("help.keys", "Keys", "All keys in one list", "Help", showing("keys"), keys=("F1",)),
    Command(
        "help.guide",
        "First steps",
        "The first ten minutes, written down",
        "Help",
        showing("guide"),
        keys=("Shift+F1",),
    ),
    Command("help.about", "About Annotator", "Version and licence", "Help", showing("about")),
)
