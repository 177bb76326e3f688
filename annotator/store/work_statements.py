"""The SQL about sets, annotations, relations and the journal, one constant each."""

# Sets. Revision 0 marks a row that nobody made: it is there because something refers to it.

SET_COLUMNS = "article_id, annotator, role, state, note, revision, created, changed"

SET = f"""
select {SET_COLUMNS}
from annotation_sets
where article_id = :article_id
and annotator = :annotator
"""

SET_REVISION = """
select revision
from annotation_sets
where article_id = :article_id
and annotator = :annotator
"""

SETS_OF_ARTICLE = f"""
select {SET_COLUMNS}
from annotation_sets
where article_id = :article_id
order by annotator
"""

LOCKED = """
select 1
from annotation_sets
where article_id = :article_id
and role = 'gold'
and state = 'locked'
"""

IMPLY_SET = """
insert into annotation_sets (article_id, annotator, role, state, note, revision, created, changed)
values (:article_id, :annotator, :role, 'new', '', 0, '', '')
on conflict (article_id, annotator) do nothing
"""

PUT_SET = """
insert into annotation_sets (article_id, annotator, role, state, note, revision, created, changed)
values (:article_id, :annotator, :role, :state, :note, :revision, :created, :changed)
on conflict (article_id, annotator) do update
set
    role = excluded.role,
    state = excluded.state,
    note = excluded.note,
    revision = excluded.revision,
    created = excluded.created,
    changed = excluded.changed
"""

UPDATE_SET = """
update annotation_sets
set
    role = :role,
    state = :state,
    note = :note,
    revision = :revision,
    created = :created,
    changed = :changed
where article_id = :article_id
and annotator = :annotator
and revision = :expected
and changed = :was
"""

RESET_SET = """
update annotation_sets
set
    role = :role,
    state = 'new',
    note = '',
    revision = 0,
    created = '',
    changed = ''
where article_id = :article_id
and annotator = :annotator
and revision = :expected
and changed = :was
"""

ADD_SECONDS = """
insert into active_time (article_id, annotator, seconds)
values (:article_id, :annotator, :seconds)
on conflict (article_id, annotator) do update
set seconds = active_time.seconds + excluded.seconds
"""

SECONDS_OF_ARTICLE = """
select annotator, seconds
from active_time
where article_id = :article_id
"""

SECONDS = """
select seconds
from active_time
where article_id = :article_id
and annotator = :annotator
"""

# Annotations and relations.

ANNOTATION_COLUMNS = """
    id, article_id, annotator, label, start, "end", fragments, attributes, comment, unsure, origin,
    origin_by, score, reason, revision, created, changed
"""

ANNOTATIONS_OF_SET = f"""
select {ANNOTATION_COLUMNS}
from annotations
where article_id = :article_id
and annotator = :annotator
order by start nulls first, "end" desc, id
"""

ANNOTATIONS_OF_ARTICLE = f"""
select {ANNOTATION_COLUMNS}
from annotations
where article_id = :article_id
order by annotator, start nulls first, "end" desc, id
"""

# What annotators are compared by, and no more.
COMPARED_COLUMNS = 'id, article_id, annotator, label, start, "end", fragments, attributes, origin'

COMPARED_OF_ARTICLE = f"""
select {COMPARED_COLUMNS}
from annotations
where article_id = :article_id
order by annotator, start nulls first, "end" desc, id
"""

ANNOTATION_REVISION = """
select revision
from annotations
where id = :id
"""

INSERT_ANNOTATION = """
insert into annotations (
    id, article_id, annotator, label, start, "end", fragments, quote, before, after, attributes,
    comment, unsure, origin, origin_by, score, reason, revision, created, changed
)
values (
    :id, :article_id, :annotator, :label, :start, :end, :fragments, :quote, :before, :after,
    :attributes, :comment, :unsure, :origin, :origin_by, :score, :reason, :revision, :created,
    :changed
)
on conflict (id) do nothing
"""

UPDATE_ANNOTATION = """
update annotations
set
    label = :label,
    start = :start,
    "end" = :end,
    fragments = :fragments,
    quote = :quote,
    before = :before,
    after = :after,
    attributes = :attributes,
    comment = :comment,
    unsure = :unsure,
    origin = :origin,
    origin_by = :origin_by,
    score = :score,
    reason = :reason,
    revision = :revision,
    created = :created,
    changed = :changed
where id = :id
and revision = :expected
and changed = :was
and article_id = :article_id
and annotator = :annotator
"""

DELETE_ANNOTATION = """
delete from annotations
where id = :id
and revision = :expected
and changed = :was
and article_id = :article_id
and annotator = :annotator
"""

TAKEN_RECORD_IDS = """
select id
from annotations
where id in (select value from json_each(:ids))
union all
select id
from relations
where id in (select value from json_each(:ids))
union all
select id
from decisions
where id in (select value from json_each(:ids))
"""

RELATION_COLUMNS = """
    id, article_id, annotator, type, source, target, attributes, revision, created, changed
"""

RELATIONS_OF_SET = f"""
select {RELATION_COLUMNS}
from relations
where article_id = :article_id
and annotator = :annotator
order by id
"""

RELATIONS_OF_ARTICLE = f"""
select {RELATION_COLUMNS}
from relations
where article_id = :article_id
order by annotator, id
"""

RELATION_REVISION = """
select revision
from relations
where id = :id
"""

INSERT_RELATION = """
insert into relations (
    id, article_id, annotator, type, source, target, attributes, revision, created, changed
)
values (
    :id, :article_id, :annotator, :type, :source, :target, :attributes, :revision, :created,
    :changed
)
on conflict (id) do nothing
"""

UPDATE_RELATION = """
update relations
set
    type = :type,
    source = :source,
    target = :target,
    attributes = :attributes,
    revision = :revision,
    created = :created,
    changed = :changed
where id = :id
and revision = :expected
and changed = :was
and article_id = :article_id
and annotator = :annotator
"""

DELETE_RELATION = """
delete from relations
where id = :id
and revision = :expected
and changed = :was
and article_id = :article_id
and annotator = :annotator
"""

ENDS_IN_SET = """
select count(*)
from annotations
where id in (:source, :target)
and article_id = :article_id
and annotator = :annotator
"""

RELATIONS_AT = """
select count(*)
from relations
where source = :id
or target = :id
"""

# The journal.

INSERT_JOURNAL = """
insert into journal (edit_id, article_id, annotator, act, of, title, changes, made, batch, "by")
values (:edit_id, :article_id, :annotator, :act, :of, :title, :changes, :made, :batch, :by)
returning sequence
"""

JOURNAL_SEQUENCE = """
select sequence
from journal
where edit_id = :edit_id
"""

JOURNAL_COLUMNS = 'edit_id, article_id, annotator, act, of, title, changes, made, batch, "by"'

# The newest rows; the caller turns them round.
JOURNAL_OF_SET = f"""
select {JOURNAL_COLUMNS}
from journal
where article_id = :article_id
and annotator = :annotator
order by sequence desc
limit :limit
"""

# An edit is in effect unless the newest row about it takes it back.
EDITS_OF_BATCH = f"""
select {JOURNAL_COLUMNS}
from journal
where sequence in (
    select coalesce(
        (select max(la.sequence) from journal la where la.of = jo.edit_id), jo.sequence
    )
    from journal jo
    where jo.batch = :batch
    and jo.act = 'do'
)
and act <> 'undo'
order by sequence desc
"""

BATCHES = """
select ba.batch, jo.title, jo.made, coalesce(jo."by", jo.annotator), ba.articles
from (
    select
        ed.batch as batch,
        max(ed.sequence) as newest,
        count(distinct ed.article_id) as reach,
        count(distinct case when ed.last <> 'undo' then ed.article_id end) as articles
    from (
        select
            do.batch as batch,
            do.sequence as sequence,
            do.article_id as article_id,
            coalesce(
                (
                    select la.act
                    from journal la
                    where la.of = do.edit_id
                    order by la.sequence desc
                    limit 1
                ),
                do.act
            ) as last
        from journal do
        where do.batch is not null
        and do.act = 'do'
    ) ed
    group by ed.batch
) ba
join journal jo on jo.sequence = ba.newest
where (ba.reach > 1 or ba.batch like :wide)
and ba.articles > 0
order by ba.newest desc
limit :limit
"""

# What tells whether work on an article has changed, from indexes alone but for the sets.
STAMPS = (
    """
    select article_id, 'set', count(*), sum(revision), max(changed)
    from annotation_sets
    group by article_id
    """,
    """
    select jo.article_id, 'edit', jo.sequence, jo.edit_id
    from (
        select max(sequence) as newest
        from journal
        group by article_id
    ) la
    join journal jo on jo.sequence = la.newest
    """,
    """
    select article_id, 'annotation', count(*)
    from annotations
    group by article_id
    """,
    """
    select article_id, 'relation', count(*)
    from relations
    group by article_id
    """,
    """
    select article_id, 'decision', count(*)
    from decisions
    group by article_id
    """,
)
