"""Native JSONL is lossless: out, into another project, and out again gives the same bytes."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app import jobs
from annotator.app.exporting import export
from annotator.app.importing import import_into, new_article
from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState
from annotator.core.articles import Zone, ZoneKind, make_article
from annotator.core.decisions import Decision
from annotator.core.ids import AnnotationId, DecisionId, PersonId, RelationId, RelationTypeId
from annotator.core.projects import role_of
from annotator.formats.base import ArticleWork, AuthoredSet, Imported
from annotator.formats.jsonl import JSONL, line_of
from annotator.store.open import create_project
from tests import strategies
from tests.formats.reading import read_all

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples" / "articles.jsonl"
META = st.dictionaries(
    st.sampled_from(("outlet", "published", "agency", "desk", "ключ", "tags")),
    st.sampled_from(("Post", "2025-07-09", "AFP 😀", 7, 1.5, None, True, ["a", {"b": []}], "")),
    max_size=4,
)
AUTHORS = tuple(PersonId(name) for name in ("ana", "Özgür 2", "gold", "gold:rita"))


@st.composite
def works(draw: st.DrawFn, *, number: int = 0) -> ArticleWork:
    """An article with everything that can be said of it, by up to three authors."""
    text = draw(strategies.texts(min_size=1)) or "x"
    zones = draw(
        st.lists(
            st.builds(Zone, st.just(0), st.just(len(text)), st.sampled_from(ZoneKind)), max_size=2
        )
    )
    article = make_article(
        f"{number} {text}",
        title=draw(st.sampled_from(("", "=Title", "titre “é”\n2", "عنوان"))),
        meta=draw(META),
        zones=tuple(zones),
        imported=draw(st.sampled_from(("", "2025-07-09T10:00:00Z"))),
    )
    authors = draw(st.lists(st.sampled_from(AUTHORS), unique=True, max_size=3))
    return ArticleWork(
        article, tuple(draw(_sets(article.id, len(text), a, number)) for a in sorted(authors))
    )


@st.composite
def _sets(draw: st.DrawFn, article: str, length: int, author: PersonId, number: int) -> AuthoredSet:
    drawn = draw(st.lists(strategies.annotations(length=length), max_size=5))
    annotations = [_own(a, article, author, f"{number}{author}{i}") for i, a in enumerate(drawn)]
    ties = draw(st.lists(strategies.relations(), max_size=3)) if len(annotations) > 1 else []
    relations = [_tied(r, annotations, author, f"r{number}{author}{i}") for i, r in enumerate(ties)]
    made = draw(st.lists(strategies.decisions(), max_size=2))
    decisions = [
        _decided(d, annotations, author, f"d{number}{author}{i}") for i, d in enumerate(made)
    ]
    told = AnnotationSet(
        annotations[0].article if annotations else make_article("").id,
        author,
        role_of(author),
        draw(st.sampled_from([state for state in SetState if state is not SetState.NEW])),
        draw(st.sampled_from(("", "note 😀\nmore"))),
    )
    annotations.sort(key=lambda a: a.order)
    seconds = draw(st.integers(0, 999))
    return AuthoredSet(told, tuple(annotations), tuple(relations), seconds, tuple(decisions))


def _own(drawn: Annotation, article: str, author: PersonId, name: str) -> Annotation:
    return replace(
        drawn, id=AnnotationId(name), article=type(drawn.article)(article), author=author
    )


def _tied(
    drawn: Relation, annotations: Sequence[Annotation], author: PersonId, name: str
) -> Relation:
    return replace(
        drawn,
        id=RelationId(name),
        article=annotations[0].article,
        author=author,
        type=RelationTypeId("speaker"),
        source=annotations[0].id,
        target=annotations[-1].id,
    )


def _decided(
    drawn: Decision, annotations: Sequence[Annotation], author: PersonId, name: str
) -> Decision:
    """A decision of which came what is there; what it was about may be gone."""
    there = tuple(a.id for a in annotations)
    return replace(
        drawn,
        id=DecisionId(name),
        article=annotations[0].article if annotations else drawn.article,
        author=author,
        sources=(*drawn.sources, *there),
        outcome=there[: len(drawn.outcome)],
    )


def _exported(path: Path, project: Path, source: Path | Sequence[ArticleWork]) -> bytes:
    """What a new project exports after taking in a file, or these articles."""
    store = create_project(project)
    try:
        if isinstance(source, Path):
            report = jobs.run(import_into(store, (source,)))
            assert not report.problems
        else:
            news = [new_article(Imported(w.article, w.sets), source="test") for w in source]
            assert not [p for p in store.add_articles(news).problems if p.skipped]
        done = jobs.run(export(store, path, format_name="jsonl", replace=True))
        assert not done.losses
        assert not done.problems
    finally:
        store.close()
    return path.read_bytes()


@settings(max_examples=25)
@given(data=st.data())
def test_two_projects_export_the_same_bytes(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    told = [data.draw(works(number=n)) for n in range(data.draw(st.integers(1, 3)))]
    first = _exported(folder / "1.jsonl", folder / "1.anno", told)
    second = _exported(folder / "2.jsonl", folder / "2.anno", folder / "1.jsonl")
    assert second == first


def test_the_sample_articles_survive_two_projects(tmp_path: Path) -> None:
    first = _exported(tmp_path / "1.jsonl", tmp_path / "1.anno", SAMPLES)
    second = _exported(tmp_path / "2.jsonl", tmp_path / "2.anno", tmp_path / "1.jsonl")
    assert second == first


@given(work=works())
def test_reading_gives_back_what_was_written(
    work: ArticleWork, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "one.jsonl"
    assert JSONL.write is not None
    list(JSONL.write([work], path))
    [item], problems = read_all(path, path.read_bytes())
    assert not problems
    assert not item.notes
    assert line_of(ArticleWork(item.article, item.sets)) == line_of(work)


@given(work=works())
def test_a_line_is_as_the_contract_says(work: ArticleWork) -> None:
    line = line_of(work)
    decisions = [d for s in work.sets for d in s.decisions]
    names = ["format", "article", "annotations", "relations", "sets"]
    assert list(line) == [*names, *(["decisions"] if decisions else [])]
    keys = ["id", "text", "sha256", "title", "meta", "zones"]
    assert list(line["article"])[:6] == keys
    assert set(line["article"]) - set(keys) <= {"imported"}
    text = work.article.text
    for told in line["annotations"]:
        names = ["id", "annotator", "label", "start", "end", "quote"]
        names += ["fragments"] if "fragments" in told else []
        names += ["attributes", "comment", "unsure", "origin", "score", "created", "changed"]
        assert list(told)[: len(names)] == names
        if told["start"] is None:
            assert (told["end"], told["quote"]) == (None, "")
            continue
        assert told["quote"] == text[told["start"] : told["end"]]
        if "fragments" in told:
            assert len(told["fragments"]) > 1
            assert told["fragments"][0][0] == told["start"]
            assert told["fragments"][-1][1] == told["end"]
    for told in line["relations"]:
        assert list(told)[:6] == ["id", "annotator", "type", "from", "to", "attributes"]
    for told in line["sets"]:
        assert list(told)[:4] == ["annotator", "role", "state", "seconds"]
    for told, decision in zip(line.get("decisions", ()), decisions, strict=True):
        names = ["id", "annotator", "reviewer", "choice", "group", "kind", "sources", "taken"]
        names += ["outcome", "strategy", "reason", "note", "guideline_gap", "created", "changed"]
        assert list(told) == names
        assert told["outcome"] == list(decision.outcome)
        assert told["guideline_gap"] is decision.is_guideline_gap


def test_the_bytes_are_as_the_contract_says(tmp_path: Path) -> None:
    work = ArticleWork(make_article("Où ?\n😀", title="T", meta={"zeta": 1, "outlet": "P"}))
    work = replace(work, article=replace(work.article, id="x"))
    assert JSONL.write is not None
    list(JSONL.write([work, work], tmp_path / "a.jsonl"))
    sha256 = work.article.sha256
    line = (
        '{"format": "annotator-jsonl/1", "article": {"id": "x", "text": "Où ?\\n😀", '
        f'"sha256": "{sha256}", "title": "T", "meta": {{"outlet": "P", "zeta": 1}}, '
        '"zones": []}, "annotations": [], "relations": [], "sets": []}\n'
    )
    assert (tmp_path / "a.jsonl").read_bytes() == (line * 2).encode()
    assert json.loads(line)["article"]["text"] == "Où ?\n😀"
