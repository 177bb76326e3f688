"""Schema 2 of the project file: reviewers' decisions, and who made an edit of another's set.

`resources/help/database.md` says what every table, column and view means.
"""

DECISIONS = """
create table decisions (
    id text not null primary key,
    article_id text not null,
    annotator text not null,
    reviewer text not null,
    choice text not null,
    group_id text not null,
    kind text not null,
    sources text not null check (json_valid(sources)),
    taken text not null check (json_valid(taken)),
    outcome text not null check (json_valid(outcome)),
    strategy text not null,
    reason text not null,
    note text not null,
    guideline_gap integer not null check (guideline_gap in (0, 1)),
    revision integer not null,
    created text not null,
    changed text not null,
    foreign key (article_id, annotator)
        references annotation_sets (article_id, annotator)
        deferrable initially deferred
) strict
"""

JOURNAL_BY = 'alter table journal add column "by" text'

INDEXES = (
    "create index decisions_in_article on decisions (article_id, annotator, id)",
    "create index decisions_on_group on decisions (article_id, annotator, group_id)",
    "create index journal_of_batch on journal (batch) where batch is not null",
    # Finds what took an edit back or did it again.
    "create index journal_of_act on journal (of, sequence) where of is not null",
)

OLD_VIEWS = (
    "drop view spans_view",
    "drop view articles_view",
    "drop view progress_view",
)

# The work of second reviewers is neither an annotator's nor gold.
SPANS_VIEW = """
create view spans_view as
select
    an.article_id as article_id,
    ar.title as title,
    ar.outlet as outlet,
    ar.published as published,
    ar.agency as agency,
    an.annotator as annotator,
    an.label as label,
    an.start as start,
    an."end" as "end",
    an.quote as quote,
    an.attributes as attributes,
    an.comment as comment,
    an.origin as origin,
    an.created as created,
    an.changed as changed
from annotations an
join annotation_sets se on se.article_id = an.article_id and se.annotator = an.annotator
join articles ar on ar.id = an.article_id
where se.role = 'annotator'
"""

DECISIONS_VIEW = """
create view decisions_view as
select
    de.article_id as article_id,
    ar.title as title,
    de.annotator as annotator,
    de.reviewer as reviewer,
    de.choice as choice,
    de.kind as kind,
    de.strategy as strategy,
    de.reason as reason,
    de.note as note,
    de.guideline_gap as guideline_gap,
    coalesce((
        select group_concat(wo.quote, ' | ')
        from (
            select an.quote as quote
            from json_each(de.outcome) ou
            join annotations an on an.id = ou.value
            order by ou.key
        ) wo
    ), '') as words,
    de.created as created,
    de.changed as changed
from decisions de
join articles ar on ar.id = de.article_id
"""

# The stage as `core.projects.stage_of` tells it where no number of annotators is wanted.
ARTICLES_VIEW = """
create view articles_view as
select
    ar.position as position,
    ar.id as article_id,
    ar.title as title,
    ar.outlet as outlet,
    ar.published as published,
    ar.agency as agency,
    ar.url as url,
    ar.language as language,
    ar.characters as characters,
    ar.imported as imported,
    coalesce(st.finished, 0) as finished,
    (
        select count(*)
        from annotations an
        join annotation_sets se on se.article_id = an.article_id and se.annotator = an.annotator
        where an.article_id = ar.id and se.role = 'annotator'
    ) as annotations,
    (
        select count(*)
        from annotations an
        join annotation_sets se on se.article_id = an.article_id and se.annotator = an.annotator
        where an.article_id = ar.id and se.role = 'gold'
    ) as gold_annotations,
    case
        when st.gold in ('in_progress', 'returned') then 'in_adjudication'
        when st.gold = 'finished' then 'adjudicated'
        when st.gold = 'locked' then 'locked'
        when st.finished >= 2 and st.at_work = 0 then 'ready'
        else 'annotating'
    end as stage,
    (
        select count(*)
        from decisions de
        join annotation_sets se on se.article_id = de.article_id and se.annotator = de.annotator
        where de.article_id = ar.id and se.role = 'gold'
    ) as decisions,
    ar.text as text
from articles ar
left join (
    select
        se.article_id as article_id,
        sum(se.role = 'annotator' and se.state = 'finished') as finished,
        sum(se.role = 'annotator' and se.state in ('in_progress', 'returned')) as at_work,
        max(case when se.role = 'gold' then se.state end) as gold
    from annotation_sets se
    group by se.article_id
) st on st.article_id = ar.id
"""

PROGRESS_VIEW = """
create view progress_view as
select
    se.article_id as article_id,
    ar.title as title,
    se.annotator as annotator,
    se.role as role,
    se.state as state,
    (
        select count(*)
        from annotations an
        where an.article_id = se.article_id and an.annotator = se.annotator
    ) as annotations,
    (
        select count(*)
        from relations re
        where re.article_id = se.article_id and re.annotator = se.annotator
    ) as relations,
    (
        select count(*)
        from decisions de
        where de.article_id = se.article_id and de.annotator = se.annotator
    ) as decisions,
    coalesce(ti.seconds, 0) as seconds,
    se.note as note,
    se.changed as changed
from annotation_sets se
join articles ar on ar.id = se.article_id
left join active_time ti on ti.article_id = se.article_id and ti.annotator = se.annotator
"""

STATEMENTS = (
    *OLD_VIEWS,
    DECISIONS,
    JOURNAL_BY,
    *INDEXES,
    SPANS_VIEW,
    DECISIONS_VIEW,
    ARTICLES_VIEW,
    PROGRESS_VIEW,
)
