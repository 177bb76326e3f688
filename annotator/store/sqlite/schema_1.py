"""Schema 1 of the project file, as released: never edited, the next schema corrects it.

`resources/help/database.md` says what every table, column and view means.
"""

PROJECT = """
create table project (
    key text not null primary key,
    value text not null
) strict
"""

PEOPLE = """
create table people (
    name text not null primary key,
    role text not null,
    since text not null
) strict
"""

CODEBOOK = """
create table codebook (
    id integer primary key check (id = 1),
    name text not null,
    version text not null,
    body text not null check (json_valid(body)),
    changed text not null
) strict
"""

CODEBOOK_HISTORY = """
create table codebook_history (
    sequence integer primary key,
    name text not null,
    version text not null,
    body text not null,
    changed text not null,
    replaced text not null
) strict
"""

# The text stands last: whoever reads the columns before it does not read its pages.
ARTICLES = """
create table articles (
    position integer primary key,
    id text not null unique,
    sha256 text not null unique,
    title text not null,
    outlet text not null,
    published text not null,
    agency text not null,
    url text not null,
    language text not null,
    characters integer not null,
    imported text not null,
    meta text not null check (json_valid(meta)),
    zones text not null check (json_valid(zones)),
    text text not null
) strict
"""

ANNOTATION_SETS = """
create table annotation_sets (
    article_id text not null references articles (id),
    annotator text not null,
    role text not null,
    state text not null,
    note text not null,
    revision integer not null,
    created text not null,
    changed text not null,
    primary key (article_id, annotator)
) strict
"""

# Foreign keys wait for the end of a transaction: an edit may bring a relation before its ends.
ANNOTATIONS = """
create table annotations (
    id text not null primary key,
    article_id text not null,
    annotator text not null,
    label text not null,
    start integer,
    "end" integer,
    fragments text check (fragments is null or json_valid(fragments)),
    quote text not null,
    before text not null,
    after text not null,
    attributes text not null check (json_valid(attributes)),
    comment text not null,
    unsure integer not null check (unsure in (0, 1)),
    origin text not null,
    origin_by text not null,
    score real,
    reason text not null,
    revision integer not null,
    created text not null,
    changed text not null,
    check ((start is null and "end" is null) or (start >= 0 and start < "end")),
    foreign key (article_id, annotator)
        references annotation_sets (article_id, annotator)
        deferrable initially deferred
) strict
"""

RELATIONS = """
create table relations (
    id text not null primary key,
    article_id text not null,
    annotator text not null,
    type text not null,
    source text not null references annotations (id) deferrable initially deferred,
    target text not null references annotations (id) deferrable initially deferred,
    attributes text not null check (json_valid(attributes)),
    revision integer not null,
    created text not null,
    changed text not null,
    foreign key (article_id, annotator)
        references annotation_sets (article_id, annotator)
        deferrable initially deferred
) strict
"""

ACTIVE_TIME = """
create table active_time (
    article_id text not null,
    annotator text not null,
    seconds integer not null,
    primary key (article_id, annotator),
    foreign key (article_id, annotator)
        references annotation_sets (article_id, annotator)
        deferrable initially deferred
) strict
"""

# A number is never used twice, also after the newest row is gone.
JOURNAL = """
create table journal (
    sequence integer primary key autoincrement,
    edit_id text not null unique,
    article_id text not null references articles (id),
    annotator text not null,
    act text not null,
    of text,
    title text not null,
    changes text not null check (json_valid(changes)),
    made text not null,
    batch text
) strict
"""

INDEXES = (
    # Covers the list of articles, so that listing them reads no text.
    """
    create index articles_listed
    on articles (position, id, title, outlet, published, agency, language, characters)
    """,
    "create index articles_by_outlet on articles (outlet, published)",
    """
    create index annotations_in_reading_order
    on annotations (article_id, annotator, start, "end" desc, id)
    """,
    "create index annotations_by_annotator on annotations (annotator, article_id, start)",
    "create index annotations_by_label on annotations (label)",
    "create index relations_in_article on relations (article_id, annotator)",
    "create index relations_by_source on relations (source)",
    "create index relations_by_target on relations (target)",
    "create index sets_by_annotator on annotation_sets (annotator, article_id)",
    "create index journal_of_article on journal (article_id, annotator, sequence)",
)

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
where se.role <> 'gold'
"""

GOLD_VIEW = """
create view gold_view as
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
    an.changed as changed,
    case when an.origin = 'adjudication' then an.origin_by else '' end as reviewer,
    an.reason as reason
from annotations an
join annotation_sets se on se.article_id = an.article_id and se.annotator = an.annotator
join articles ar on ar.id = an.article_id
where se.role = 'gold'
"""

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
    (
        select count(*)
        from annotation_sets se
        where se.article_id = ar.id and se.role <> 'gold' and se.state = 'finished'
    ) as finished,
    (
        select count(*)
        from annotations an
        join annotation_sets se on se.article_id = an.article_id and se.annotator = an.annotator
        where an.article_id = ar.id and se.role <> 'gold'
    ) as annotations,
    (
        select count(*)
        from annotations an
        join annotation_sets se on se.article_id = an.article_id and se.annotator = an.annotator
        where an.article_id = ar.id and se.role = 'gold'
    ) as gold_annotations,
    ar.text as text
from articles ar
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
    coalesce(ti.seconds, 0) as seconds,
    se.note as note,
    se.changed as changed
from annotation_sets se
join articles ar on ar.id = se.article_id
left join active_time ti on ti.article_id = se.article_id and ti.annotator = se.annotator
"""

STATEMENTS = (
    PROJECT,
    PEOPLE,
    CODEBOOK,
    CODEBOOK_HISTORY,
    ARTICLES,
    ANNOTATION_SETS,
    ANNOTATIONS,
    RELATIONS,
    ACTIVE_TIME,
    JOURNAL,
    *INDEXES,
    SPANS_VIEW,
    GOLD_VIEW,
    ARTICLES_VIEW,
    PROGRESS_VIEW,
)
