"""One's own work beside the gold standard: what was missed, which labels were confused."""

from pathlib import Path

from annotator.app import jobs
from annotator.app.present.own_work import personal_summary
from annotator.app.review.summary import Outcome, OwnWork, own_work
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import PersonId
from annotator.store.base import Store
from tests.app.opinions import Marks, line, mark, project_of
from tests.app.review.reviewing import TEXT

KIND = {"attributes": {"kind": "person"}}


def _project(path: Path, mine: Marks, *more: Marks, unfinished: tuple[str, ...] = ()) -> Store:
    lines = [
        line(TEXT if n == 0 else f"{TEXT} ({n})", opinions, unfinished=unfinished if n == 0 else ())
        for n, opinions in enumerate((mine, *more))
    ]
    return project_of(path / "p.anno", *lines)


def _work(store: Store) -> OwnWork:
    found = jobs.run(own_work(store, PersonId("ana")))
    store.close()
    return found


def test_each_annotation_has_one_outcome(tmp_path: Path) -> None:
    opinions = {
        "ana": [mark(0, 10, **KIND), mark(11, 16), mark(17, 26), mark(28, 35, "source")],
        "gold": [
            mark(0, 10),
            mark(17, 26, "source"),
            mark(28, 40, "source"),
            mark(36, 43, "quote"),
        ],
    }
    work = _work(_project(tmp_path, opinions))
    [article] = work.articles
    told = [(c.outcome, c.words, *c.labels) for c in article.cases]
    assert told == [
        (Outcome.OTHER_ATTRIBUTES, "Anna Brown", "actor", "actor"),
        (Outcome.SPURIOUS, "leads", "actor", None),
        (Outcome.OTHER_LABEL, "Hill Bank", "actor", "source"),
        (Outcome.OTHER_BOUNDARY, "Reuters", "source", "source"),
        (Outcome.MISSED, "said so", None, "quote"),
    ]
    assert sum(work.counts.values()) == 5
    assert work.confused == (("actor", "source", 1),)
    assert work.confusion[None, "quote"] == 1


def test_the_window_is_told_the_same(tmp_path: Path) -> None:
    first = {"ana": [mark(0, 10)], "gold": [mark(0, 10)]}
    second = {"ana": [mark(0, 10), mark(11, 16)], "gold": [mark(0, 10, "source"), mark(17, 26)]}
    shown = personal_summary(_work(_project(tmp_path, first, second)), DEFAULT_CODEBOOK)
    assert [(row.id, row.counts.counts) for row in shown.rows] == [
        ("a0", (1, 0, 0, 0, 0, 0)),
        ("a1", (0, 1, 1, 1, 0, 0)),
    ]
    [confused] = shown.confusions
    assert (confused.marked, confused.gold, confused.count, confused.article) == (
        "Actor", "Source agency", 1, "a1"
    )  # fmt: skip


def test_of_several_spans_the_one_that_shares_most_is_meant(tmp_path: Path) -> None:
    opinions = {"ana": [mark(0, 4), mark(5, 16)], "gold": [mark(0, 10), mark(5, 15)]}
    work = _work(_project(tmp_path, opinions))
    [article] = work.articles
    assert [(c.mine.words, c.gold.words) for c in article.cases if c.mine and c.gold] == [
        ("Anna", "Anna Brown"),
        ("Brown leads", "Brown lead"),
    ]


def test_labels_of_the_article_are_matched_by_label(tmp_path: Path) -> None:
    opinions = {
        "ana": [mark(None, None, "topic"), mark(None, None, "tone")],
        "gold": [mark(None, None, "topic", attributes={"kind": "x"})],
    }
    work = _work(_project(tmp_path, opinions))
    [article] = work.articles
    assert [(c.outcome, c.offset) for c in article.cases] == [
        (Outcome.SPURIOUS, None),
        (Outcome.OTHER_ATTRIBUTES, None),
    ]


def test_only_what_is_finished_and_adjudicated_counts(tmp_path: Path) -> None:
    same = {"ana": [mark(0, 10)], "gold": [mark(0, 10)]}
    work = _work(_project(tmp_path, same, same, {"ana": [mark(0, 10)]}, unfinished=("gold",)))
    assert [article.id for article in work.articles] == ["a1"]
    assert work.waiting == 2
    assert work.counts[Outcome.AGREED] == 1


def test_an_unfinished_set_of_ones_own_is_not_summed_up(tmp_path: Path) -> None:
    same = {"ana": [mark(0, 10)], "gold": [mark(0, 10)]}
    work = _work(_project(tmp_path, same, unfinished=("ana",)))
    assert (work.articles, work.waiting) == ((), 0)


def test_a_set_with_nothing_in_it_missed_everything(tmp_path: Path) -> None:
    work = _work(_project(tmp_path, {"ana": [], "gold": [mark(0, 10), mark(17, 26)]}))
    assert work.counts[Outcome.MISSED] == 2
