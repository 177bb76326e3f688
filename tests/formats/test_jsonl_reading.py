"""Native JSONL by other programs, and by nobody's rules: what can be read is, the rest is told."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import OriginKind, SetRole, SetState
from annotator.core.spans import Span
from tests.formats.reading import TEXT, a_line, a_mark, encoded, read_all


def test_the_least_there_must_be_is_enough(tmp_path: Path) -> None:
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(a_line(TEXT, a_mark(0, 8))))
    assert not problems
    assert item.article.text == TEXT
    assert item.article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    [told] = item.sets
    [annotation] = told.annotations
    assert (annotation.author, annotation.label, annotation.spans) == (
        "ana",
        "actor",
        (Span(0, 8),),
    )
    assert annotation.origin.kind is OriginKind.IMPORT
    assert told.annotation_set.state is SetState.IN_PROGRESS
    assert annotation.id


def test_everything_the_contract_shows_is_read(tmp_path: Path) -> None:
    line = {
        "format": "annotator-jsonl/1",
        "article": {
            "id": "x7",
            "text": TEXT,
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "title": "No",
            "meta": {"outlet": "Post", "published": "2025-07-09", "desk": ["world", 1]},
            "zones": [{"zone": "headline", "start": 0, "end": 19}],
        },
        "annotations": [
            {
                "id": "a1",
                "annotator": "ana",
                "label": "quote",
                "start": 0,
                "end": 19,
                "quote": TEXT[0:19],
                "fragments": [[0, 8], [11, 19]],
                "attributes": {"type": "direct"},
                "comment": "why?",
                "unsure": True,
                "origin": "suggestion",
                "score": 0.75,
            },
            {"id": "a2", "annotator": "ana", "label": "actor", "start": 21, "end": 28},
            {"id": "a3", "annotator": "ana", "label": "topic", "start": None, "end": None},
        ],
        "relations": [
            {"id": "r1", "annotator": "ana", "type": "speaker", "from": "a1", "to": "a2"}
        ],
        "sets": [{"annotator": "ana", "role": "gold", "state": "finished", "seconds": 312}],
    }
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(line))
    assert not problems
    article, [told] = item.article, item.sets
    assert (article.id, article.title) == ("x7", "No")
    assert article.meta["desk"] == ["world", 1]
    assert [(z.start, z.end, z.kind) for z in article.zones] == [(0, 19, "headline")]
    whole, quote, actor = told.annotations
    assert not whole.spans
    assert quote.spans == (Span(0, 8), Span(11, 19))
    assert quote.attributes == (("type", "direct"),)
    assert (quote.comment, quote.unsure) == ("why?", True)
    assert (quote.origin.kind, quote.origin.score) == (OriginKind.SUGGESTION, 0.75)
    [relation] = told.relations
    assert (relation.id, relation.source, relation.target) == ("r1", "a1", actor.id)
    assert told.annotation_set.role is SetRole.GOLD
    assert (told.annotation_set.state, told.seconds) == (SetState.FINISHED, 312)


def test_annotations_without_an_annotator_take_the_one_given(tmp_path: Path) -> None:
    mark = {"label": "actor", "start": 0, "end": 8}
    data = encoded(a_line(TEXT, mark))
    [item], problems = read_all(tmp_path / "a.jsonl", data, annotator="olga")
    assert not problems
    assert item.sets[0].annotation_set.author == "olga"
    [item], [problem] = read_all(tmp_path / "a.jsonl", data)
    assert not item.sets
    assert "--annotator" in problem.what


FAULTS: list[tuple[dict[str, Any], str]] = [
    (a_mark(8, 0), "its end (0) is before its start (8)"),
    (a_mark(3, 3), "empty"),
    (a_mark(0, 999), "after the text's end"),
    (a_mark(-2, 3), "before the text"),
    (a_mark(0, None), "its end is None"),
    ({"annotator": "ana", "label": "actor", "end": 3}, "it has no start"),
    (a_mark(0, 8) | {"label": ""}, "no label"),
    (a_mark(0, 8, quote="Minster"), "it quotes 'Minster'"),
    (a_mark(0, 8, fragments=[[0, 3], [5, 9]]), "fragments run from 0 to 9"),
    (a_mark(0, 8, fragments=[[0]]), "a fragment is not"),
    (a_mark(0, 8) | {"start": "0"}, "its start is '0'"),
    (a_mark(0, 8) | {"start": True}, "its start is True"),
    (a_mark(0, 8) | {"annotator": "a\nb"}, "cannot be an annotator's name"),
    (a_mark(None, None, quote="Minister"), "it quotes words"),
]


@pytest.mark.parametrize(("mark", "words"), FAULTS)
def test_a_faulty_annotation_is_left_out_and_told_with_its_line(
    tmp_path: Path, mark: dict[str, Any], words: str
) -> None:
    path = tmp_path / "a.jsonl"
    data = encoded(a_line("other"), a_line(TEXT, mark, a_mark(11, 15)))
    [_, item], [problem] = read_all(path, data)
    assert (problem.where, problem.line, problem.skipped) == (str(path), 2, True)
    assert words in problem.what
    assert [a.spans for a in item.sets[0].annotations] == [(Span(11, 15),)]


LINES = [
    (b'{"article": {"text": "x"}', "column"),
    (b"{'article': 1}", "column 2"),
    (b"[1, 2]", "a list"),
    (b'"text"', "single value"),
    (b"null", "null"),
    (b"{}", "no 'article'"),
    (b'{"article": "text"}', "not an object"),
    (b'{"article": {}}', "no text"),
    (b'{"article": {"text": ""}}', "empty"),
    (b'{"article": {"text": 5}}', "text that is none"),
    (b'{"article": {"text": "x"}, "format": "annotator-jsonl/2"}', "annotator-jsonl/2"),
    (b'{"article": {"text": "x", "meta": {"n": NaN}}}', "NaN"),
    (b'{"article": {"text": "\xff"}}', "not UTF-8: byte 0xff"),
    (b"[" * 100_000, "deeply"),
    (b"\xef\xbb\xbf{}", "JSON"),
]


@pytest.mark.parametrize(("line", "words"), LINES)
def test_a_line_that_is_no_article_is_refused_and_the_others_are_read(
    tmp_path: Path, line: bytes, words: str
) -> None:
    path = tmp_path / "a.jsonl"
    first, last = encoded(a_line("first")), encoded(a_line("last"))
    articles, problems = read_all(path, first + line + b"\n" + last)
    assert [item.article.text for item in articles] == ["first", "last"]
    assert [(p.where, p.line, p.skipped) for p in problems] == [(str(path), 2, True)]
    assert words in problems[0].what


def test_the_byte_that_is_not_utf8_is_counted_from_the_start_of_the_file(tmp_path: Path) -> None:
    first = encoded(a_line("first"))
    _, [problem] = read_all(tmp_path / "a.jsonl", first + b'{"a": "\xe9"}\n')
    assert f"at byte {len(first) + 7}" in problem.what


def test_a_byte_order_mark_and_blank_lines_are_told_and_passed_over(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + encoded(a_line("first")) + b"\r\n \n" + encoded(a_line("last"))
    articles, problems = read_all(tmp_path / "a.jsonl", data)
    assert [item.article.text for item in articles] == ["first", "last"]
    assert [(p.line, "mark" in p.what or "blank" in p.what) for p in problems] == [
        (1, True),
        (2, True),
        (3, True),
    ]


@pytest.mark.parametrize("data", [b"", b"[\n{},\n{}\n]", "{}\n".encode("utf-16")])
def test_a_file_of_another_kind_is_one_problem(tmp_path: Path, data: bytes) -> None:
    articles, problems = read_all(tmp_path / "a.jsonl", data)
    assert not articles
    assert len(problems) == 1


def test_a_last_line_without_an_end_and_crlf_ends_are_read(tmp_path: Path) -> None:
    data = json.dumps(a_line("one")).encode() + b"\r\n" + json.dumps(a_line("two")).encode()
    articles, problems = read_all(tmp_path / "a.jsonl", data)
    assert [item.article.text for item in articles] == ["one", "two"]
    assert not problems


def test_a_wrong_digest_is_told(tmp_path: Path) -> None:
    line = a_line()
    line["article"]["sha256"] = "0" * 64
    [_], [problem] = read_all(tmp_path / "a.jsonl", encoded(line))
    assert "sha256" in problem.what


def test_a_digest_of_the_text_as_it_came_is_right(tmp_path: Path) -> None:
    line = a_line("one\r\ntwo")
    line["article"]["sha256"] = hashlib.sha256(b"one\r\ntwo").hexdigest()
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(line))
    assert item.article.text == "one\ntwo"
    assert not problems


def test_ids_that_stand_twice_lose_nothing(tmp_path: Path) -> None:
    marks = [a_mark(0, 8, id="a"), a_mark(11, 15, id="a"), a_mark(16, 18, id="b")]
    relations = [{"id": "r", "type": "speaker", "from": "a", "to": "b"}] * 2
    line = a_line(TEXT, *marks, relations=relations)
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(line))
    [told] = item.sets
    assert len({a.id for a in told.annotations}) == 3
    assert len({r.id for r in told.relations}) == 2
    assert [p.what.count("stands twice") for p in problems] == [1, 1]


def test_the_same_id_of_two_annotators_is_no_problem(tmp_path: Path) -> None:
    marks = [a_mark(0, 8, id="1"), a_mark(0, 8, id="1") | {"annotator": "ben"}]
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(a_line(TEXT, *marks)))
    assert [len(told.annotations) for told in item.sets] == [1, 1]
    assert not problems


def test_an_article_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    one, two = a_line("one"), a_line("two")
    one["article"]["id"] = two["article"]["id"] = "same"
    articles, [problem] = read_all(tmp_path / "a.jsonl", encoded(one, two))
    assert len(articles) == 2
    assert "line 1" in problem.what


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ({"type": "speaker", "from": "a", "to": "nowhere"}, "no annotation 'nowhere'"),
        ({"type": "speaker", "from": "a", "to": "bad"}, "'bad' was left out"),
        ({"type": "speaker", "from": "a", "to": "c", "annotator": "ana"}, "no annotation 'c'"),
        ({"type": "", "from": "a", "to": "b"}, "no type"),
        ({"type": "speaker", "from": "a"}, "lacks an end"),
    ],
)
def test_a_relation_without_both_ends_is_left_out(
    tmp_path: Path, relation: dict[str, Any], words: str
) -> None:
    marks = [
        a_mark(0, 8, id="a"),
        a_mark(11, 15, id="b"),
        a_mark(9, 2, id="bad"),
        a_mark(0, 8, id="c") | {"annotator": "ben"},
    ]
    line = a_line(TEXT, *marks, relations=[relation])
    [item], [_, problem] = read_all(tmp_path / "a.jsonl", encoded(line))
    assert not any(told.relations for told in item.sets)
    assert words in problem.what


def test_unknown_keys_are_kept_in_meta_or_told(tmp_path: Path) -> None:
    line = a_line(TEXT, a_mark(0, 8, confidence=3), corpus="NYT", article_number=4)
    line["article"]["byline"] = "Ana Gómez"
    [item], [problem] = read_all(tmp_path / "a.jsonl", encoded(line))
    assert dict(item.article.meta) == {"corpus": "NYT", "article_number": 4, "byline": "Ana Gómez"}
    assert "'confidence'" in problem.what
    assert sum("kept in meta" in note for note in item.notes) == 3


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    data = b'{"article": {"text": "x", "title": "a", "title": "b"}}\n'
    [item], [problem] = read_all(tmp_path / "a.jsonl", data)
    assert item.article.title == "b"
    assert "'title' stands twice" in problem.what


def test_values_of_other_kinds_become_text_or_are_told(tmp_path: Path) -> None:
    attributes = {"metonym": True, "value": 12.5, "nothing": None, "many": ["a", "b"], "no": ""}
    [item], [problem] = read_all(
        tmp_path / "a.jsonl", encoded(a_line(TEXT, a_mark(0, 8.0, attributes=attributes)))
    )
    [annotation] = item.sets[0].annotations
    assert dict(annotation.attributes) == {"metonym": "yes", "value": "12.5", "many": '["a", "b"]'}
    assert "'many'" in problem.what


def test_halves_of_surrogate_pairs_are_replaced_and_told(tmp_path: Path) -> None:
    data = b'{"article": {"text": "a \\ud83d b", "title": "\\ude00"}}\n'
    [item], [problem] = read_all(tmp_path / "a.jsonl", data)
    assert (item.article.text, item.article.title) == ("a \ufffd b", "\ufffd")
    assert "2 halves" in problem.what


def test_an_origin_of_another_program_is_kept(tmp_path: Path) -> None:
    mark = a_mark(0, 8, origin="spacy 3.8")
    [item], _ = read_all(tmp_path / "a.jsonl", encoded(a_line(TEXT, mark)))
    origin = item.sets[0].annotations[0].origin
    assert (origin.kind, origin.by) == (OriginKind.IMPORT, "spacy 3.8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "id text annotator label start end quote fragments attributes comment unsure origin "
                "score type from to zone role state seconds sha256 title meta zones created".split()
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
LINE = st.fixed_dictionaries(
    {
        "article": st.fixed_dictionaries(
            {"text": st.text(max_size=8) | JSON}, optional={"meta": JSON}
        )
    },
    optional=dict.fromkeys(
        ("annotations", "relations", "sets", "decisions", "more", "format"), JSON
    ),
)


@given(lines=st.lists(LINE | JSON, max_size=3))
def test_no_json_at_all_makes_it_fail(
    lines: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    articles, problems = read_all(path, data)
    assert len(articles) + sum(p.skipped for p in problems) >= min(1, len(lines))


@given(data=st.binary(max_size=120))
def test_no_bytes_at_all_make_it_fail(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    read_all(tmp_path_factory.getbasetemp() / "any.jsonl", data)
