"""The shipped sample articles keep every promise the native format and the codebook make."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "resources" / "samples"
SEED = Path(__file__).resolve().parents[2] / "shared" / "seed"

Json = dict[str, Any]

ZONES = set(
    "masthead navigation headline standfirst byline dateline body caption teaser promo footer".split()
)
FREE = None  # any non-empty text
ATTRIBUTES: dict[str, dict[str, set[str] | None]] = {
    "actor": {
        "kind": {"person", "organisation", "state", "group", "other"},
        "mention": {"name", "description"},
        "role": FREE,
        "use": {"modifier", "location"},
        "metonym": {"yes", "no"},
        "entity": FREE,
    },
    "quote": {
        "type": {"direct", "partial", "indirect"},
        "cue": FREE,
        "medium": {"speech", "writing", "thought"},
    },
    "figure": {
        "kind": set(
            "count casualties money percent measure duration age rate ordinal score date identifier".split()
        ),
        "value": FREE,
        "value_max": FREE,
        "unit": FREE,
        "of": FREE,
        "approx": {"exact", "about", "more_than", "at_least", "less_than", "at_most", "vague"},
    },
    "source": {
        "role": {"byline", "credit", "cited", "publisher"},
        "kind": {"agency", "outlet", "official", "document", "social", "unnamed"},
        "entity": FREE,
    },
}
REQUIRED = {
    "actor": {"kind", "mention"},
    "quote": {"type", "medium"},
    "figure": {"kind", "approx"},
    "source": {"role", "kind"},
}
RELATIONS = {
    "speaker": ({"quote"}, {"actor", "source"}),
    "continues": ({"quote"}, {"quote"}),
    "addressee": ({"quote"}, {"actor", "source"}),
    "counts": ({"figure"}, {"actor"}),
    "reported_by": ({"figure"}, {"actor", "source"}),
}
TOP_KEYS = ["format", "article", "annotations", "relations", "sets"]
ARTICLE_KEYS = ["id", "text", "sha256", "title", "meta", "zones"]
META_KEYS = ["outlet", "published", "agency", "language"]
ANNOTATION_KEYS = (
    "id annotator label start end quote fragments attributes comment unsure origin score".split()
)
RELATION_KEYS = ["id", "annotator", "type", "from", "to", "attributes"]
SET_KEYS = ["annotator", "role", "state", "seconds"]

LINES = (SAMPLES / "articles.jsonl").read_bytes().decode("utf-8").split("\n")
RECORDS: list[Json] = [json.loads(line) for line in LINES if line]
ALL_TEXT = "\n".join(record["article"]["text"] for record in RECORDS)

each_article = pytest.mark.parametrize(
    "record", RECORDS, ids=[record["article"]["id"] for record in RECORDS]
)


def spans_of(record: Json, annotator: str) -> list[tuple[str, int, int]]:
    return [
        (a["label"], a["start"], a["end"])
        for a in record["annotations"]
        if a["annotator"] == annotator
    ]


def is_state(record: Json, annotator: str, state: str) -> bool:
    return any(s["annotator"] == annotator and s["state"] == state for s in record["sets"])


def word_runs(text: str, *, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_at_least_six_articles() -> None:
    assert len(RECORDS) >= 6


def test_a_line_is_what_json_writes_with_its_keys_in_order() -> None:
    assert LINES[-1] == ""
    for line, record in zip(LINES, RECORDS, strict=False):
        assert line == json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
        assert record["format"] == "annotator-jsonl/1"
        assert list(record) == TOP_KEYS
        assert list(record["article"]) == ARTICLE_KEYS
        assert list(record["article"]["meta"]) == META_KEYS
        for annotation in record["annotations"]:
            assert list(annotation) == [k for k in ANNOTATION_KEYS if k in annotation]
            assert set(ANNOTATION_KEYS) - set(annotation) <= {"fragments"}
        assert all(list(relation) == RELATION_KEYS for relation in record["relations"])
        assert all(list(s) == SET_KEYS for s in record["sets"])


def test_every_id_is_used_once() -> None:
    ids = Counter(
        item["id"]
        for record in RECORDS
        for item in [record["article"], *record["annotations"], *record["relations"]]
    )
    assert [name for name, times in ids.items() if times > 1] == []


@each_article
def test_the_text_is_canonical_and_its_digest_right(record: Json) -> None:
    article = record["article"]
    assert article["sha256"] == hashlib.sha256(article["text"].encode("utf-8")).hexdigest()
    assert not article["text"].startswith("\ufeff")
    odd = {c for c in article["text"] if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
    assert odd == set()


@each_article
def test_meta_says_where_when_and_in_which_language(record: Json) -> None:
    meta = record["article"]["meta"]
    assert record["article"]["title"] in record["article"]["text"].split("\n")
    assert meta["outlet"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", meta["published"])
    assert meta["language"] in {"en", "hi", "ar"}


@each_article
def test_zones_are_whole_lines_in_order_and_cover_every_line_with_text(record: Json) -> None:
    text, zones = record["article"]["text"], record["article"]["zones"]
    last = 0
    covered: set[int] = set()
    for zone in zones:
        assert list(zone) == ["zone", "start", "end"]
        assert zone["zone"] in ZONES
        assert last <= zone["start"] < zone["end"] <= len(text)
        assert zone["start"] == 0 or text[zone["start"] - 1] == "\n"
        assert zone["end"] == len(text) or text[zone["end"]] == "\n"
        covered |= set(range(zone["start"], zone["end"]))
        last = zone["end"]
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert [zone["zone"] for zone in zones].count("headline") == 1


@each_article
def test_offsets_give_the_quote(record: Json) -> None:
    text = record["article"]["text"]
    for a in record["annotations"]:
        assert 0 <= a["start"] < a["end"] <= len(text), a["id"]
        assert text[a["start"] : a["end"]] == a["quote"], a["id"]
        assert a["quote"] == a["quote"].strip(), a["id"]
        assert not unicodedata.combining(text[a["start"]]), a["id"]
        assert a["end"] == len(text) or not unicodedata.combining(text[a["end"]]), a["id"]


@each_article
def test_no_annotation_runs_over_a_line_end(record: Json) -> None:
    assert [a["id"] for a in record["annotations"] if "\n" in a["quote"]] == []


@each_article
def test_fragments_are_several_ordered_and_fill_the_span_from_end_to_end(record: Json) -> None:
    for a in record["annotations"]:
        if "fragments" not in a:
            continue
        parts = a["fragments"]
        assert len(parts) > 1, a["id"]
        assert (parts[0][0], parts[-1][1]) == (a["start"], a["end"]), a["id"]
        flat = [offset for part in parts for offset in part]
        assert flat == sorted(set(flat)), a["id"]


@each_article
def test_labels_attributes_and_values_are_the_codebooks(record: Json) -> None:
    for a in record["annotations"]:
        allowed = ATTRIBUTES[a["label"]]
        assert REQUIRED[a["label"]] <= set(a["attributes"]) <= set(allowed), a["id"]
        for name, value in a["attributes"].items():
            assert isinstance(value, str), a["id"]
            assert value.strip(), a["id"]
            choices = allowed[name]
            assert choices is None or value in choices, (a["id"], name, value)


@each_article
def test_values_of_figures_are_numbers_or_iso_dates(record: Json) -> None:
    shapes = {True: r"\d{4}(-\d\d(-\d\d)?)?", False: r"\d+(\.\d+)?"}
    for a in record["annotations"]:
        if a["label"] != "figure":
            continue
        attributes = a["attributes"]
        shape = shapes[attributes["kind"] == "date"]
        for name in {"value", "value_max"} & set(attributes):
            assert re.fullmatch(shape, attributes[name]), (a["id"], attributes)
        if "value_max" in attributes:
            assert float(attributes["value"]) < float(attributes["value_max"]), a["id"]


@each_article
def test_an_annotation_is_by_hand_and_by_an_annotator_with_a_set(record: Json) -> None:
    working = {s["annotator"] for s in record["sets"] if s["state"] != "new"}
    for a in record["annotations"]:
        assert a["annotator"] in working, a["id"]
        assert (a["origin"], a["score"]) == ("manual", None), a["id"]
        assert isinstance(a["comment"], str), a["id"]
        assert isinstance(a["unsure"], bool), a["id"]
    for s in record["sets"]:
        assert s["annotator"] in {"ana", "ben"}
        assert s["role"] == "annotator"
        assert s["state"] in {"new", "in_progress", "finished"}
        assert s["seconds"] >= 0


@each_article
def test_an_annotator_never_marks_the_same_span_twice_with_one_label(record: Json) -> None:
    for annotator in ("ana", "ben"):
        spans = spans_of(record, annotator)
        assert len(spans) == len(set(spans))


@each_article
def test_relations_join_the_right_labels_of_one_annotator(record: Json) -> None:
    by_id = {a["id"]: a for a in record["annotations"]}
    for relation in record["relations"]:
        head, tail = by_id[relation["from"]], by_id[relation["to"]]
        froms, tos = RELATIONS[relation["type"]]
        assert head["annotator"] == tail["annotator"] == relation["annotator"], relation["id"]
        assert head["label"] in froms, relation["id"]
        assert tail["label"] in tos, relation["id"]
        assert head is not tail, relation["id"]
        assert set(relation["attributes"]) <= ({"via"} if relation["type"] == "speaker" else set())
        if relation["type"] == "continues":
            assert tail["start"] < head["start"], relation["id"]
    ends = Counter((r["type"], r["from"], r["to"]) for r in record["relations"])
    assert max(ends.values(), default=1) == 1


def test_one_article_is_untouched_and_one_half_done() -> None:
    untouched = [r for r in RECORDS if all(s["state"] == "new" for s in r["sets"])]
    half_done = [r for r in RECORDS if is_state(r, "ben", "in_progress")]
    assert [len(r["annotations"]) for r in untouched] == [0]
    assert len(half_done) == 1
    assert 0 < len(spans_of(half_done[0], "ben")) < len(spans_of(half_done[0], "ana"))


def test_finished_annotators_agree_mostly_but_never_wholly() -> None:
    scores = []
    for record in RECORDS:
        if is_state(record, "ana", "finished") and is_state(record, "ben", "finished"):
            ana, ben = set(spans_of(record, "ana")), set(spans_of(record, "ben"))
            scores.append(2 * len(ana & ben) / (len(ana) + len(ben)))
    assert all(0.7 < score < 0.95 for score in scores), scores
    assert 0.8 <= sum(scores) / len(scores) <= 0.9


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("Devanagari", "[\u0904-\u0939]"),
        ("Arabic", "[\u0621-\u064a]"),
        ("Han", "[\u4e00-\u9fff]"),
        ("Hiragana", "[\u3041-\u3096]"),
        ("a family joined by ZWJ", "\U0001f468\u200d\U0001f469\u200d"),
        ("a skin tone", "[\U0001f3fb-\U0001f3ff]"),
        ("a flag", "[\U0001f1e6-\U0001f1ff]{2}"),
        ("a decomposed letter", "[A-Za-z][\u0300-\u036f]"),
        ("a no-break space in a figure", "\\d\u00a0\\d"),
        ("curly marks", "“[^”]+”"),
        ("straight marks", '"[^"]+"'),
    ],
)
def test_the_texts_hold(what: str, pattern: str) -> None:
    assert re.search(pattern, ALL_TEXT), what


def test_the_shapes_that_need_showing_are_there() -> None:
    gaps = [a for r in RECORDS for a in r["annotations"] if "fragments" in a]
    stacked = [
        (r["article"]["id"], who, span)
        for r in RECORDS
        for who in ("ana", "ben")
        for span, times in Counter(s[1:] for s in spans_of(r, who)).items()
        if times > 1
    ]
    used = {relation["type"] for r in RECORDS for relation in r["relations"]}
    assert gaps
    assert stacked
    assert used == set(RELATIONS)
    assert any(a["unsure"] for r in RECORDS for a in r["annotations"])
    assert any(a["comment"] for r in RECORDS for a in r["annotations"])


def test_one_quote_runs_over_three_paragraphs() -> None:
    chained = []
    for record in RECORDS:
        by_id = {a["id"]: a for a in record["annotations"]}
        before = {r["from"]: r["to"] for r in record["relations"] if r["type"] == "continues"}
        for last, middle in before.items():
            if middle in before:
                first = by_id[before[middle]]
                text = record["article"]["text"][first["start"] : by_id[last]["end"]]
                chained.append(text.count("\n\n“"))
    assert 2 in chained


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed articles are not beside this checkout")
def test_no_twelve_words_in_a_row_come_from_the_seed() -> None:
    seed = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEED.glob("*.txt")))
    assert word_runs(ALL_TEXT, length=12) & word_runs(seed, length=12) == set()
