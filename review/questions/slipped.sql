-- Which deadlines were put back from one edition to the next, the longest first?
-- Known on `on_date`: editions of a later day are left out. Links that are only offered (not certain) do not count.
with known as (
    select *
    from read_parquet(getvariable('dataset') || '/actions/**/*.parquet')
    where coalesce(edition_date <= getvariable('on_date'), true)
        and coalesce(contains(lower(council), lower(getvariable('council'))), getvariable('council') is null)
)
select
    later.council,
    later.plan,
    later.action,
    later.lead_raw as lead,
    earlier.due_date as due_before,
    later.due_date as due_now,
    links.due_moved_days as days_later,
    later.status,
    later.edition,
    later.source_file,
    coalesce(later.page_start, later.line_start) as page_or_line,
    later.action_id
from read_parquet(getvariable('dataset') || '/links.parquet') as links
join known as earlier on earlier.action_id = links.from_action_id
join known as later on later.action_id = links.to_action_id
where links.relation in ('next_edition', 'split', 'merged') and links.certain and links.due_moved_days > 0
order by days_later desc, later.action_id;
