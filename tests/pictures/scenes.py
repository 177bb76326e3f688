"""The passages that are kept as pictures: texts of our own, with marks at known words."""

from dataclasses import dataclass, replace

from annotator.app.present.highlights import SHARED_HAND, Mark
from annotator.core.spans import Span

COLORS = {"actor": 1, "quote": 2, "figure": 3, "source": 4}


@dataclass(frozen=True)
class Scene:
    """A text, its marks, which one is selected, and relations as pairs of marks with a title.

    In a review the letters of its bands, and the marks of the group that is shown.
    """

    text: str
    marks: tuple[Mark, ...]
    selected: str | None = None
    relations: tuple[tuple[str, str, str], ...] = ()
    height: int = 360
    letters: tuple[str, ...] = ()
    group: tuple[str, ...] = ()


def _marked(text: str, *wanted: tuple[str, str, str]) -> tuple[Mark, ...]:
    """Marks by id, label and words; words with " … " between them are parts of one mark."""
    return tuple(
        Mark(mark_id, _spans(text, words), label, COLORS[label], f"{label} {mark_id}")
        for mark_id, label, words in wanted
    )


def _spans(text: str, words: str) -> tuple[Span, ...]:
    place, spans = 0, []
    for part in words.split(" … "):
        place = text.index(part, place)
        spans.append(Span(place, place + len(part)))
        place += len(part)
    return tuple(spans)


def _reviewed(text: str, *wanted: tuple[str, str, str]) -> tuple[Mark, ...]:
    """Marks of a review by group, whose they are and label, and words.

    `whose` is some of the annotators' letters, G for gold or = for what all have alike; - after it
    for what is decided. The first mark of a label in a group has the chip: the label, and by whom.
    """
    marks: list[Mark] = []
    for group, whose, words in wanted:
        hands, label = whose.split()
        is_decided, hands = hands.endswith("-"), hands.rstrip("-")
        letters = "ABC" if hands == "=" else hands
        for letter in letters:
            band = "GABC".index(letter)
            by = "" if hands in "G=" else f" {hands}"
            marks.append(
                Mark(
                    id=f"{group}{len(marks)}",
                    spans=_spans(text, words),
                    chip=label + by if letter == letters[0] and not is_decided else "",
                    color=COLORS[label],
                    title=f"{label} by {letter}",
                    band=band,
                    hand=SHARED_HAND if hands == "=" else band,
                    steps_back=is_decided,
                )
            )
    return tuple(marks)


_DENSE = (
    "“The port will open on 3 March, whatever the weather says,” Transport Minister Ilse Brandt "
    "told the Coastal News Agency on Tuesday, adding that 1,200 workers and 38 cranes were ready.\n"
    "Brandt, who took office in 2024, said the harbour authority of Kestrel Bay had spent about "
    "€4.5 million on dredging. Dockers’ leader Tomasz Wrona disagreed: “Nobody asked us.”"
)
DENSE = Scene(
    _DENSE,
    _marked(
        _DENSE,
        ("q1", "quote", "“The port will open on 3 March, whatever the weather says,”"),
        ("f1", "figure", "3 March"),
        ("a1", "actor", "Transport Minister Ilse Brandt"),
        ("a2", "actor", "Ilse Brandt"),
        ("s1", "source", "Coastal News Agency"),
        ("a3", "actor", "Coastal News Agency on Tuesday"),
        ("f2", "figure", "1,200 workers and 38 cranes"),
        ("f3", "figure", "1,200"),
        ("f4", "figure", "38"),
        ("a4", "actor", "Brandt, who took office in 2024"),
        ("f5", "figure", "2024, said"),
        ("a5", "actor", "the harbour authority of Kestrel Bay"),
        ("q2", "quote", "had spent about €4.5 million on dredging"),
        ("f6", "figure", "€4.5 million"),
        ("a6", "actor", "Tomasz Wrona"),
        ("q3", "quote", "“Nobody asked us.”"),
    ),
    selected="a2",
    relations=(("q1", "a2", "said by"), ("q3", "a6", "said by")),
)

_ARABIC = (
    "قال وزير الخارجية سامي نصار لوكالة Coastal News Agency يوم الثلاثاء إن 1,200 عامل "
    "وصلوا إلى ميناء Kestrel Bay قبل الفجر.\n"
    "The spokesman added: “سنعود غداً” and left with 38 others."
)
ARABIC = Scene(
    _ARABIC,
    _marked(
        _ARABIC,
        ("a1", "actor", "وزير الخارجية سامي نصار"),
        ("s1", "source", "Coastal News Agency"),
        ("a2", "actor", "لوكالة Coastal"),
        ("f1", "figure", "1,200 عامل"),
        ("a3", "actor", "ميناء Kestrel Bay قبل"),
        ("q1", "quote", "“سنعود غداً”"),
        ("f2", "figure", "38"),
    ),
    selected="a3",
    height=280,
)

_NESTED = (
    "She said the minister of the port of the bay of the northern coast of the country agreed."
)
NESTED = Scene(
    _NESTED,
    _marked(
        _NESTED,
        ("q1", "quote", "the minister of the port of the bay of the northern coast of the country"),
        ("a1", "actor", "the minister of the port of the bay of the northern coast"),
        ("s1", "source", "the port of the bay of the northern coast"),
        ("f1", "figure", "the bay of the northern coast"),
        ("a2", "actor", "the northern coast"),
    ),
    height=220,
)

_PARTS = (
    "“We have waited,” said Tomasz Wrona of the dockers’ union, “for twenty-seven years.”\n"
    "The harbour was closed in 1999."
)
PARTS = Scene(
    _PARTS,
    _marked(
        _PARTS,
        ("q1", "quote", "“We have waited,” … “for twenty-seven years.”"),
        ("a1", "actor", "Tomasz Wrona"),
        ("f1", "figure", "twenty-seven years"),
        ("f2", "figure", "1999"),
    ),
    selected="q1",
    relations=(("q1", "a1", "said by"),),
    height=240,
)

_REVIEW = (
    "“The port will open on 3 March, whatever the weather says,” Transport Minister Ilse Brandt "
    "told the Coastal News Agency on Tuesday, adding that 1,200 workers and 38 cranes were ready.\n"
    "Brandt, who took office in 2024, said the harbour authority of Kestrel Bay had spent about "
    "€4.5 million on dredging. Nobody at the union had been told of it before, and no answer came "
    "to letters. “We have waited,” said Tomasz Wrona, “for twenty-seven years.”"
)
_REVIEW_MARKS = _reviewed(
    _REVIEW,
    ("quote", "= quote", "“The port will open on 3 March, whatever the weather says,”"),
    ("date", "B figure", "3 March"),
    ("minister", "AC actor", "Transport Minister Ilse Brandt"),
    ("minister", "B actor", "Ilse Brandt"),
    ("agency", "AC source", "Coastal News Agency"),
    ("agency", "B actor", "Coastal News Agency"),
    ("ready", "A figure", "1,200 workers and 38 cranes"),
    ("ready", "A figure", "38"),
    ("ready", "B figure", "1,200"),
    ("ready", "B figure", "38"),
    ("ready", "C figure", "1,200 workers"),
    ("office", "= actor", "Brandt, who"),
    ("harbour", "G actor", "the harbour authority of Kestrel Bay"),
    ("harbour", "A- actor", "the harbour authority of Kestrel Bay"),
    ("harbour", "BC- actor", "harbour authority"),
    ("money", "A figure", "about €4.5 million"),
    ("money", "BC figure", "€4.5 million"),
    ("waited", "AB quote", "“We have waited,” … “for twenty-seven years.”"),
    ("waited", "C quote", "“We have waited,”"),
    ("wrona", "= actor", "Tomasz Wrona"),
    ("years", "A figure", "twenty-seven"),
    ("years", "AC figure", "twenty-seven years"),
)
REVIEW = Scene(_REVIEW, _REVIEW_MARKS, height=545, letters=("Gold", "A", "B", "C"))
_MINISTER = tuple(mark.id for mark in _REVIEW_MARKS if mark.id.startswith("minister"))
REVIEW_OF_A_GROUP = replace(REVIEW, group=_MINISTER)
