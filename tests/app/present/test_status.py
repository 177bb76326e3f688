"""The status line, the label bar, notices, recent projects, keys and the import report."""

from datetime import datetime
from pathlib import Path

import pytest

from annotator.app.present.import_report import ImportRow, import_view, with_problems
from annotator.app.present.keys import KeyRow, key_lines
from annotator.app.present.labels import label_bar_rows
from annotator.app.present.notices import (
    Notice,
    NoticeAction,
    NoticeKind,
    with_notice,
    without_notice,
)
from annotator.app.present.status import Paragraphs, Place, Saving, status_row
from annotator.app.present.welcome import recent_rows
from annotator.core.annotations import Annotation
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import AnnotationId, ArticleId, LabelId, PersonId
from annotator.core.spans import Span
from annotator.core.state import ArticleState

TEXT = "Headline here\n\n  \nOne two three\nfour"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Headline", Place(1, 1)),
        ("here", Place(1, 2)),
        ("One", Place(2, 1)),
        ("three", Place(2, 3)),
        ("four", Place(3, 1)),
    ],
)
def test_paragraphs_and_words_count_from_one(words: str, place: Place) -> None:
    assert Paragraphs(TEXT).place(TEXT.index(words)) == place


def test_an_empty_line_belongs_to_the_paragraph_before() -> None:
    assert Paragraphs(TEXT).place(TEXT.index("\n\n") + 1) == Place(1, 2)


def test_the_end_of_the_text_is_its_last_word() -> None:
    assert Paragraphs(TEXT).place(len(TEXT)) == Place(3, 1)


def test_before_any_paragraph_there_is_no_place() -> None:
    assert Paragraphs("\n\nfirst").place(0) is None
    assert Paragraphs("").place(0) is None


def test_the_status_line_in_words() -> None:
    row = status_row(
        saving=Saving.SAVED,
        annotator="ana",
        number=14,
        articles=1212,
        marks=31,
        place=Place(2, 7),
        zoom_percent=120,
    )
    assert row.saved_words == "saved"
    assert row.article == "article 14 of 1,212"
    assert row.marks == "31 marks"
    assert row.position == "¶ 2, word 7"
    assert row.zoom == "120 %"


def test_without_an_article_the_status_line_counts_the_project() -> None:
    row = status_row(saving=Saving.NOTHING, articles=1)
    assert (row.article, row.marks, row.position) == ("1 article", "", "")


@pytest.mark.parametrize(
    ("saving", "unsaved", "words"),
    [
        (Saving.SAVING, 1, "saving 1 change"),
        (Saving.FAILED, 3, "3 changes not saved"),
        (Saving.FAILED, 0, "not saved"),
        (Saving.READ_ONLY, 0, "read-only"),
    ],
)
def test_saving_in_words(saving: Saving, unsaved: int, words: str) -> None:
    assert status_row(saving=saving, unsaved=unsaved).saved_words == words


def test_the_label_bar_counts_and_marks_sticky_and_active() -> None:
    actor = LabelId("actor")
    annotations = [
        Annotation(AnnotationId(str(i)), ArticleId("a"), PersonId("p"), actor, (Span(i, i + 1),))
        for i in range(3)
    ]
    state = ArticleState(ArticleId("a"), PersonId("p"), annotations=annotations)
    rows = label_bar_rows(DEFAULT_CODEBOOK, state, sticky=LabelId("quote"), active=actor)
    assert [(r.key, r.count) for r in rows] == [("a", 3), ("q", 0), ("f", 0), ("s", 0)]
    assert [r.id for r in rows if r.is_sticky] == ["quote"]
    assert [r.id for r in rows if r.is_active] == ["actor"]


def _notice(name: str, kind: NoticeKind, *actions: str) -> Notice:
    return Notice(name, name, kind, tuple(NoticeAction(a, a) for a in actions))


def test_errors_stand_before_warnings_before_information() -> None:
    queue: tuple[Notice, ...] = ()
    for notice in (
        _notice("i", NoticeKind.INFO, "undo"),
        _notice("e", NoticeKind.ERROR),
        _notice("w", NoticeKind.WARNING),
    ):
        queue = with_notice(queue, notice)
    assert [n.id for n in queue] == ["e", "w", "i"]


def test_the_newest_of_a_kind_stands_first() -> None:
    queue = with_notice((_notice("old", NoticeKind.ERROR),), _notice("new", NoticeKind.ERROR))
    assert [n.id for n in queue] == ["new", "old"]


def test_a_notice_with_the_same_id_is_replaced() -> None:
    queue = with_notice((_notice("e", NoticeKind.ERROR),), _notice("e", NoticeKind.WARNING))
    assert [n.kind for n in queue] == [NoticeKind.WARNING]


def test_information_that_needs_no_answer_makes_way() -> None:
    queue = with_notice((_notice("i", NoticeKind.INFO),), _notice("j", NoticeKind.INFO))
    assert [n.id for n in queue] == ["j"]
    assert without_notice(queue, "j") == ()


def test_recent_projects_are_dated_and_shortened() -> None:
    rows = recent_rows(
        [
            (Path("/home/ana/corpora/pilot.anno"), "2025-07-09T10:00:00"),
            (Path("/data/old.anno"), "2025-07-08"),
            (Path("/data/older.anno"), "2025-07-04"),
            (Path("/data/oldest.anno"), "2024-01-02"),
            (Path("/data/odd.anno"), "?"),
        ],
        now=datetime(2025, 7, 9, 12),
        home=Path("/home/ana"),
    )
    assert [row.used for row in rows] == ["today", "yesterday", "5 days ago", "2 Jan 2024", ""]
    assert rows[0].name == "pilot"
    assert rows[0].folder == str(Path("~/corpora"))
    assert rows[1].folder == str(Path("/data"))


def test_keys_stand_under_their_groups_and_can_be_filtered() -> None:
    rows = (KeyRow("A", "Actor", "Labels"), KeyRow("Ctrl+Z", "Undo", "Edit"))
    assert [line.title for line in key_lines(rows)] == ["Labels", "Actor", "Edit", "Undo"]
    assert [line.title for line in key_lines(rows, text="UNDO")] == ["Edit", "Undo"]
    assert key_lines(rows, text="nothing") == ()


def test_rows_about_one_file_become_one() -> None:
    view = import_view(
        "",
        [
            ImportRow("/in/a", "a", problems=("one",), is_refused=True),
            ImportRow("/in/a", "a", "UTF-8", 2, problems=("two",)),
        ],
    )
    assert view.rows == (ImportRow("/in/a", "a", "UTF-8", 2, problems=("one", "two")),)


def test_the_import_report_begins_with_what_went_wrong() -> None:
    view = import_view(
        "3 files",
        [
            ImportRow("/in/a.txt", "a.txt", "UTF-8", 1, ("a byte-order mark was removed",)),
            ImportRow("/in/b.txt", "b.txt", "UTF-8", 2, (), ("line 3: odd", "line 4: odd")),
            ImportRow("/in/c.txt", "c.txt", is_refused=True, problems=("It is encrypted.",)),
        ],
    )
    assert [row.name for row in view.rows] == ["c.txt", "b.txt", "a.txt"]
    assert [row.name for row in with_problems(view)] == ["c.txt", "b.txt"]
    assert view.rows[0].articles_words == "not read"
    assert view.rows[1].remark == "line 3: odd (and 1 more)"
    assert view.rows[2].remark == "UTF-8 · a byte-order mark was removed"
    assert "/in/c.txt\nnot read\nIt is encrypted." in view.text
