"""What stands around an article on paper: its head, the legend of its labels, its relations."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.app.present.summary import UNKNOWN_COLOR, row_quote
from annotator.app.present.wording import counted, isolated, shown_date, value_words
from annotator.core.annotations import Annotation, SetState
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.state import ArticleState


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A label in use: its chip, its title, and how many annotations have it."""

    chip: str
    title: str
    color: int
    count: int


@dataclass(frozen=True, slots=True)
class PaperFrame:
    """The words before and after the article. Empty ones are left out.

    `title` is empty where the text begins with it; `name` is the title in any case.
    """

    name: str
    title: str
    facts: str
    author: str
    legend: tuple[LegendRow, ...]
    relations: tuple[str, ...]
    on_the_whole: tuple[str, ...]


_STATES = {
    SetState.NEW: "not begun",
    SetState.IN_PROGRESS: "in progress",
    SetState.FINISHED: "finished",
    SetState.RETURNED: "returned",
    SetState.LOCKED: "locked",
}


def paper_frame(article: Article, state: ArticleState, codebook: Codebook) -> PaperFrame:
    """The words around an article with one annotator's work on it."""
    facts = (article.known("outlet"), shown_date(article.known("published")))
    known = (*facts, article.known("agency"))
    work = state.annotation_set
    begins = article.text.lstrip().casefold().startswith(article.title.strip().casefold())
    return PaperFrame(
        name=article.title,
        title="" if begins else article.title,
        facts=" · ".join(isolated(fact) for fact in known if fact),
        author=" · ".join(
            (
                f"Annotated by {isolated(str(work.author))}",
                counted(len(state), "annotation"),
                _STATES[work.state],
            )
        ),
        legend=_legend(state, codebook),
        relations=tuple(_relations(state, article.text, codebook)),
        on_the_whole=tuple(_on_the_whole(state, codebook)),
    )


def _legend(state: ArticleState, codebook: Codebook) -> tuple[LegendRow, ...]:
    """The labels in use: the codebook's in its order, then what it does not know."""
    counts = Counter(annotation.label for annotation in state)
    rows = [
        LegendRow(label.short, label.title, label.color, counts.pop(label.id))
        for label in codebook.labels
        if label.id in counts
    ]
    for label_id, count in sorted(counts.items()):
        name = value_words(label_id)
        rows.append(LegendRow(name, name, UNKNOWN_COLOR, count))
    return tuple(rows)


def _relations(state: ArticleState, text: str, codebook: Codebook) -> Iterator[str]:
    """Every relation by the words of its ends, in the order in which it begins in the text."""
    found = []
    for relation in state.relations:
        source, target = state.annotation(relation.source), state.annotation(relation.target)
        if source is None or target is None:
            continue
        kind = codebook.relation_type(relation.type)
        title = kind.title if kind else value_words(relation.type)
        ends = (isolated(row_quote(text, end)) for end in (source, target))
        found.append((source.order, relation.id, f" — {title} → ".join(ends)))
    return (words for _, _, words in sorted(found))


def _on_the_whole(state: ArticleState, codebook: Codebook) -> Iterator[str]:
    """The labels on the whole article, with their values."""
    for annotation in state:
        if annotation.spans:
            # Those on words come after all those on the whole.
            return
        yield _label_words(annotation, codebook)


def _label_words(annotation: Annotation, codebook: Codebook) -> str:
    label = codebook.label(annotation.label)
    name = label.title if label else value_words(annotation.label)
    values = ", ".join(isolated(value_words(value)) for _, value in annotation.attributes)
    return f"{name}: {values}" if values else name
