"""Work as it can be read: what another program has spoiled becomes a problem, never a stop."""

from dataclasses import replace

from annotator.core.articles import Article
from annotator.core.errors import AnnotatorError, Problem
from annotator.core.ids import ArticleId
from annotator.core.text import digest
from annotator.store.base import SetContent, Store


def read_work(
    store: Store, article_id: ArticleId, *, problems: list[Problem], only_compared: bool = False
) -> tuple[Article, tuple[SetContent, ...]] | None:
    """An article with everybody's work; None where it cannot be read, which is a problem.

    `only_compared` as `Store.sets_of` has it.
    """
    try:
        return store.article(article_id), store.sets_of(article_id, only_compared=only_compared)
    # Rows that another program changed may not make a record, whatever is wrong there.
    except (AnnotatorError, ValueError, TypeError, LookupError) as error:
        what = f"the article was left out, as it cannot be read: {error}"
        problems.append(Problem(article_id, what, skipped=True))
        return None


def note_other_text(article: Article, *, problems: list[Problem]) -> None:
    """Adds a problem where the text is not the one that was imported."""
    if digest(article.text) != article.sha256:
        what = "the text is not the one that was imported: its digest is another"
        problems.append(Problem(article.id, what))


def sound(article: Article, content: SetContent, *, problems: list[Problem]) -> SetContent:
    """The set without annotations that lie outside the text, each of which is a problem."""
    length = len(article.text)
    outside = {a.id for a in content.annotations for span in a.spans if span.end > length}
    if not outside:
        return content
    kept = tuple(a for a in content.annotations if a.id not in outside)
    for annotation_id in sorted(outside):
        what = f"left out of {article.id}: it ends after the text's end"
        problems.append(Problem(annotation_id, what, skipped=True))
    relations = tuple(
        r for r in content.relations if r.source not in outside and r.target not in outside
    )
    lost = len(content.relations) - len(relations)
    if lost:
        what = f"{lost} relations were left out with the annotations at their ends"
        problems.append(Problem(article.id, what, skipped=True))
    return replace(content, annotations=kept, relations=relations)
