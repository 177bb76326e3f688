"""Identical open cases elsewhere, each in its context, to be decided in one act."""

import re
from dataclasses import dataclass

from annotator.app.present.review_answers import titled_values, told_label
from annotator.app.present.wording import counted, is_right_to_left, shortened, value_words
from annotator.app.review.same_cases import Case, SameCases
from annotator.core.annotations import Values
from annotator.core.codebook import Codebook
from annotator.core.ids import LabelId

_BLANKS = re.compile(r"\s+")
_WORDS_SHOWN = 120
_TAKEN_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An open group elsewhere with the same words and the same opinions."""

    id: str
    article: str
    group: str
    title: str
    before: str
    words: str
    after: str
    is_right_to_left: bool = False
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class CaseList:
    """All identical cases. `taken` says what each of them is decided for."""

    rows: tuple[CaseRow, ...]
    taken: str
    remark: str


def case_list(found: SameCases, codebook: Codebook) -> CaseList:
    """The list of identical cases."""
    rows = tuple(
        CaseRow(
            id=f"{case.article}/{case.group}",
            article=case.article,
            group=case.group,
            title=case.title,
            before=_in_line(case.before).lstrip(),
            words=shortened(case.words, longest=_WORDS_SHOWN),
            after=_in_line(case.after).rstrip(),
            is_right_to_left=is_right_to_left(case.words),
        )
        for case in found.found
    )
    articles = len({row.article for row in rows})
    remark = "No identical case is open elsewhere."
    if rows:
        remark = f"{counted(len(rows), 'identical case')} in {counted(articles, 'article')}."
    if found.problems:
        remark += f" {counted(len(found.problems), 'article')} could not be read."
    return CaseList(rows, taken_words(found.case, codebook), remark)


def taken_words(case: Case, codebook: Codebook) -> str:
    """What a case is decided for: "actor “Sergei Lavrov”, kind person"; or none of these."""
    said = [
        _said(codebook, label, values, tuple(words.split("\0")))
        for words, label, values in sorted(case.taken)
    ]
    said += [
        _said(codebook, str(told.label), told.attributes, words) for _, words, told in case.own
    ]
    return "; ".join(said) or "none of these"


def button_words(ticked: int) -> str:
    """What the button does: "Decide 14 cases"."""
    return f"Decide {counted(ticked, 'case')}"


def _said(codebook: Codebook, label: str, values: Values, words: tuple[str, ...]) -> str:
    title, _, _ = told_label(codebook, LabelId(label))
    told = titled_values(codebook, LabelId(label), values)
    quote = shortened(" … ".join(words), longest=_TAKEN_SHOWN)
    head = f"{title.lower()} “{quote}”" if quote else title.lower()
    return ", ".join((head, *(f"{name.lower()} {value_words(value)}" for name, value in told)))


def _in_line(text: str) -> str:
    return _BLANKS.sub(" ", text)
