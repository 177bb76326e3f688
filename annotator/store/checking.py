"""Everything that is wrong in a project, found by reading all of it once.

Rows are compared as they come, and a record is built only where the rules must be asked; their
answers are kept, as most annotations share label and attributes with many others.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator

from annotator.core.annotations import CONTEXT, OriginKind, SetRole, SetState
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.decisions import Choice, Reason
from annotator.core.edits import Act
from annotator.core.errors import BadCodebook, Problem, StorageFailed
from annotator.core.text import digest, is_canonical
from annotator.store import check_statements as sql
from annotator.store import statements
from annotator.store.check_rules import Rules, fragment_faults
from annotator.store.rows import codebook_from, zones_from_json
from annotator.store.runner import Row, Runner

# Articles read at a time.
_CHUNK = 200
_ROLES = frozenset(role.value for role in SetRole)
_STATES = frozenset(state.value for state in SetState)
_ORIGINS = frozenset(kind.value for kind in OriginKind)
_ACTS = frozenset(act.value for act in Act)
_KINDS = frozenset({"annotation", "relation", "set", "decision"})
_CHOICES = frozenset(choice.value for choice in Choice)
_REASONS = frozenset({"", *(reason.value for reason in Reason)})
_QUOTED = 40


def check(runner: Runner, *, progress: Callable[[int], None] | None = None) -> Iterator[Problem]:
    """Problems in the texts, the work on them, the journal and the database, article by article.

    `progress` is called with the number of articles looked at.
    """
    try:
        yield from _check_content(runner, progress=progress)
    except StorageFailed as error:
        yield Problem("database", f"not everything could be read: {error.reason}")
    yield from (Problem("database", fault) for fault in runner.faults())


def _check_content(runner: Runner, *, progress: Callable[[int], None] | None) -> Iterator[Problem]:
    try:
        codebook = codebook_from(runner.rows(statements.CODEBOOK))
    except BadCodebook as error:
        yield Problem("codebook", str(error))
        codebook = Codebook("", "")
    people = {row[0] for row in runner.rows(statements.PEOPLE)}
    rules = Rules(codebook)
    position = done = 0
    while True:
        problems: list[Problem] = []
        with runner.snapshot():
            articles = runner.rows(sql.ARTICLES_AFTER, {"position": position, "limit": _CHUNK})
            work = _Work(runner, [row[1] for row in articles])
        for row in articles:
            problems += _check_article(row)
            problems += _ArticleCheck(row, work, rules=rules, people=people).problems()
        yield from problems
        if not articles:
            break
        position, done = articles[-1][0], done + len(articles)
        if progress is not None:
            progress(done)
    for sequence, article_id, of in runner.rows(sql.LOST_ACTS):
        yield Problem(
            f"journal row {sequence}, article {article_id}",
            f"takes back or repeats the edit {of}, which is not in the journal",
        )


class _Work:
    """The rows of some articles' sets, what is in them, and journal, by article."""

    def __init__(self, runner: Runner, articles: list[str]) -> None:
        values = {"articles": json.dumps(articles)}
        self.sets = _by_article(runner.rows(sql.SETS_IN, values))
        self.annotations = _by_article(runner.rows(sql.ANNOTATIONS_IN, values))
        self.relations = _by_article(runner.rows(sql.RELATIONS_IN, values))
        self.decisions = _by_article(runner.rows(sql.DECISIONS_IN, values))
        self.journal = _by_article(runner.rows(sql.JOURNAL_IN, values))


def _by_article(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _named(article_id: str, title: str) -> str:
    return f"“{title}” (article {article_id})"


def _check_article(row: Row) -> Iterator[Problem]:
    _, article_id, title, text, sha256, characters, *known, meta, zones = row
    where = _named(article_id, title)
    if not is_canonical(text):
        yield Problem(where, "the text holds characters that no import lets through")
    if digest(text) != sha256:
        yield Problem(where, "the text was changed after it was imported: its digest is another")
    if characters != len(text):
        yield Problem(where, f"has {len(text)} characters, and {characters} are noted")
    try:
        told = Article(article_id, text, sha256, title, meta=json.loads(meta))
        names = ("outlet", "published", "agency", "url", "language")
        for name, value in zip(names, known, strict=True):
            if told.known(name) != value:
                yield Problem(where, f"{name} is {value!r}, and {told.known(name)!r} in meta")
    except (ValueError, AttributeError) as error:
        yield Problem(where, f"its meta cannot be read: {error}")
    try:
        for zone in zones_from_json(zones):
            if zone.end > len(text):
                yield Problem(where, f"the zone {zone.kind} ends at {zone.end}, after the text")
    except (ValueError, TypeError) as error:
        yield Problem(where, f"its zones cannot be read: {error}")


class _ArticleCheck:
    """Looks at all the work on one article."""

    def __init__(self, row: Row, work: _Work, *, rules: Rules, people: set[str]) -> None:
        self._article_id, title, self._text = row[1:4]
        self._where = _named(self._article_id, title)
        self._sets = work.sets.get(self._article_id, [])
        self._annotations = work.annotations.get(self._article_id, [])
        self._relations = work.relations.get(self._article_id, [])
        self._decisions = work.decisions.get(self._article_id, [])
        self._journal = work.journal.get(self._article_id, [])
        self._authors = {row[1] for row in self._sets}
        self._rules = rules
        self._people = people

    def problems(self) -> Iterator[Problem]:
        """Everything wrong in the article's sets, what is in them, and journal."""
        yield from self._check_sets()
        for row in self._annotations:
            for what in self._annotation_faults(row):
                quote = row[7] if len(row[7]) <= _QUOTED else row[7][:_QUOTED] + "…"
                yield Problem(f"{self._where}, annotation {row[2]} by {row[1]} “{quote}”", what)
        if self._rules.exclusive:
            for row, what in self._rules.overlaps(self._annotations):
                yield Problem(f"{self._where}, annotation {row[2]} by {row[1]}", what)
        if self._relations:
            ends = {row[2]: (row[1], row[3]) for row in self._annotations}
            for row in self._relations:
                for what in self._relation_faults(row, ends):
                    yield Problem(f"{self._where}, relation {row[2]} by {row[1]}", what)
        if self._decisions:
            yield from self._check_decisions()
        for row in self._journal:
            for what in _journal_faults(row):
                yield Problem(f"{self._where}, journal row {row[2]}", what)

    def _check_sets(self) -> Iterator[Problem]:
        golden = []
        for _, author, role, state in self._sets:
            where = f"{self._where}, work of {author}"
            if role not in _ROLES:
                yield Problem(where, f"has the unknown role {role!r}")
            if state not in _STATES:
                yield Problem(where, f"has the unknown state {state!r}")
            if role == SetRole.GOLD:
                golden.append(author)
            elif role == SetRole.ANNOTATOR and author not in self._people:
                yield Problem(where, "its author is not among the people of the project")
        if len(golden) > 1:
            yield Problem(self._where, f"has more than one gold set: {', '.join(golden)}")

    def _annotation_faults(self, row: Row) -> Iterator[str]:
        _, author, _, label, start, end, fragments, quote, before, after, values, *rest = row
        unsure, origin, score, revision = rest
        text = self._text
        if start is None or end is None or start >= end:
            if start is not None or end is not None:
                yield f"cannot reach from {start} to {end}"
            elif quote or before or after:
                yield "is on the whole article, and yet has a quote"
        elif end > len(text):
            yield f"ends at {end}, after the text's end ({len(text)})"
        elif text[start:end] != quote:
            yield f"its quote is not what the text says there: “{text[start:end][:_QUOTED]}”"
        elif text[max(0, start - CONTEXT) : start] != before or text[end : end + CONTEXT] != after:
            yield "the words kept from around its quote are not those of the text"
        if fragments is not None:
            yield from fragment_faults(start, end, fragments)
        yield from self._rules.annotation_faults(label, values, is_on_words=start is not None)
        if author not in self._authors:
            yield f"there is no set by {author} for it"
        # A connection that cannot write leaves the table's own constraints out of its check.
        if unsure not in (0, 1):
            yield f"is unsure to the degree {unsure}"
        if origin not in _ORIGINS:
            yield f"has the unknown origin {origin!r}"
        if score is not None and not 0 <= score <= 1:
            yield f"its score is {score}, not from 0 to 1"
        if revision < 1:
            yield f"has the revision {revision}"

    def _relation_faults(self, row: Row, ends: dict[str, tuple[str, str]]) -> Iterator[str]:
        _, author, _, kind, source, target, values, revision = row
        labels: list[str | None] = []
        for end in (source, target):
            found = ends.get(end)
            if found is not None and found[0] != author:
                yield f"one of its ends, {end}, is by {found[0]}"
            labels.append(found[1] if found is not None else None)
        yield from self._rules.relation_faults(
            kind, labels[0], labels[1], is_loop=source == target, values=values
        )
        if author not in self._authors:
            yield f"there is no set by {author} for it"
        if revision < 1:
            yield f"has the revision {revision}"

    def _check_decisions(self) -> Iterator[Problem]:
        """What is wrong with decisions. What they were about may be gone: annotators go on."""
        there = {(row[1], row[2]) for row in (*self._annotations, *self._relations)}
        for row in self._decisions:
            author, decision_id, outcome = row[1], row[2], row[6]
            where = f"{self._where}, decision {decision_id} in the set of {author}"
            for what in _decision_faults(row):
                yield Problem(where, what)
            if author not in self._authors:
                yield Problem(where, f"there is no set by {author} for it")
            for record_id in _ids(outcome) or ():
                if (author, record_id) not in there:
                    yield Problem(where, f"{record_id}, which came of it, is not in that set")


def _decision_faults(row: Row) -> Iterator[str]:
    _, _, _, choice, sources, taken, outcome, reason, gap, revision = row
    if choice not in _CHOICES:
        yield f"has the unknown choice {choice!r}"
    if reason not in _REASONS:
        yield f"has the unknown reason {reason!r}"
    for name, value in (("sources", sources), ("taken", taken), ("outcome", outcome)):
        if _ids(value) is None:
            yield f"its {name} are not a list of ids: {value[:_QUOTED]}"
    if gap not in (0, 1):
        yield f"is a guideline gap to the degree {gap}"
    if revision < 1:
        yield f"has the revision {revision}"


def _ids(value: str) -> tuple[str, ...] | None:
    """The ids of a JSON list; None where it is no list of texts."""
    try:
        found = json.loads(value)
    except ValueError:
        return None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        return None
    return tuple(found)


def _journal_faults(row: Row) -> Iterator[str]:
    _, _, _, edit_id, act, _, changes = row
    if act not in _ACTS:
        yield f"the edit {edit_id} has the unknown act {act!r}"
    try:
        records = [record for change in json.loads(changes) for record in change if record]
        if any(record["kind"] not in _KINDS for record in records):
            yield f"the edit {edit_id} changes records of an unknown kind"
    except (ValueError, TypeError, KeyError) as error:
        yield f"the changes of the edit {edit_id} cannot be read: {error!r}"
