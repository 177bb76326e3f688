"""Commands of the View and Help menus: panels, text size, theme, keys."""

from annotator.app.commands import Bench, Command, Run, showing, with_article, with_project
from annotator.app.scopes import Workspace


def _change(what: str) -> Run:
    def run(bench: Bench) -> None:
        bench.change_view(what)

    return run


def _go_to(workspace: Workspace) -> Run:
    def run(bench: Bench) -> None:
        bench.go_to(workspace)

    return run


COMMANDS = (
    Command(
        "view.annotate",
        "Annotate",
        "Mark up articles",
        "View",
        _go_to(Workspace.ANNOTATE),
        keys=("Ctrl+Alt+1",),
        when=with_project,
        group=-1,
    ),
    Command(
        "view.review",
        "Review",
        "Decide what annotators differ in, into the gold standard",
        "View",
        _go_to(Workspace.REVIEW),
        keys=("Ctrl+Alt+2",),
        when=with_project,
        group=-1,
    ),
    Command(
        "view.dashboard",
        "Dashboard",
        "See how far annotators agree",
        "View",
        _go_to(Workspace.DASHBOARD),
        keys=("Ctrl+Alt+3",),
        when=with_project,
        group=-1,
    ),
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
        "view.card",
        "What is here",
        "Show all that is known about the annotations at the caret",
        "View",
        showing("card"),
        keys=("F2",),
        when=with_article,
    ),
    Command(
        "view.fold",
        "Fold what is not the article",
        "Fold away menus, links to other articles and footers, or unfold them all",
        "View",
        showing("fold"),
        keys=("F7",),
        when=with_article,
        group=3,
    ),
    Command(
        "view.fold_run",
        "Fold these lines",
        "Fold or unfold the lines around the caret that are not the article's",
        "View",
        showing("fold_run"),
        keys=("Shift+F7",),
        when=with_article,
        group=3,
    ),
    Command(
        "view.numbers",
        "Paragraph numbers",
        "Show or hide the numbers in the margin",
        "View",
        showing("numbers"),
        group=3,
    ),
    Command(
        "view.overview",
        "Overview bar",
        "Show or hide the bar that says where in the article the marks lie",
        "View",
        showing("overview"),
        group=3,
    ),
    Command(
        "view.arcs",
        "Relations as arcs",
        "Draw the relations of the selected annotation, all relations, or none",
        "View",
        showing("arcs"),
        keys=("F8",),
        when=with_article,
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
    Command(
        "view.theme_contrast",
        "High contrast",
        "The system’s colours with full contrast for every line and letter",
        "View",
        _change("theme_contrast"),
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
    Command(
        "help.review",
        "Reviewing",
        "From several opinions to a gold standard, written down",
        "Help",
        showing("review_guide"),
        keys=("Ctrl+F1",),
    ),
    Command("help.about", "About Annotator", "Version and licence", "Help", showing("about")),
)
