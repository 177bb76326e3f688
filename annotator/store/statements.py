"""The SQL about the project, its people, codebook and articles, one constant each.

Lists of ids and digests travel as one JSON array, since a statement has a fixed number of values.
"""

# The project and its people.

PROJECT = """
select key, value
from project
"""

INSERT_PROJECT = """
insert into project (key, value)
values (:key, :value)
"""

PROJECT_VALUE = """
select value
from project
where key = :key
"""

PUT_PROJECT_VALUE = """
insert into project (key, value)
values (:key, :value)
on conflict (key) do update
set value = excluded.value
"""

PEOPLE = """
select name, role, since
from people
order by name
"""

PUT_PERSON = """
insert into people (name, role, since)
values (:name, :role, :since)
on conflict (name) do update
set role = excluded.role
"""

INSERT_PERSON = """
insert into people (name, role, since)
values (:name, :role, :since)
on conflict (name) do nothing
"""

# The codebook.

CODEBOOK = """
select body
from codebook
where id = 1
"""

PUT_CODEBOOK = """
insert into codebook (id, name, version, body, changed)
values (1, :name, :version, :body, :changed)
on conflict (id) do update
set
    name = excluded.name,
    version = excluded.version,
    body = excluded.body,
    changed = excluded.changed
"""

KEEP_CODEBOOK = """
insert into codebook_history (name, version, body, changed, replaced)
select name, version, body, changed, :replaced
from codebook
where id = 1
"""

# Articles.

ARTICLE_COLUMNS = "id, text, sha256, title, meta, zones, imported"

ARTICLE = f"""
select {ARTICLE_COLUMNS}
from articles
where id = :article
"""

ARTICLE_TEXT = """
select text
from articles
where id = :article
"""

ARTICLE_IDS = """
select id
from articles
order by position
"""

# Read from the covering index: neither texts nor the pages they fill are touched.
ARTICLE_ROWS = """
select id, title, outlet, published, agency, language, characters
from articles
order by position
"""

ARTICLE_STATES = """
select article_id, state
from annotation_sets
where annotator = :annotator
"""

SPAN_COUNTS = """
select article_id, count(start)
from annotations
where annotator = :annotator
group by article_id
"""

ARTICLES_OF_DIGESTS = """
select sha256, id
from articles
where sha256 in (select value from json_each(:digests))
"""

TAKEN_ARTICLE_IDS = """
select id
from articles
where id in (select value from json_each(:ids))
"""

INSERT_ARTICLE = """
insert into articles (
    id, sha256, title, outlet, published, agency, url, language, characters, imported, meta,
    zones, text
)
values (
    :id, :sha256, :title, :outlet, :published, :agency, :url, :language, :characters, :imported,
    :meta, :zones, :text
)
"""

# Counts over the whole project.

ARTICLE_TOTALS = """
select count(*), coalesce(sum(characters), 0)
from articles
"""

RELATION_TOTAL = """
select count(*)
from relations
"""

LABEL_COUNTS = """
select annotator, label, count(*)
from annotations
group by annotator, label
order by annotator, label
"""

SET_SUMMARIES = """
select se.article_id, se.annotator, se.role, se.state, coalesce(co.spans, 0),
    coalesce(ti.seconds, 0)
from annotation_sets se
join articles ar on ar.id = se.article_id
left join (
    select article_id, annotator, count(start) as spans
    from annotations
    group by article_id, annotator
) co on co.article_id = se.article_id and co.annotator = se.annotator
left join active_time ti on ti.article_id = se.article_id and ti.annotator = se.annotator
order by ar.position, se.annotator
"""

SET_STATES = """
select se.article_id, se.annotator, se.role, se.state, 0, coalesce(ti.seconds, 0)
from annotation_sets se
join articles ar on ar.id = se.article_id
left join active_time ti on ti.article_id = se.article_id and ti.annotator = se.annotator
order by ar.position, se.annotator
"""

ATTRIBUTE_VALUES = """
select va.value, count(*) as uses
from annotations an, json_each(an.attributes) va
where an.label = :label
and va.key = :attribute
group by va.value
order by uses desc, va.value
limit :limit
"""
