-- Which actions are past their date and not complete, by the latest edition that tells of them on `on_date`? The longest overdue first.
-- Actions that a later edition carried on, split, merged or dropped are asked there; renditions are counted once.
with known as (
    select actions.*
    from read_parquet(getvariable('dataset') || '/actions/**/*.parquet') as actions
    join read_parquet(getvariable('dataset') || '/documents.parquet') as documents
        on documents.document_id = actions.document_id and documents.part = actions.part and documents.canonical
    where coalesce(actions.edition_date <= getvariable('on_date'), true)
        and coalesce(contains(lower(actions.council), lower(getvariable('council'))), getvariable('council') is null)
),
links as (
    select * from read_parquet(getvariable('dataset') || '/links.parquet') where relation <> 'same_edition'
),
followed as (
    select earlier.document_id, min(later.edition_date) as next_edition
    from links
    join known as earlier on earlier.action_id = links.from_action_id
    join known as later on later.action_id = links.to_action_id
    group by earlier.document_id
),
past as (
    select links.from_action_id as action_id
    from links
    join known as later on later.action_id = links.to_action_id
    where links.from_action_id is not null
    union
    select links.from_action_id
    from links
    join known as earlier on earlier.action_id = links.from_action_id
    join followed on followed.document_id = earlier.document_id
    where links.relation = 'dropped'
)
select
    council,
    plan,
    action,
    lead_raw as lead,
    due_date as due,
    date_diff('day', due_date, getvariable('on_date')) as days_overdue,
    status,
    edition,
    source_file,
    coalesce(page_start, line_start) as page_or_line,
    action_id
from known
where action_id not in (select action_id from past)
    and due_date < getvariable('on_date')
    and not is_ongoing
    and coalesce(status, if(completed_date <= getvariable('on_date'), 'complete', 'unknown')) not in ('complete', 'cancelled')
order by days_overdue desc, action_id;
