"""The report on decisions as one HTML page: no scripts, nothing from elsewhere, all escaped."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from annotator.adjudicate.groups import Subject
from annotator.app.present.decision_words import choice_words, reason_words
from annotator.app.present.decisions import NOTHING, attribute_words, counts_words, kind_words
from annotator.app.present.disputes import WHOLE_ARTICLE
from annotator.app.present.wording import counted, shortened, shown_moment, value_words
from annotator.app.review.report import (
    ArticleDecisions,
    DecisionsReport,
    Split,
    Told,
    ToldDecision,
)

# A stretch of an article longer than this is shown without its middle.
_LONGEST = 600
_SIDE = 80
_GAP_SHOWN = 100
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1a; --soft: #5c5b57; --line: #d9d7d0;
  --page: #fdfcf9; --card: #ffffff; --mark: #fff0b8; --taken: #1b6b43; --gap: #9a3412; }
@media (prefers-color-scheme: dark) { :root { --ink: #ecebe7; --soft: #aaa8a1; --line: #3b3a37;
  --page: #191918; --card: #232321; --mark: #5a4a12; --taken: #7fd1a5; --gap: #f4a375; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--page);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-top: .75rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
p { margin: .4rem 0; }
a { color: inherit; }
.soft { color: var(--soft); }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: start; vertical-align: top; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
th, td.who, td.label { white-space: nowrap; }
td.words { overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: .9rem 1.1rem 1rem; margin: .9rem 0; break-inside: avoid; }
.card h3 { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; }
.card h3 .soft { font-weight: 400; font-size: .875rem; }
blockquote { margin: .3rem 0 .7rem; font-family: Georgia, "Noto Serif", serif; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; border-radius: .15em; }
.taken { color: var(--taken); font-weight: 600; }
.gap { color: var(--gap); font-weight: 600; }
.note { border-inline-start: 3px solid var(--line); padding-inline-start: .7rem;
  white-space: pre-wrap; }
ol.gaps li { margin: .5rem 0; break-inside: avoid; }
@media print { body { max-width: none; padding: 0; background: none; color: #000;
  font-size: 10pt; } h2 { break-after: avoid; } .card { background: none; } }
""".strip()


def page_of(report: DecisionsReport, *, title: str) -> Iterator[str]:
    """The page piece by piece. `title` names the project."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    )
    yield f"<title>Decisions: {escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n"
    yield "</head>\n<body>\n"
    yield f"<h1>Decisions: {_text(title)}</h1>\n<p>{escape(counts_words(report.counts))}.</p>\n"
    yield f'<p class="soft">{escape(_listed_words(report))}</p>\n'
    yield from _overview(report)
    numbers = _numbers(report)
    yield from _gaps(report, numbers)
    for article in report.articles:
        yield from _article(article, numbers)
    yield "</body>\n</html>\n"


def _listed_words(report: DecisionsReport) -> str:
    words = [f"{counted(report.listed, 'decision')} in "
             f"{counted(len(report.articles), 'article')} listed."]  # fmt: skip
    if report.gaps_only:
        words.append("Only guideline gaps are listed.")
    elif not report.has_merged and report.counts.all.merged:
        words.append("What strategies decided is in the numbers and not listed.")
    if report.is_blind:
        words.append("Annotators are called A, B, C …, in each article in another order.")
    words.append("Times are UTC.")
    return " ".join(words)


def _overview(report: DecisionsReport) -> Iterator[str]:
    counts = report.counts
    yield '<h2>Overview</h2>\n<div class="tables">\n'
    kinds = {kind_words(key): split for key, split in counts.by_kind.items()}
    yield _split_table("Kind", kinds)
    yield _split_table("Reviewer", counts.by_reviewer)
    reasons = {reason_words(key): number for key, number in counts.by_reason.items()}
    yield _number_table("Reason", reasons)
    strategies = {value_words(key): number for key, number in counts.by_strategy.items()}
    yield _number_table("Strategy", strategies)
    yield "</div>\n"


def _split_table(head: str, splits: Mapping[str, Split]) -> str:
    rows = (
        f'<tr><td>{_text(key)}</td><td class="number">{split.by_hand:,}</td>'
        f'<td class="number">{split.merged:,}</td></tr>\n'
        for key, split in splits.items()
    )
    return _table(head, ("by hand", "by strategies"), "".join(rows))


def _number_table(head: str, numbers: Mapping[str, int]) -> str:
    rows = (
        f'<tr><td>{_text(key)}</td><td class="number">{number:,}</td></tr>\n'
        for key, number in numbers.items()
    )
    return _table(head, ("decisions",), "".join(rows))


def _table(head: str, numbers: tuple[str, ...], rows: str) -> str:
    if not rows:
        return ""
    cells = "".join(f'<th class="number">{escape(name)}</th>' for name in numbers)
    return f"<table>\n<tr><th>{escape(head)}</th>{cells}</tr>\n{rows}</table>\n"


def _numbers(report: DecisionsReport) -> Mapping[str, int]:
    """The place of each listed decision in the page, from 1, by its id."""
    ids = [told.decision.id for article in report.articles for told in article.decisions]
    return {decision_id: number for number, decision_id in enumerate(ids, start=1)}


def _gaps(report: DecisionsReport, numbers: Mapping[str, int]) -> Iterator[str]:
    yield "<h2>Guideline gaps</h2>\n"
    gaps = [
        (article, told)
        for article in report.articles
        for told in article.decisions
        if told.decision.is_guideline_gap
    ]
    if not gaps:
        yield '<p class="soft">None was flagged.</p>\n'
        return
    yield '<p class="soft">For the codebook’s author: where the guideline did not decide.</p>\n'
    yield '<ol class="gaps">\n'
    for article, told in gaps:
        words = shortened(told.words, longest=_GAP_SHOWN) or WHOLE_ARTICLE
        labels = ", ".join(dict.fromkeys(v.label for v in (*told.opinions, *told.outcome)))
        yield (
            f'<li><a href="#d{numbers[told.decision.id]}">{_text(words)}</a> '
            f'<span class="soft">{escape(labels)}; {_text(article.title)}</span>'
        )
        if told.decision.note:
            yield f'<div class="note" dir="auto">{escape(told.decision.note)}</div>'
        yield "</li>\n"
    yield "</ol>\n"


def _article(article: ArticleDecisions, numbers: Mapping[str, int]) -> Iterator[str]:
    words = f"{counted(len(article.decisions), 'decision')}, {value_words(article.stage.value)}"
    yield f'<h2 dir="auto">{escape(article.title)}</h2>\n'
    yield f'<p class="soft">{_text(article.id)}: {words}</p>\n'
    in_brief = [told for told in article.decisions if _is_brief(told)]
    for told in article.decisions:
        if not _is_brief(told):
            yield from _decision(told, numbers[told.decision.id])
    if in_brief:
        yield from _merged(in_brief)


def _is_brief(told: ToldDecision) -> bool:
    """Whether a strategy decided and nobody has said anything about it."""
    decision = told.decision
    is_explained = decision.is_guideline_gap or decision.reason or decision.note
    return decision.is_merged and not is_explained


def _merged(decisions: Iterable[ToldDecision]) -> Iterator[str]:
    """What strategies decided in an article, a line each."""
    yield "<table>\n<tr><th>decided by strategies</th><th>kind</th><th>gold</th><th>from</th>"
    yield "<th>strategy</th><th>by</th></tr>\n"
    for told in decisions:
        decision = told.decision
        words = shortened(told.words, longest=_GAP_SHOWN) or WHOLE_ARTICLE
        cells = (
            escape(kind_words(decision.kind)),
            escape(", ".join(put.label for put in told.outcome) or NOTHING),
            _text(", ".join(told.takers)),
            escape(value_words(decision.strategy)),
            _text(decision.reviewer),
        )
        yield f'<tr><td class="words">{_text(words)}</td><td>{"</td><td>".join(cells)}</td></tr>\n'
    yield "</table>\n"


def _decision(told: ToldDecision, number: int) -> Iterator[str]:
    decision = told.decision
    by = ", ".join(part for part in (decision.reviewer, shown_moment(told.moment)) if part)
    yield (
        f'<section class="card" id="d{number}">\n'
        f"<h3><span>{escape(kind_words(decision.kind))} → "
        f"{_text(choice_words(decision, told.takers))}</span>"
        f'<span class="soft">{_text(by)}</span></h3>\n'
    )
    yield _quote(told)
    yield "<table>\n<tr><th>who</th><th>label</th><th>words</th><th>attributes</th></tr>\n"
    for who, opinion in _alike(told.opinions):
        yield _row(opinion, who=who)
    if told.nothing:
        yield _wide_row(", ".join(told.nothing), NOTHING)
    for put in told.outcome:
        yield _row(put, who="gold", is_gold=True)
    if not told.outcome:
        yield _wide_row("gold", NOTHING, is_gold=True)
    yield "</table>\n"
    if told.lost:
        yield f'<p class="soft">{counted(told.lost, "annotation")} changed or gone since.</p>\n'
    if decision.is_guideline_gap:
        yield '<p class="gap">Guideline gap</p>\n'
    if decision.reason:
        yield f"<p>Reason: {escape(reason_words(decision.reason))}</p>\n"
    if decision.note:
        yield f'<p class="note" dir="auto">{escape(decision.note)}</p>\n'
    yield "</section>\n"


def _alike(opinions: Iterable[Told]) -> Iterator[tuple[str, Told]]:
    """Each version once, with the names of all who have it."""
    found: dict[tuple[object, ...], list[Told]] = {}
    for told in opinions:
        key = (told.position, told.label, told.attributes, told.is_taken)
        found.setdefault(key, []).append(told)
    for same in found.values():
        yield ", ".join(dict.fromkeys(told.who for told in same)), same[0]


def _quote(told: ToldDecision) -> str:
    if told.subject is Subject.RELATION:
        words = shortened(told.words, longest=_LONGEST)
        return f'<blockquote dir="auto">{escape(words)}</blockquote>\n'
    if told.start is None:
        return ""
    before = _one_line(told.before)
    after = _one_line(told.after)
    marked = shortened(told.words, longest=_LONGEST)
    return (
        f'<blockquote dir="auto"><span class="soft">{escape(before)}</span>'
        f'<mark>{escape(marked)}</mark><span class="soft">{escape(after)}</span></blockquote>\n'
    )


def _one_line(text: str) -> str:
    """The text in one line, blanks at its ends kept as one."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() else ""
    return head + shortened(text, longest=_SIDE) + tail


def _row(told: Told, *, who: str, is_gold: bool = False) -> str:
    is_marked = is_gold or told.is_taken
    name = f"{'✓ ' if told.is_taken else ''}{who}"
    words = shortened(told.words, longest=_LONGEST) or WHOLE_ARTICLE
    who_class = "who taken" if is_marked else "who"
    return (
        f'<tr><td class="{who_class}">{_text(name)}</td><td class="label">{_text(told.label)}'
        f'</td><td class="words">{_text(words)}</td>'
        f'<td class="words">{_text(attribute_words(told.attributes))}</td></tr>\n'
    )


def _wide_row(who: str, words: str, *, is_gold: bool = False) -> str:
    who_class = "who taken" if is_gold else "who"
    return (
        f'<tr><td class="{who_class}">{_text(who)}</td>'
        f'<td colspan="3" class="soft">{escape(words)}</td></tr>\n'
    )


def _text(words: str) -> str:
    """Words from a project, escaped, in a direction of their own."""
    return f"<bdi>{escape(words)}</bdi>"
