"""Four articles with the work of three annotators: every kind of dispute, in several scripts."""

from pathlib import Path
from typing import Any

from tests.app.opinions import line

# Names that stand in no text and no word of the window, so that they can be looked for.
ANNOTATORS = ("quirinus", "ottoline", "zebedee")

# Where the article the project began with is not beside the checkout.
OWN = (
    "AFP | Russian FM Lavrov to visit North Korea\n\n"
    'Lavrov "will visit the Democratic People\'s Republic of Korea on July 11-13" for talks, '
    "Russian ministry spokeswoman Maria Zakharova told reporters in Moscow.\n\n"
    "North Korea's official Korean Central News Agency reported earlier that Lavrov would visit.\n\n"
    "About 600 North Korean soldiers have been killed, South Korea has said."
)
EMOJI = "👩‍👩‍👧 Zoe\u0308 Müller 🇮🇳 said “never, ever” to 40 of us. Née Ångström, she left."
ARABIC = "قالت وزارة الخارجية إن الوزير سيزور بيروت غدا. ونقلت رويترز عن 12 مسؤولا."
SAME = "Reuters said so twice."


class Opinion:
    """What one annotator marks in one article."""

    def __init__(self, text: str, annotator: str) -> None:
        self._text, self._annotator = text, annotator
        self.marks: list[dict[str, Any]] = []
        self.relations: list[dict[str, Any]] = []

    def mark(self, words: str, label: str, *, to: str = "", **attributes: str) -> str:
        """Marks the first place of some words, with `to` up to the end of others; its id."""
        start = self._text.index(words)
        end = self._text.index(to, start) + len(to) if to else start + len(words)
        return self._add(label, start, end, attributes)

    def mark_parts(self, *words: str, label: str) -> str:
        """Marks several stretches as one annotation; its id."""
        starts = [self._text.index(one) for one in words]
        parts = [[s, s + len(one)] for s, one in zip(starts, words, strict=True)]
        found = self._add(label, parts[0][0], parts[-1][1], {})
        self.marks[-1]["fragments"] = parts
        return found

    def label_article(self, label: str) -> str:
        """Gives the whole article a label; its id."""
        return self._add(label, None, None, {})

    def relate(self, source: str, target: str, kind: str = "speaker") -> None:
        """Ties two annotations."""
        number = len(self.relations)
        name = f"{self._annotator}-r{number}-{len(self._text)}"
        tie = {"id": name, "annotator": self._annotator, "type": kind}
        self.relations.append({**tie, "from": source, "to": target})

    def _add(self, label: str, start: int | None, end: int | None, attributes: Any) -> str:
        name = f"{self._annotator}{len(self.marks)}-{len(self._text)}"
        told: dict[str, Any] = {"id": name, "label": label, "start": start, "end": end}
        self.marks.append(told | {"attributes": dict(attributes)})
        return name


def articles(seed: Path | None) -> list[dict[str, Any]]:
    """The lines of native JSONL: the first article is the long one, the last without disputes."""
    text = seed.read_text("utf-8") if seed is not None else OWN
    return [
        _line("a0", text, _long),
        _line("a1", EMOJI, _emoji),
        _line("a2", ARABIC, _arabic),
        _line("a3", SAME, lambda who, opinion: opinion.mark("Reuters", "source")),
    ]


def _line(name: str, text: str, mark: Any) -> dict[str, Any]:
    opinions = [Opinion(text, annotator) for annotator in ANNOTATORS]
    for number, opinion in enumerate(opinions):
        mark(number, opinion)
    marks = {who: one.marks for who, one in zip(ANNOTATORS, opinions, strict=True)}
    told = line(text, marks)
    told["relations"] = [relation for opinion in opinions for relation in opinion.relations]
    told["article"]["id"] = name
    return told


def _long(who: int, opinion: Opinion) -> None:
    # One-sided, label, boundary and attribute conflicts, a relation, nested and stacked spans.
    quote = opinion.mark('"will visit the Democratic', "quote", to='July 11-13"')
    speaker = opinion.mark("Maria Zakharova", "actor")
    if who != 1:
        opinion.relate(quote, speaker)
    opinion.mark("AFP |"[:3], "source", role=("byline", "credit", "byline")[who])
    opinion.mark("600", "figure", to=("600", "600 North Korean", "600 North")[who])
    opinion.mark("Korean Central News Agency", "source" if who else "actor")
    if who == 2:
        opinion.mark("Moscow", "actor")
    if who == 0:
        # Nested: one who made both keeps them apart.
        opinion.mark("Russian ministry spokeswoman Maria Zakharova", "actor")
    if who == 1:
        # Stacked: two labels on the same words.
        opinion.mark("South Korea", "actor")
        opinion.mark("South Korea", "source")


def _emoji(who: int, opinion: Opinion) -> None:
    opinion.mark("Zoe\u0308 Müller", "actor", to=("Müller", "Müller", "Müller 🇮🇳")[who])
    opinion.mark("“never", "quote", to=("ever”", "ever”", "”")[who])
    opinion.mark("40", "figure", kind=("count", "ordinal", "age")[who])
    if who == 1:
        opinion.mark("Née Ångström", "actor")
    opinion.label_article(("politics", "politics", "society")[who])


def _arabic(who: int, opinion: Opinion) -> None:
    opinion.mark("وزارة الخارجية", "actor" if who != 2 else "source")
    opinion.mark("رويترز", "source")
    if who == 0:
        opinion.mark_parts("سيزور", "غدا", label="quote")
    else:
        opinion.mark_parts("سيزور", "بيروت غدا", label="quote")
    opinion.mark("12", "figure", to=("12", "12 مسؤولا", "12 مسؤولا")[who])
