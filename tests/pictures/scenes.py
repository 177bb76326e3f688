"""The passages that are kept as pictures: texts of our own, with marks at known words."""

from dataclasses import dataclass

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span

COLORS = {"actor": 1, "quote": 2, "figure": 3, "source": 4}


@dataclass(frozen=True)
class Scene:
    """A text, its marks, which one is selected, and relations as pairs of marks with a title."""

    text: str
    marks: tuple[Mark, ...]
    selected: str | None = None
    relations: tuple[tuple[str, str, str], ...] = ()
    height: int = 360


def _marked(text: str, *wanted: tuple[str, str, str]) -> tuple[Mark, ...]:
    """Marks by id, label and words; words with " … " between them are parts of one mark."""
    marks = []
    for mark_id, label, words in wanted:
        place, spans = 0, []
        for part in words.split(" … "):
            place = text.index(part, place)
            spans.append(Span(place, place + len(part)))
            place += len(part)
        marks.append(Mark(mark_id, tuple(spans), label, COLORS[label], f"{label} {mark_id}"))
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
