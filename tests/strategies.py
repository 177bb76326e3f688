"""Hypothesis strategies that all tests share: texts of the world, spans, annotations, edits."""

from collections.abc import Sequence

from hypothesis import strategies as st

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    Relation,
    SetRole,
    SetState,
    Stamp,
    Values,
)
from annotator.core.decisions import Choice, Decision, Reason
from annotator.core.edits import Act, Change, Edit
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    BatchId,
    DecisionId,
    EditId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.records import Record
from annotator.core.spans import Span, normalised
from annotator.core.text import canonical

ARTICLE, AUTHOR = ArticleId("article"), PersonId("ana")
LABELS = tuple(LabelId(name) for name in ("actor", "quote", "figure", "source"))

SOME_IDS = st.integers(0, 99).map(str)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1e9\U0001f1ea"
THUMB = "\U0001f44d\U0001f3fd"
KEYCAP = "1\ufe0f\u20e3"
HEART = "\u2764\ufe0f"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

# What a reader sees as one character each, from one code point to seven.
CHARACTERS = (
    *"abzAZ019_ .,;:!?'\"()-%$&@",
    *"éßñ“”‘’„«»‹›「」。、¿…–—€₹",
    *"\n\t\u00a0\u202f",
    "e\u0301",
    "o\u0302\u0323",
    "שׁ",
    *"אבג",
    "بِ",
    *"ابق٣",
    *"中文日々",
    *"ひカー",
    "か\u3099",
    "कि",
    "क्ष",
    "हि",
    "।",
    *"กข",
    "น้ำ",
    *"한국",
    "\u1112\u1161\u11ab",
    "𝒜",
    "𠮷",
    "😀",
    FAMILY,
    FLAG,
    THUMB,
    KEYCAP,
    HEART,
    RAINBOW,
    SCOTLAND,
)
WORDS = (
    *"Lavrov minister didn't U.S. E.U. Mr. 3.5 1,000 11-13 twice-a-week".split(),
    *"@name https://example.com/a?b=c AT&T café cafe\u0301 J. Dr. No. 5% $5 «non» „ja“".split(),
    *"وزير الخارجية שר החוץ प्रधानमंत्री नरेन्द्र นายกรัฐมนตรี 外務大臣 カタカナ 안녕하세요".split(),
)
# What may stand in a file and not in a canonical text, or only in the middle of one.
ODD = (
    *("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\ufeff", "\x00", "\x1b", "\x7f"),
    *("\x80", "\ud83d", "\ude00", "\ufdd0", "\uffff", "\u200b", "\u200e", "\u200f", "\u00ad"),
    *("\u0301", "\u200d", "\u200c", "\ufe0f", "\U0001f3fd", "\U0001f1e9", "\u1161", "\u094d"),
)


def raw_texts(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts as files hold them: line ends of all kinds, marks, halves of pairs, loose signs."""
    parts = st.sampled_from(CHARACTERS) | st.sampled_from(ODD) | st.characters()
    return st.lists(parts, max_size=max_size).map("".join)


def texts(*, min_size: int = 0, max_size: int = 30) -> st.SearchStrategy[str]:
    """Canonical texts of up to `max_size` parts, each a character, a word or a line end."""
    parts = st.sampled_from(CHARACTERS) | st.sampled_from(WORDS) | st.just(" ")
    joined = st.lists(parts, min_size=min_size, max_size=max_size).map("".join)
    return joined.map(lambda raw: canonical(raw).text)


@st.composite
def spans_in(draw: st.DrawFn, text: str) -> Span:
    """Any span of a text that is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def fragments_in(draw: st.DrawFn, length: int, *, most: int = 3) -> tuple[Span, ...]:
    """Sorted spans below `length` that do not touch."""
    if length < 1:
        return ()
    found = []
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, length - 1))
        found.append(Span(start, draw(st.integers(start + 1, length))))
    return normalised(found)


def values(*, most: int = 3) -> st.SearchStrategy[Values]:
    """Attributes with values, sorted by id."""
    ids = st.sampled_from(("kind", "role", "entity", "value", "ärger"))
    told = st.text(min_size=1, max_size=8).filter(lambda s: s.isprintable())
    return st.dictionaries(ids, told, max_size=most).map(
        lambda d: tuple(sorted((AttributeId(k), v) for k, v in d.items()))
    )


def origins() -> st.SearchStrategy[Origin]:
    """How annotations come to be."""
    scores = st.none() | st.floats(0, 1)
    words = st.sampled_from(("", "crf 1.2", "olga", "‘said’ before it"))
    return st.builds(Origin, st.sampled_from(OriginKind), words, scores, words)


def stamps() -> st.SearchStrategy[Stamp]:
    """Stamps of records that were stored before."""
    times = st.sampled_from(("", "2025-07-09T10:00:00Z", "2026-03-04T10:15:30.123Z"))
    return st.builds(Stamp, st.integers(0, 9), times, times)


def annotations(
    *,
    length: int = 40,
    ids: st.SearchStrategy[str] = SOME_IDS,
    labels: Sequence[LabelId] = LABELS,
    whole_article: bool = True,
) -> st.SearchStrategy[Annotation]:
    """Annotations in a text of `length` characters, now and then of the whole article."""
    fragments = fragments_in(length)
    return st.builds(
        Annotation,
        id=ids.map(AnnotationId),
        article=st.just(ARTICLE),
        author=st.just(AUTHOR),
        label=st.sampled_from(labels),
        spans=st.just(()) | fragments if whole_article else fragments,
        attributes=values(),
        comment=st.sampled_from(("", "why?", "zwei\nZeilen 😀")),
        unsure=st.booleans(),
        origin=origins(),
        stamp=stamps(),
    )


def relations(*, ids: st.SearchStrategy[str] = SOME_IDS) -> st.SearchStrategy[Relation]:
    """Relations between annotations that need not be there."""
    return st.builds(
        Relation,
        id=ids.map(RelationId),
        article=st.just(ARTICLE),
        author=st.just(AUTHOR),
        type=st.sampled_from(("speaker", "continues")).map(RelationTypeId),
        source=SOME_IDS.map(AnnotationId),
        target=SOME_IDS.map(AnnotationId),
        attributes=values(most=1),
        stamp=stamps(),
    )


def annotation_sets() -> st.SearchStrategy[AnnotationSet]:
    """The set's own record in any state."""
    return st.builds(
        AnnotationSet,
        article=st.just(ARTICLE),
        author=st.just(AUTHOR),
        role=st.sampled_from(SetRole),
        state=st.sampled_from(SetState),
        note=st.sampled_from(("", "two headlines", "सूचना")),
        stamp=stamps(),
    )


def decisions(*, ids: st.SearchStrategy[str] = SOME_IDS) -> st.SearchStrategy[Decision]:
    """Decisions, whatever they would be about."""
    records = st.lists(SOME_IDS, max_size=3).map(tuple)
    return st.builds(
        Decision,
        id=ids.map(DecisionId),
        article=st.just(ARTICLE),
        author=st.just(AUTHOR),
        reviewer=st.just(PersonId("rita")),
        choice=st.sampled_from(Choice),
        group=st.sampled_from(("", "00ff")),
        kind=st.sampled_from(("", "label_conflict")),
        sources=records,
        taken=records,
        outcome=records,
        strategy=st.sampled_from(("", "majority")),
        reason=st.sampled_from(["", *Reason]),
        note=texts(max_size=5),
        is_guideline_gap=st.booleans(),
        stamp=stamps(),
    )


@st.composite
def changes(draw: st.DrawFn, record_id: str) -> Change:
    """Any change of the record of that id; of the set where the id is the set's."""
    ids = st.just(record_id)
    kinds: tuple[st.SearchStrategy[Record], ...] = (
        annotations(ids=ids),
        relations(ids=ids),
        decisions(ids=ids),
        annotation_sets(),
    )
    records = draw(st.sampled_from(kinds))
    before = draw(st.none() | records)
    after = draw(records if before is None else st.none() | records)
    return Change(before, after)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Any edit that can be written down, whether or not some state permits it."""
    ids = draw(st.lists(SOME_IDS, max_size=5, unique=True))
    found = {change.record_id: change for change in (draw(changes(i)) for i in ids)}
    return Edit(
        title=draw(st.sampled_from(("Mark as Actor", "Remove", "بِ"))),
        article=ARTICLE,
        author=AUTHOR,
        changes=tuple(found.values()),
        id=EditId(draw(SOME_IDS)),
        made=draw(st.sampled_from(("", "2026-03-04T10:15:30.123Z"))),
        act=draw(st.sampled_from(Act)),
        of=draw(st.none() | SOME_IDS.map(EditId)),
        batch=draw(st.none() | SOME_IDS.map(BatchId)),
        by=draw(st.none() | st.just(PersonId("rita"))),
    )
