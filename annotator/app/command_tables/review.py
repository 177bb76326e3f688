"""Commands of the Review menu: deciding on groups, merging, comparing, reports."""

from annotator.app.commands import Command, Context, Run, showing, with_article, with_project
from annotator.app.scopes import Scope

# As many annotators have a key.
MOST_NUMBERS = 9
_TAKING, _SETTINGS = "Take a version", "Review settings"


def with_groups(context: Context) -> bool:
    """For commands that need groups to look at."""
    return context.has_groups


def to_decide(context: Context) -> bool:
    """For commands that decide the group that is looked at."""
    return context.can_decide


def with_decision(context: Context) -> bool:
    """For commands on a decision that was made."""
    return context.has_decision and context.can_write


def to_merge(context: Context) -> bool:
    """For commands that change many articles."""
    return context.has_project and context.can_write and not context.is_busy


def not_busy(context: Context) -> bool:
    """For long work that changes nothing."""
    return context.has_project and not context.is_busy


def _row(
    name: str,
    title: str,
    tip: str,
    *keys: str,
    group: int = 0,
    scope: Scope = Scope.REVIEWING,
    run: Run | None = None,
    submenu: str = "",
) -> Command:
    """A command on the group that is looked at."""
    return Command(
        f"review.{name}",
        title,
        tip,
        "Review",
        run or showing(f"review_{name}"),
        keys=keys,
        when=to_decide,
        in_text=True,
        group=group,
        scope=scope,
        submenu=submenu,
    )


def _take(number: int) -> Command:
    return _row(
        f"take_{number}",
        f"Take annotator {number}",
        f"Take the version of annotator {number}, who may have nothing there",
        str(number),
        group=1,
        submenu=_TAKING,
    )


COMMANDS = (
    Command(
        "review.next",
        "Next open group",
        "Go to the next group that is not decided, in this article or the next one",
        "Review",
        showing("review_next"),
        keys=("Tab",),
        when=with_groups,
        in_text=True,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.previous",
        "Previous open group",
        "Go to the open group before",
        "Review",
        showing("review_previous"),
        keys=("Shift+Tab",),
        when=with_groups,
        in_text=True,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.any_next",
        "Next group",
        "Go to the next group, decided or not",
        "Review",
        showing("review_any_next"),
        keys=(".",),
        when=with_groups,
        in_text=True,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.any_previous",
        "Previous group",
        "Go to the group before, decided or not",
        "Review",
        showing("review_any_previous"),
        keys=(",",),
        when=with_groups,
        in_text=True,
        scope=Scope.REVIEWING,
    ),
    *(_take(number) for number in range(1, MOST_NUMBERS + 1)),
    _row(
        "none", "None of these", "Decide that nothing here belongs into the gold set", "0", group=1
    ),
    _row("majority", "Majority", "Take what more than half of all have", "M", group=1),
    _row("all", "Both or all", "Take every version: they are nested", "B", group=1),
    _row(
        "edit",
        "Edit a version",
        "Take the likeliest version and change its boundaries, label or attributes",
        "E",
        group=1,
    ),
    _row("own", "New span of one’s own", "Mark what no annotator has marked", "N", group=1),
    Command(
        "review.keep",
        "Keep",
        "End editing; the decision stands",
        "Review",
        showing("review_keep"),
        keys=("Return", "Enter"),
        in_text=True,
        group=1,
        scope=Scope.EDITING,
    ),
    Command(
        "review.details",
        "Attributes of the decision",
        "Go to the attributes of what is being edited; Let go comes back to the text",
        "Review",
        showing("inspector"),
        keys=("Shift+Return", "Shift+Enter"),
        when=with_article,
        in_text=True,
        group=1,
        scope=Scope.EDITING,
    ),
    Command(
        "review.reason",
        "Reason…",
        "Say why it was decided so",
        "Review",
        showing("review_reason"),
        keys=("R",),
        when=with_decision,
        in_text=True,
        group=2,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.gap",
        "Guideline gap",
        "Flag the case for the codebook’s author, or take the flag away",
        "Review",
        showing("review_gap"),
        keys=("G",),
        when=with_decision,
        in_text=True,
        group=2,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.same",
        "Decide identical cases…",
        "List the same words with the same opinions elsewhere, and decide those ticked alike",
        "Review",
        showing("review_same"),
        keys=("D",),
        when=with_decision,
        in_text=True,
        group=2,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.discard",
        "Discard the decision",
        "Make the group open again",
        "Review",
        showing("review_discard"),
        keys=("Del", "Backspace"),
        when=with_decision,
        in_text=True,
        group=2,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.undo",
        "Undo the decision",
        "Take back what was decided last",
        "Review",
        showing("review_undo"),
        keys=("U",),
        when=lambda context: context.can_undo and context.can_write,
        in_text=True,
        group=2,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.finish",
        "Finish the review and go on",
        "Say that the article is adjudicated, what all agree on included, and open the next one",
        "Review",
        showing("review_finish"),
        keys=("Ctrl+Return", "Ctrl+Enter"),
        when=lambda context: context.has_article and context.can_write,
        icon="check",
        group=3,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.reopen",
        "Reopen the review",
        "Go on with an article that was adjudicated",
        "Review",
        showing("review_reopen"),
        keys=("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        when=lambda context: context.has_article and context.can_write,
        group=3,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.lock",
        "Lock or unlock the article",
        "Make the gold standard of the article final: nobody changes anything any more",
        "Review",
        showing("review_lock"),
        when=lambda context: context.has_article and context.can_write,
        icon="lock",
        group=3,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.return",
        "Return to an annotator…",
        "Send the article back to an annotator, who goes on with it",
        "Review",
        showing("review_return"),
        when=lambda context: context.has_article and context.can_write,
        group=3,
        scope=Scope.REVIEWING,
    ),
    Command(
        "review.merge",
        "Merge…",
        "Fill the gold set by votes: what each strategy would take is shown before",
        "Review",
        showing("review_merge"),
        keys=("Ctrl+M",),
        when=to_merge,
        group=4,
    ),
    Command(
        "review.finish_agreed",
        "Finish all articles without disputes…",
        "Adjudicate every article in which nothing is open, in one act",
        "Review",
        showing("review_finish_agreed"),
        when=to_merge,
        group=4,
    ),
    Command(
        "review.take_back",
        "Take back a merge…",
        "Undo what was merged or decided in many articles at once",
        "Review",
        showing("review_take_back"),
        when=to_merge,
        group=4,
    ),
    Command(
        "review.discard_all",
        "Discard decisions…",
        "Make everything open again that was merged, or all that was decided",
        "Review",
        showing("review_discard_all"),
        when=to_merge,
        group=4,
    ),
    Command(
        "review.compare",
        "Compare two sets…",
        "Show any two sets of the open article side by side",
        "Review",
        showing("review_compare"),
        keys=("Ctrl+Shift+K",),
        when=with_project,
        group=5,
    ),
    Command(
        "review.own_work",
        "My work against gold",
        "See what was decided on your own annotations: what you missed, what you confused",
        "Review",
        showing("review_own_work"),
        when=not_busy,
        group=5,
    ),
    Command(
        "review.source",
        "What is reviewed…",
        "The annotators’ work; the same once more without sight of the gold; or what reviewers "
        "differ in",
        "Review",
        showing("review_source"),
        when=with_project,
        group=6,
        submenu=_SETTINGS,
    ),
    Command(
        "review.enough",
        "When an article is ready…",
        "Choose how many annotators must have finished an article before it can be reviewed",
        "Review",
        showing("review_enough"),
        when=to_merge,
        group=6,
        submenu=_SETTINGS,
    ),
    Command(
        "review.blind",
        "Names or letters",
        "Show annotators by name, or as A, B, C in an order of each article; for owners",
        "Review",
        showing("review_blind"),
        when=with_project,
        group=6,
        submenu=_SETTINGS,
    ),
    Command(
        "review.show_annotators",
        "Show the annotators",
        "Let annotators see their own work against the gold of adjudicated articles, or not",
        "Review",
        showing("review_show_annotators"),
        when=to_merge,
        group=6,
        submenu=_SETTINGS,
    ),
    Command(
        "review.report",
        "Save the report…",
        "Write all decisions with reasons, notes and guideline gaps as HTML or CSV",
        "Review",
        showing("review_report"),
        when=not_busy,
        group=6,
    ),
)
