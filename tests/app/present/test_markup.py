"""Copied text with labels: readable, and every character and every span found again in it."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from annotator.app.present.markup import Tag, html, inline, tags_of
from annotator.core.annotations import Annotation
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import AnnotationId, ArticleId, AttributeId, LabelId, PersonId
from annotator.core.spans import Span
from tests.strategies import fragments_in, texts

COLORS = tuple(f"#00000{n}" for n in range(1, 9))
TINTS = tuple(f"#fffff{n}" for n in range(1, 9))


def tag(tag_id: str, *spans: tuple[int, int], label: str = "actor", **more: object) -> Tag:
    places = tuple(Span(*span) for span in spans)
    return Tag(tag_id, places, label, label, color=1, **more)  # type: ignore[arg-type]


def shown(text: str, *tags: Tag, start: int = 0, end: int | None = None) -> str:
    return inline(text, tags, within=Span(start, len(text) if end is None else end))


def page(text: str, *tags: Tag, start: int = 0, end: int | None = None) -> str:
    within = Span(start, len(text) if end is None else end)
    return html(text, tags, within=within, colors=COLORS, tints=TINTS)


# Two readers of their own, so that the writer is not checked with itself.


def read_inline(copied: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The words, and for each label where its parts lie."""
    words: list[str] = []
    is_open: list[tuple[str, int]] = []
    parts: dict[str, list[tuple[int, int]]] = {}
    found: dict[str, list[tuple[int, int]]] = {}
    i = unnamed = 0
    while i < len(copied):
        c = copied[i]
        if c == "\\":
            words.append(copied[i + 1])
            i += 2
        elif c == "[":
            number = re.compile(r"(\d+):").match(copied, i + 1)
            i = number.end() if number else i + 1
            is_open.append((number[1] if number else "", len(words)))
        elif c == "]":
            closing = re.compile(r"\]\{(?:(\d+)(?::|(?=\})))?([^}]*)\}").match(copied, i)
            assert closing is not None, copied[i : i + 30]
            i = closing.end()
            wanted = closing[1] or ""
            place = max(n for n, (name, _) in enumerate(is_open) if not wanted or name == wanted)
            number_, start = is_open.pop(place)
            assert number_ == wanted, "a bracket without a number closes the innermost"
            unnamed += not number_
            key = number_ or f"u{unnamed}"
            parts.setdefault(key, []).append((start, len(words)))
            if closing[2]:
                found[closing[2]] = parts.pop(key)
        else:
            words.append(c)
            i += 1
    assert not is_open
    assert not parts
    return "".join(words), found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[str] = []
        self.spans: list[tuple[str, str]] = []
        self.found: dict[tuple[str, str], list[str]] = {}
        self._paragraphs = 0
        # What a paragraph before this one held, and what has not been met in this one.
        self._before: set[tuple[str, str]] = set()

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = dict(attrs)
        if name == "p" and "p" in self.elements:
            raise AssertionError("a paragraph in a paragraph")
        if name == "p":
            self.words += ["\n"] if self._paragraphs else []
            self._paragraphs += 1
            self._before = set(self.found)
        if name != "br":
            self.elements.append(name)
        if name == "span":
            key = (str(given_["data-id"]), str(given_.get("data-part", "1")))
            self.spans.append(key)
            pieces = self.found.setdefault(key, [])
            if key in self._before:
                pieces.append("\n")
                self._before.discard(key)

    def handle_endtag(self, name: str) -> None:
        assert self.elements.pop() == name, "elements are nested"
        if name == "span":
            self.spans.pop()

    def handle_data(self, data: str) -> None:
        if not self.elements:
            assert data == "\n"
        elif "sup" not in self.elements:
            self.words.append(data)
            for key in self.spans:
                self.found[key].append(data)


def read_html(copied: str) -> tuple[str, dict[str, list[str]]]:
    """The words, and for each annotation the words of its parts."""
    reader = _Reader()
    reader.feed(copied)
    reader.close()
    assert not reader.elements
    found: dict[str, list[str]] = {}
    for (tag_id, _), pieces in sorted(reader.found.items()):
        found.setdefault(tag_id, []).append("".join(pieces))
    return "".join(reader.words), found


@st.composite
def tagged(draw: st.DrawFn) -> tuple[str, tuple[Tag, ...], Span]:
    text = draw(texts(min_size=1, max_size=50)) or "x"
    if draw(st.booleans()):
        text = text.translate({ord(c): r for c, r in zip("ab.", "[]\\", strict=True)})
    count = draw(st.integers(0, 8))
    tags = tuple(
        Tag(f"m{i}", draw(fragments_in(len(text))), f"label{i}", f"L<{i}>", color=i % 8 + 1)
        for i in range(count)
    )
    start = draw(st.integers(0, len(text) - 1))
    return text, tags, Span(start, draw(st.integers(start + 1, len(text))))


def cut(tag_: Tag, within: Span) -> list[tuple[int, int]]:
    """The parts of a tag in a stretch of text, counted from where it begins."""
    return [
        (max(s.start, within.start) - within.start, min(s.end, within.end) - within.start)
        for s in tag_.spans
        if s.overlaps(within)
    ]


@given(tagged())
def test_stripped_inline_text_is_the_text_and_every_span_is_in_it(
    case: tuple[str, tuple[Tag, ...], Span],
) -> None:
    text, tags, within = case
    words, found = read_inline(inline(text, tags, within=within))
    assert words == within.text_of(text)
    expected = {t.label: cut(t, within) for t in tags if cut(t, within)}
    assert {name.strip("…"): parts for name, parts in found.items()} == expected


@given(tagged())
def test_stripped_html_is_the_text_and_every_span_is_in_it(
    case: tuple[str, tuple[Tag, ...], Span],
) -> None:
    text, tags, within = case
    here = within.text_of(text)
    copied = html(text, tags, within=within, colors=COLORS, tints=TINTS)
    words, found = read_html(copied)
    assert words == here
    expected = {t.id: [here[a:b] for a, b in cut(t, within)] for t in tags if cut(t, within)}
    assert {key: sorted(parts) for key, parts in found.items()} == {
        key: sorted(parts) for key, parts in expected.items()
    }


def test_inline_text_reads_like_this() -> None:
    text = "Sergei Lavrov said no"
    actor = tag("a", (0, 13), details=(("kind", "person"),))
    quote = tag("q", (0, 21), label="quote", details=(("how", "not so sure"),), is_unsure=True)
    assert shown(text, actor) == "[Sergei Lavrov]{actor kind=person} said no"
    assert shown(text, actor, quote) == (
        '[[Sergei Lavrov]{actor kind=person} said no]{quote? how="not so sure"}'
    )


def test_what_crosses_has_numbers_and_what_only_nests_has_none() -> None:
    text = "Mr. Lavrov said no"
    first, second = tag("a", (0, 10)), tag("b", (4, 15), label="quote")
    inner = tag("c", (11, 15), label="verb")
    assert shown(text, first, second, inner) == (
        "[1:Mr. [2:Lavrov]{1:actor} [said]{verb}]{2:quote} no"
    )


def test_a_part_that_is_not_the_last_has_its_number_only() -> None:
    assert shown("gave it up", tag("a", (0, 4), (8, 10), label="event")) == (
        "[1:gave]{1} it [1:up]{1:event}"
    )


def test_an_annotation_that_is_cut_off_says_so() -> None:
    quote = tag("q", (0, 10), label="quote")
    assert shown("we said no", quote, start=3, end=7) == "[said]{…quote…}"
    assert ">…quote…</b></sup>" in page("we said no", quote, start=3, end=7)


def test_brackets_of_the_article_are_not_taken_for_ours() -> None:
    assert shown("a [sic] b\\c", tag("a", (2, 7))) == "a [\\[sic\\]]{actor} b\\\\c"
    assert shown("1: one", tag("a", (0, 6))) == "[\\1: one]{actor}"


def test_values_with_quotes_and_line_ends_stay_on_one_line() -> None:
    one = tag("a", (0, 1), details=(("comment", 'say "x"\nor y'),))
    assert shown("x", one) == '[x]{actor comment="say \\"x\\"\\nor y"}'


def test_html_escapes_text_labels_and_values() -> None:
    text = '<script>alert("&")</script>'
    bad = tag("a", (0, 8), label='"><b>', details=(("k", "<i>'\""),))
    copied = page(text, bad)
    assert not any(element in copied for element in ("<script>", "<b>", "<i>"))
    assert '="&quot;&gt;&lt;b&gt;"' in copied
    assert read_html(copied)[0] == text


def test_html_has_the_colour_of_the_label_and_no_classes() -> None:
    copied = page("Sergei Lavrov", tag("a", (0, 6)))
    assert "solid #000001" in copied
    assert "background-color:#fffff1" in copied
    assert "class=" not in copied
    assert "<style" not in copied


def test_a_paragraph_from_right_to_left_says_so() -> None:
    copied = page("one\nقال لافروف\n\ntwo")
    assert re.findall(r'<p( dir="rtl")?', copied) == ["", ' dir="rtl"', "", ""]


def test_tags_say_what_the_annotations_say() -> None:
    annotation = Annotation(
        AnnotationId("a"),
        ArticleId("x"),
        PersonId("ana"),
        LabelId("actor"),
        (Span(0, 3),),
        attributes=((AttributeId("kind"), "person"),),
        comment="who?",
        unsure=True,
    )
    whole = Annotation(AnnotationId("w"), ArticleId("x"), PersonId("ana"), LabelId("topic"), ())
    (found,) = tags_of([annotation, whole], DEFAULT_CODEBOOK)
    assert found.details == (("kind", "person"), ("comment", "who?"))
    assert found.is_unsure
    assert found.color == DEFAULT_CODEBOOK.labels[0].color
