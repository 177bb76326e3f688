"""The SQL about reviewers' decisions, one constant each."""

DECISION_COLUMNS = """
    id, article_id, annotator, reviewer, choice, group_id, kind, sources, taken, outcome, strategy,
    reason, note, guideline_gap, revision, created, changed
"""

DECISIONS_OF_SET = f"""
select {DECISION_COLUMNS}
from decisions
where article_id = :article_id
and annotator = :annotator
order by id
"""

DECISIONS_OF_ARTICLE = f"""
select {DECISION_COLUMNS}
from decisions
where article_id = :article_id
order by annotator, id
"""

DECISION_REVISION = """
select revision
from decisions
where id = :id
"""

OTHER_ON_GROUP = """
select revision
from decisions
where article_id = :article_id
and annotator = :annotator
and group_id = :group_id
and id <> :id
"""

INSERT_DECISION = """
insert into decisions (
    id, article_id, annotator, reviewer, choice, group_id, kind, sources, taken, outcome, strategy,
    reason, note, guideline_gap, revision, created, changed
)
values (
    :id, :article_id, :annotator, :reviewer, :choice, :group_id, :kind, :sources, :taken, :outcome,
    :strategy, :reason, :note, :guideline_gap, :revision, :created, :changed
)
on conflict (id) do nothing
"""

UPDATE_DECISION = """
update decisions
set
    reviewer = :reviewer,
    choice = :choice,
    group_id = :group_id,
    kind = :kind,
    sources = :sources,
    taken = :taken,
    outcome = :outcome,
    strategy = :strategy,
    reason = :reason,
    note = :note,
    guideline_gap = :guideline_gap,
    revision = :revision,
    created = :created,
    changed = :changed
where id = :id
and revision = :expected
and changed = :was
and article_id = :article_id
and annotator = :annotator
"""

DELETE_DECISION = """
delete from decisions
where id = :id
and revision = :expected
and changed = :was
and article_id = :article_id
and annotator = :annotator
"""

DECISION_TOTAL = """
select count(*)
from decisions
"""
