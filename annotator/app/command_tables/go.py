"""Commands of the Go menu: from annotation to annotation, article to article, pane to pane."""

from annotator.app.commands import Bench, Command, Run, showing, with_article, with_project
from annotator.app.scopes import Scope


def _step(by: int) -> Run:
    def run(bench: Bench) -> None:
        bench.desk.step(bench.place(), by=by)

    return run


def _cycle(bench: Bench) -> None:
    bench.desk.cycle(bench.place())


def _step_alike(by: int) -> Run:
    def run(bench: Bench) -> None:
        bench.desk.step_alike(bench.place(), by=by)

    return run


def _partner(bench: Bench) -> None:
    bench.desk.go_to_partner(bench.place())


def _article(step: int) -> Run:
    def run(bench: Bench) -> None:
        bench.open_neighbour(step)

    return run


COMMANDS = (
    Command(
        "go.next_annotation",
        "Next annotation",
        "Select the next annotation",
        "Go",
        _step(1),
        keys=("Tab",),
        when=with_article,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "go.previous_annotation",
        "Previous annotation",
        "Select the annotation before",
        "Go",
        _step(-1),
        keys=("Shift+Tab",),
        when=with_article,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "go.next_alike",
        "Next of this label",
        "Select the next annotation with the label of the selected one",
        "Go",
        _step_alike(1),
        keys=(".",),
        when=with_article,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "go.previous_alike",
        "Previous of this label",
        "Select the annotation before with the label of the selected one",
        "Go",
        _step_alike(-1),
        keys=(",",),
        when=with_article,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "go.label",
        "Go to a label…",
        "Choose a label and select its next annotation; Next of this label goes on",
        "Go",
        showing("label_to_go_to"),
        keys=("Ctrl+Shift+L",),
        when=with_article,
        scope=Scope.MARKING,
    ),
    Command(
        "go.partner",
        "Partner of the relation",
        "Select what a relation ties to the annotation; again for the next one, then back",
        "Go",
        _partner,
        keys=("Ctrl+R",),
        when=with_article,
        scope=Scope.MARKING,
    ),
    Command(
        "go.cycle",
        "Annotations at the caret in turn",
        "Select the next of the annotations under the caret",
        "Go",
        _cycle,
        keys=("T",),
        when=with_article,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "go.let_go",
        "Let go",
        "Select nothing; leave what was begun; come back to the text",
        "Go",
        showing("text"),
        keys=("Escape",),
        when=with_project,
    ),
    Command(
        "go.next_article",
        "Next article",
        "Open the next article of the list",
        "Go",
        _article(1),
        keys=("Ctrl+PgDown",),
        when=with_project,
        icon="next",
        group=1,
    ),
    Command(
        "go.previous_article",
        "Previous article",
        "Open the article before",
        "Go",
        _article(-1),
        keys=("Ctrl+PgUp",),
        when=with_project,
        icon="previous",
        group=1,
    ),
    Command(
        "go.command",
        "Find a command…",
        "List every command that can run now with its key, type to filter",
        "Go",
        showing("command_palette"),
        keys=("Ctrl+K",),
        group=2,
    ),
    Command(
        "go.next_pane",
        "Next pane",
        "Go on to the list, the article, the labels, the attributes, and round",
        "Go",
        showing("next_pane"),
        keys=("F6",),
        when=with_project,
        group=2,
    ),
    Command(
        "go.previous_pane",
        "Previous pane",
        "Go back to the pane before",
        "Go",
        showing("previous_pane"),
        keys=("Shift+F6",),
        when=with_project,
        group=2,
    ),
    Command(
        "go.articles",
        "List of articles",
        "Go to the list of articles",
        "Go",
        showing("articles"),
        keys=("Ctrl+1",),
        when=with_project,
        group=2,
    ),
    Command(
        "go.text",
        "Article",
        "Go to the article's text",
        "Go",
        showing("text_focus"),
        keys=("Ctrl+2",),
        when=with_article,
        group=2,
    ),
    Command(
        "go.inspector",
        "Attributes",
        "Go to the attributes of the selected annotation",
        "Go",
        showing("inspector"),
        keys=("Ctrl+3",),
        when=with_article,
        group=2,
    ),
)
