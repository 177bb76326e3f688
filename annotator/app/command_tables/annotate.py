"""Commands of the Annotate menu: what is done to the selected annotation and to the article."""

from annotator.app.commands import (
    Bench,
    Command,
    Run,
    showing,
    to_annotation,
    to_write,
    with_article,
)
from annotator.app.scopes import Scope
from annotator.core.annotations import SetState
from annotator.core.errors import Refused


def _remove(bench: Bench) -> None:
    bench.desk.remove()


def _unsure(bench: Bench) -> None:
    bench.desk.toggle_unsure()


def _move(*, end: bool, by: int, words_at_once: bool = False) -> Run:
    def run(bench: Bench) -> None:
        bench.desk.move_boundary(end=end, by=by, words_at_once=words_at_once, place=bench.place())

    return run


def _split(bench: Bench) -> None:
    bench.desk.split(bench.place())


def _join(bench: Bench) -> None:
    bench.desk.join(bench.place())


def _add_part(bench: Bench) -> None:
    """It is said what the words were added to: that annotation may be out of sight."""
    title = bench.desk.add_part(bench.place()).title
    bench.say(f"Added {title.removeprefix('Add ')}.")


def _take_part(bench: Bench) -> None:
    bench.desk.take_part(bench.place())


def _relation(bench: Bench) -> None:
    """The first press chooses the source; the second ties it to what is selected then."""
    if bench.desk.relation_from is None:
        bench.desk.begin_relation()
        return
    choices = bench.desk.relation_choices()
    if len(choices) == 1:
        bench.desk.relate(choices[0].id)
    else:
        bench.show("relation_types")


def _finish(bench: Bench) -> None:
    bench.desk.set_state(SetState.FINISHED)


def _finish_and_go_on(bench: Bench) -> None:
    current = bench.session.current
    if current is None:
        raise Refused("Open an article first.")
    if current.state.annotation_set.state is not SetState.FINISHED:
        bench.desk.set_state(SetState.FINISHED)
    bench.open_neighbour(1)


def _reopen(bench: Bench) -> None:
    bench.desk.set_state(SetState.IN_PROGRESS)


def _boundary(
    name: str, title: str, keys: str, *, end: bool, by: int, words_at_once: bool = False
) -> Command:
    return Command(
        f"annotate.{name}",
        title,
        f"Move a boundary of the selected annotation: the {title[0].lower()}{title[1:]}",
        "Annotate",
        _move(end=end, by=by, words_at_once=words_at_once),
        keys=(keys,),
        when=to_annotation,
        in_text=True,
        group=2,
        scope=Scope.MARKING,
    )


COMMANDS = (
    Command(
        "annotate.palette",
        "Choose a label…",
        "List the labels at the caret, type to filter: marks the words, or relabels",
        "Annotate",
        showing("label_palette"),
        keys=("Space",),
        when=to_write,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.sticky",
        "Sticky label…",
        "Choose a label that every selection gets until you let go; or Shift with its letter",
        "Annotate",
        showing("sticky_palette"),
        keys=("Shift+Space",),
        when=to_write,
        in_text=True,
        icon="pin",
        scope=Scope.ANNOTATING,
    ),
    Command(
        "annotate.remove",
        "Remove annotation",
        "Take the selected annotation away, with its relations",
        "Annotate",
        _remove,
        keys=("Del", "Backspace"),
        when=to_annotation,
        in_text=True,
        icon="delete",
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.details",
        "Edit attributes",
        "Go to the attributes of the selected annotation; Let go comes back to the text",
        "Annotate",
        showing("inspector"),
        keys=("Return", "Enter"),
        when=with_article,
        in_text=True,
        scope=Scope.ANNOTATING,
    ),
    Command(
        "annotate.comment",
        "Comment",
        "Write a comment on the selected annotation",
        "Annotate",
        showing("comment"),
        keys=("K",),
        when=to_annotation,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.unsure",
        "Unsure",
        "Flag the selected annotation as unsure, or take the flag away",
        "Annotate",
        _unsure,
        keys=("U",),
        when=to_annotation,
        in_text=True,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.relation",
        "Relation",
        "Begin a relation at the selected annotation; go to its other end and press again",
        "Annotate",
        _relation,
        keys=("R",),
        when=to_annotation,
        in_text=True,
        icon="relation",
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.occurrences",
        "Label all occurrences…",
        "List every other place where the marked or selected words stand, and mark those ticked",
        "Annotate",
        showing("occurrences"),
        keys=("Ctrl+L",),
        when=to_write,
        group=1,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.split",
        "Divide at the caret",
        "Make two annotations of the selected one, or of the innermost at the caret",
        "Annotate",
        _split,
        keys=("Ctrl+D",),
        when=to_write,
        group=1,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.join",
        "Join with the next",
        "Make one annotation of this and the next of the same label in the paragraph",
        "Annotate",
        _join,
        keys=("Ctrl+J",),
        when=to_write,
        group=1,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.add_part",
        "Add as a part",
        "Add the selected words to the annotation that was selected last",
        "Annotate",
        _add_part,
        keys=("+",),
        when=to_write,
        in_text=True,
        group=1,
        scope=Scope.MARKING,
    ),
    Command(
        "annotate.take_part",
        "Take the part away",
        "Take the part at the caret away from its annotation",
        "Annotate",
        _take_part,
        keys=("-",),
        when=to_write,
        in_text=True,
        group=1,
        scope=Scope.MARKING,
    ),
    _boundary("end_right", "End one character on", "Alt+Right", end=True, by=1),
    _boundary("end_left", "End one character back", "Alt+Left", end=True, by=-1),
    _boundary("start_right", "Start one character on", "Alt+Shift+Right", end=False, by=1),
    _boundary("start_left", "Start one character back", "Alt+Shift+Left", end=False, by=-1),
    _boundary(
        "end_word_right", "End one word on", "Ctrl+Alt+Right", end=True, by=1, words_at_once=True
    ),
    _boundary(
        "end_word_left", "End one word back", "Ctrl+Alt+Left", end=True, by=-1, words_at_once=True
    ),
    _boundary(
        "start_word_right",
        "Start one word on",
        "Ctrl+Alt+Shift+Right",
        end=False,
        by=1,
        words_at_once=True,
    ),
    _boundary(
        "start_word_left",
        "Start one word back",
        "Ctrl+Alt+Shift+Left",
        end=False,
        by=-1,
        words_at_once=True,
    ),
    Command(
        "annotate.finish_next",
        "Finish and go on",
        "Say that this article is done and open the next one",
        "Annotate",
        _finish_and_go_on,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        when=to_write,
        icon="check",
        group=3,
        scope=Scope.ANNOTATING,
    ),
    Command(
        "annotate.finish",
        "Finish article",
        "Say that this article is done",
        "Annotate",
        _finish,
        when=to_write,
        group=3,
        scope=Scope.ANNOTATING,
    ),
    Command(
        "annotate.reopen",
        "Reopen article",
        "Go on with an article that was finished",
        "Annotate",
        _reopen,
        keys=("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        when=to_write,
        group=3,
        scope=Scope.ANNOTATING,
    ),
)
