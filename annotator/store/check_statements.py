"""The SQL of the integrity check: rows as they are, some articles at a time."""

ARTICLES_AFTER = """
select position, id, title, text, sha256, characters, outlet, published, agency, url, language,
    meta, zones
from articles
where position > :position
order by position
limit :limit
"""

ANNOTATIONS_IN = """
select article_id, annotator, id, label, start, "end", fragments, quote, before, after, attributes,
    unsure, origin, score, revision
from annotations
where article_id in (select value from json_each(:articles))
order by article_id, annotator, start nulls first, "end" desc, id
"""

RELATIONS_IN = """
select article_id, annotator, id, type, source, target, attributes, revision
from relations
where article_id in (select value from json_each(:articles))
order by article_id, annotator, id
"""

SETS_IN = """
select article_id, annotator, role, state
from annotation_sets
where article_id in (select value from json_each(:articles))
order by article_id, annotator
"""

JOURNAL_IN = """
select article_id, annotator, sequence, edit_id, act, of, changes
from journal
where article_id in (select value from json_each(:articles))
order by article_id, sequence
"""

DECISIONS_IN = """
select article_id, annotator, id, choice, sources, taken, outcome, reason, guideline_gap, revision
from decisions
where article_id in (select value from json_each(:articles))
order by article_id, annotator, id
"""

LOST_ACTS = """
select one.sequence, one.article_id, one.of
from journal one
where one.of is not null
and not exists (
    select 1
    from journal other
    where other.edit_id = one.of
)
order by one.sequence
"""
