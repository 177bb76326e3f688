"""Which lines are dimmed, and what a folded run is called."""

from annotator.app.present.highlights import dimmed_spans, headline_spans
from annotator.app.present.zones import fold_runs, fold_words, zones_shown
from annotator.core.articles import Zone, ZoneKind, make_article
from annotator.core.spans import Span
from tests.core.test_zoning import CAPTION, HEADLINE, PAGE, SENTENCE


def test_an_articles_own_zones_come_before_what_is_found() -> None:
    own = (Zone(0, 6, ZoneKind.BODY),)
    assert zones_shown(make_article(PAGE, zones=own)) == own
    assert len(zones_shown(make_article(PAGE))) > 5


def test_what_is_found_is_never_stored() -> None:
    article = make_article(PAGE)
    zones_shown(article)
    assert article.zones == ()


def test_a_plain_article_is_not_dimmed_and_does_not_fold() -> None:
    article = make_article(f"{HEADLINE}\n{SENTENCE * 3}\n{SENTENCE}")
    assert dimmed_spans(article) == fold_runs(article) == ()
    assert headline_spans(article) == (Span(0, len(HEADLINE)),)


def test_the_second_of_two_captions_is_dimmed_also_where_zones_were_stored() -> None:
    text = f"{CAPTION}\n{CAPTION}\nwords"
    end = len(CAPTION)
    zones = (Zone(0, end, ZoneKind.CAPTION), Zone(end + 1, 2 * end + 1, ZoneKind.CAPTION))
    assert dimmed_spans(make_article(text, zones=zones)) == (Span(end + 1, 2 * end + 1),)


def test_zones_that_follow_one_another_fold_together() -> None:
    article = make_article(PAGE)
    runs = fold_runs(article)
    assert [run.title for run in runs] == [
        "Navigation, masthead",
        "Repeated caption",
        "Other articles",
        "Promotion, navigation",
    ]
    assert runs[0].span == Span(0, PAGE.index("Harbour 17°C") + len("Harbour 17°C"))
    assert runs[-1].span.end == len(PAGE)
    assert fold_words(runs[0], marks=0) == "Navigation, masthead · 3 lines"
    assert fold_words(runs[2], marks=1) == "Other articles · 1 line · 1 mark"


def test_a_title_taken_from_the_text_is_no_evidence() -> None:
    text = f"Welcome to the Harbour Times of today\nLearn more\n{HEADLINE}\nBy A Writer\n\n{SENTENCE * 3}"
    assert headline_spans(make_article(text)) == (
        Span(text.index(HEADLINE), text.index(HEADLINE) + len(HEADLINE)),
    )
