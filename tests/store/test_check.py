"""Everything that may be wrong in a project is found, and said so that a person finds it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotations import SetRole
from annotator.core.articles import Zone, ZoneKind, make_article
from annotator.core.codebook import Codebook, Label
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import Problem
from annotator.core.ids import ArticleId, LabelId
from annotator.core.projects import GOLD_AUTHOR
from annotator.core.spans import Span
from annotator.store.base import NewArticle
from annotator.store.open import create_project, open_store
from tests.store.making import (
    ANA,
    TEXT,
    a_decision,
    a_relation,
    a_set,
    an_annotation,
    an_edit,
)

ALONE = Label(LabelId("alone"), "Alone", "alone", overlaps_itself=False)
BOOK = replace(DEFAULT_CODEBOOK, labels=(*DEFAULT_CODEBOOK.labels, ALONE))


@pytest.fixture
def project(path: Path) -> Path:
    """A project without problems, with something of everything."""
    store = create_project(path, codebook=BOOK)
    article = make_article(
        TEXT,
        meta={"outlet": "AP"},
        zones=(Zone(0, 38, ZoneKind.HEADLINE),),
        article_id=ArticleId("art"),
    )
    quote = replace(
        an_annotation(article, 5, 9, label="quote", id="q", type="direct"),
        spans=(Span(5, 9), Span(12, 20)),
    )
    actor = an_annotation(article, 0, 8, id="a", kind="person")
    lone = [an_annotation(article, n, n + 3, label="alone", id=f"l{n}") for n in (0, 3, 50)]
    work = a_set(article, [quote, actor, *lone], [a_relation(quote, actor, id="r")])
    gold = a_set(
        article,
        [an_annotation(article, 0, 8, author=GOLD_AUTHOR, id="g")],
        author=GOLD_AUTHOR,
        role=SetRole.GOLD,
    )
    # What it was about may be gone: that is no fault.
    decision = a_decision(article, id="d", sources=("a", "gone"), taken=("a",), outcome=("g",))
    gold = replace(gold, decisions=(decision,))
    store.add_articles([NewArticle(article, (work, gold))])
    store.apply([an_edit(article, (None, an_annotation(article, 60, 61, id="j")), author=ANA)])
    assert list(store.check()) == []
    store.close()
    return path


def problems_after(path: Path, *statements: str) -> list[Problem]:
    """What check says after another program did something to the file."""
    connection = sqlite3.connect(path)
    connection.execute("pragma ignore_check_constraints = on")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    store = open_store(path, write=False)
    found = list(store.check())
    store.close()
    return found


FAULTS = {
    "update articles set text = text || 'x'": ("art", "digest is another"),
    "update articles set text = replace(text, char(10), char(13))": ("art", "no import lets"),
    "update articles set characters = 3": ("art", "and 3 are noted"),
    "update articles set outlet = 'AFP'": ("art", "outlet is 'AFP', and 'AP' in meta"),
    "update articles set meta = '[1]'": ("art", "meta cannot be read"),
    "update articles set zones = '[[0,9999,\"body\"]]'": ("art", "ends at 9999"),
    "update articles set zones = '[[0,9,\"cellar\"]]'": ("art", "zones cannot be read"),
    "update articles set zones = '[3]'": ("art", "zones cannot be read"),
    "update annotations set \"end\" = 9999 where id = 'a'": (
        "annotation a by ana",
        "after the text",
    ),
    "update annotations set start = 1 where id = 'a'": ("annotation a by ana", "quote is not what"),
    "update annotations set quote = 'x' where id = 'a'": (
        "annotation a by ana",
        "quote is not what",
    ),
    "update annotations set before = 'x' where id = 'a'": (
        "annotation a by ana",
        "around its quote",
    ),
    "update annotations set after = 'x' where id = 'a'": (
        "annotation a by ana",
        "around its quote",
    ),
    "update annotations set start = null, \"end\" = null where id = 'a'": (
        "annotation a by ana",
        "whole article, and yet has a quote",
    ),
    "update annotations set fragments = '[[5,9],[9,20]]' where id = 'q'": (
        "annotation q by ana",
        "overlap, touch",
    ),
    "update annotations set fragments = '[[5,9],[12,19]]' where id = 'q'": (
        "annotation q by ana",
        "not those of its parts",
    ),
    "update annotations set fragments = '[[9,5]]' where id = 'q'": (
        "annotation q by ana",
        "fragments cannot be read",
    ),
    "update annotations set label = 'ghost' where id = 'a'": ("annotation a by ana", "no label"),
    "update annotations set attributes = '{\"kind\":\"fish\"}' where id = 'a'": (
        "annotation a by ana",
        "cannot be 'fish'",
    ),
    "update annotations set attributes = '{\"size\":\"1\"}' where id = 'a'": (
        "annotation a by ana",
        "no attribute 'size'",
    ),
    "update annotations set attributes = '[]' where id = 'a'": (
        "annotation a by ana",
        "attributes cannot be read",
    ),
    "update annotations set unsure = 5 where id = 'a'": ("annotation a by ana", "unsure to"),
    "update annotations set \"end\" = null where id = 'a'": ("annotation a by ana", "to None"),
    "update annotations set start = 20 where id = 'a'": ("annotation a by ana", "from 20 to 8"),
    "update annotations set origin = 'magic' where id = 'a'": ("annotation a by ana", "magic"),
    "update annotations set score = 2 where id = 'a'": ("annotation a by ana", "score is 2"),
    "update annotations set revision = 0 where id = 'a'": ("annotation a by ana", "revision 0"),
    "update annotations set annotator = 'eve' where id = 'a'": ("annotation a by eve", "no set"),
    "update annotations set start = 2, quote = substr((select text from articles), 3, 1), "
    '"end" = 3, before = substr((select text from articles), 1, 2), '
    "after = substr((select text from articles), 4, 32) where id = 'l50'": (
        "annotation l50 by ana",
        "overlaps another",
    ),
    "update relations set target = 'nowhere'": ("relation r by ana", "does not exist"),
    "update relations set target = 'g'": ("relation r by ana", "is by gold"),
    "update relations set target = source": ("relation r by ana", "same annotation"),
    "update relations set source = target, target = source": ("relation r by ana", "cannot run"),
    "update relations set type = 'ghost'": ("relation r by ana", "no relation 'ghost'"),
    'update relations set attributes = \'{"x":"1"}\'': ("relation r by ana", "no attribute 'x'"),
    "update relations set revision = -1": ("relation r by ana", "revision -1"),
    "update decisions set choice = 'dance'": ("decision d in the set of gold", "choice 'dance'"),
    "update decisions set reason = 'mood'": ("decision d in the set of gold", "reason 'mood'"),
    "update decisions set sources = '{}'": ("decision d in the set of gold", "sources are not"),
    "update decisions set taken = '[1]'": ("decision d in the set of gold", "taken are not"),
    "update decisions set outcome = '[\"q\"]'": (
        "decision d in the set of gold",
        "q, which came of it, is not in that set",
    ),
    "update decisions set guideline_gap = 7": ("decision d in the set of gold", "degree 7"),
    "update decisions set revision = 0": ("decision d in the set of gold", "revision 0"),
    "update decisions set annotator = 'eve'": ("decision d in the set of eve", "no set by eve"),
    "delete from annotations where id = 'g'": ("decision d in the set of gold", "g, which came"),
    "update annotation_sets set role = 'king' where annotator = 'ana'": ("work of ana", "king"),
    "update annotation_sets set state = 'lost' where annotator = 'ana'": ("work of ana", "lost"),
    "update annotation_sets set role = 'gold'": ("art", "more than one gold set"),
    "delete from people where name = 'ana'": ("work of ana", "not among the people"),
    "update journal set article_id = 'nowhere'": (
        "database",
        "journal refers to something missing",
    ),
    "update journal set of = 'lost'": ("journal row 1", "takes back or repeats the edit lost"),
    "update journal set act = 'sing'": ("journal row 1", "unknown act 'sing'"),
    "update journal set changes = '[[1,2]]'": ("journal row 1", "cannot be read"),
    'update journal set changes = \'[[null,{"kind":"dream"}]]\'': ("journal row 1", "unknown kind"),
    "delete from articles": ("database", "refers to something missing in articles"),
    "delete from annotation_sets where annotator = 'gold'": ("annotation g by gold", "no set"),
    "update codebook set body = '{}'": ("codebook", "no list of labels"),
}


@pytest.mark.parametrize("statement", FAULTS, ids=lambda s: s.replace("update ", "")[:60])
def test_a_fault_is_found_and_named(project: Path, statement: str) -> None:
    where, what = FAULTS[statement]
    found = problems_after(project, statement)
    assert any(where in p.where and what in p.what for p in found), [str(p) for p in found]


def test_a_problem_names_article_annotation_and_words(project: Path) -> None:
    (problem,) = problems_after(project, "update annotations set label = 'ghost' where id = 'l3'")
    assert "(article art)" in problem.where
    assert "Minister 😀 says" in problem.where
    assert "annotation l3 by ana" in problem.where
    assert f"“{TEXT[3:6]}”" in problem.where


def test_one_fault_is_one_problem(project: Path) -> None:
    found = problems_after(project, "update annotations set start = 1 where id = 'a'")
    assert len(found) == 1


def test_two_faults_are_two_problems(project: Path) -> None:
    found = problems_after(
        project,
        "update annotations set comment = 'fine', label = 'ghost' where id = 'l3'",
        "update articles set characters = 1",
    )
    assert len(found) == 2


def test_an_index_that_lost_a_row_is_found(project: Path) -> None:
    connection = sqlite3.connect(project)
    root = connection.execute(
        "select rootpage from sqlite_master where name = 'annotations_by_label'"
    ).fetchone()[0]
    connection.close()
    with project.open("r+b") as file:
        # An empty index page: kind 10, no cells.
        file.seek((root - 1) * 4096)
        file.write(bytes([10, 0, 0, 0, 0, 0x10, 0, 0]))
    store = open_store(project, write=False)
    assert any("database" in p.where for p in store.check())
    store.close()


def test_check_may_be_given_up_in_the_middle(path: Path) -> None:
    store = create_project(path, codebook=Codebook("none", "1"))
    articles = [make_article(f"Text {n}") for n in range(500)]
    store.add_articles([NewArticle(a) for a in articles])
    seen: list[int] = []
    problems: Iterator[Problem] = store.check(progress=seen.append)
    assert next(problems, None) is None
    assert seen == [200, 400, 500]
    begun = store.check()
    store.set_codebook(BOOK)
    assert list(begun) == []
    store.close()
