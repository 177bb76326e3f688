"""What a session reads from the store, made ready to be worked on."""

from dataclasses import dataclass, replace

from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.history import History
from annotator.core.ids import PersonId
from annotator.core.projects import Person
from annotator.core.state import ArticleState
from annotator.store.base import ArticleRow, OpenedArticle, ProjectInfo, SetContent, Store


@dataclass(slots=True)
class OpenArticle:
    """The article being worked on, the person's work on it and its history.

    `is_stale`: the disk refused an edit in it; it is read again before it may be changed.
    `others` are the other sets on it, where they were asked for: in a review. `is_locked`: its
    gold standard is final.
    """

    article: Article
    state: ArticleState
    history: History
    seconds: int = 0
    is_stale: bool = False
    others: tuple[SetContent, ...] = ()
    is_locked: bool = False


def open_article(read: OpenedArticle, *, by: PersonId | None = None) -> OpenArticle:
    """The article as the store read it, ready to be worked on.

    What the author has done can be undone; with `by` what that reviewer has, not what others have.
    """
    content = read.content
    stored = content.annotation_set
    state = ArticleState(
        read.article.id,
        stored.author,
        annotations=content.annotations,
        relations=content.relations,
        decisions=content.decisions,
        annotation_set=stored if stored.stamp.revision else None,
    )
    return OpenArticle(
        read.article,
        state,
        History(edit for edit in read.journal if edit.by == by),
        content.seconds,
        others=read.others,
        is_locked=read.is_locked,
    )


# Settings of a project: what stands in its file for "yes".
SHOWS_NAMES, SHOWS_GOLD = "review.shows_names", "review.shows_gold"
ENOUGH = "review.enough"
_YES = "yes"


@dataclass(frozen=True, slots=True)
class ProjectOptions:
    """What an owner has set for everybody.

    `shows_names`: reviews are not blind. `shows_gold`: annotators may see their own work against
    the gold of adjudicated articles. `enough` is how many annotators must have finished an article
    before it is ready for review; None: all who have begun, and two at least.
    """

    shows_names: bool = False
    shows_gold: bool = False
    enough: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectRead:
    """All of a project but its articles' contents; `rows` show the progress of `person`."""

    person: PersonId
    info: ProjectInfo
    codebook: Codebook
    people: tuple[Person, ...]
    rows: tuple[ArticleRow, ...]
    options: ProjectOptions = ProjectOptions()


def read_project(store: Store, *, person: PersonId) -> ProjectRead:
    """The project as it is on disk."""
    options = ProjectOptions(
        shows_names=store.setting(SHOWS_NAMES) == _YES,
        shows_gold=store.setting(SHOWS_GOLD) == _YES,
        enough=enough_in(store),
    )
    return ProjectRead(
        person,
        store.info(),
        store.codebook(),
        store.people(),
        store.article_rows(person),
        options,
    )


def enough_in(store: Store) -> int | None:
    """How many annotators must have finished an article, as a project says; see ProjectOptions."""
    told = store.setting(ENOUGH)
    return int(told) if told.isdecimal() and int(told) > 0 else None


def write_enough(store: Store, number: int | None) -> None:
    """Sets how many annotators must have finished an article before it is ready for review."""
    store.set_setting(ENOUGH, "" if number is None else str(number))


def write_option(store: Store, name: str, *, is_on: bool) -> None:
    """Sets one of a project's options for everybody."""
    store.set_setting(name, _YES if is_on else "")


def row_now(row: ArticleRow, state: ArticleState) -> ArticleRow:
    """A row of the list of articles, with the progress that memory knows of."""
    whole = 0
    # Annotations on the whole article come first in reading order, and are few.
    for annotation in state:
        if annotation.spans:
            break
        whole += 1
    return replace(row, state=state.annotation_set.state, spans=len(state) - whole)
