-- Which actions are in no later edition, though they were neither complete nor cancelled?
-- Known on `on_date`: an action counts once the edition that lacks it is out. Where an action may have gone on, it is not listed.
with actions as (
    select *
    from read_parquet(getvariable('dataset') || '/actions/**/*.parquet')
    where coalesce(contains(lower(council), lower(getvariable('council'))), getvariable('council') is null)
),
links as (
    select * from read_parquet(getvariable('dataset') || '/links.parquet')
),
followed as (
    select earlier.document_id, min(later.edition_date) as next_edition
    from links
    join actions as earlier on earlier.action_id = links.from_action_id
    join actions as later on later.action_id = links.to_action_id
    where links.relation <> 'same_edition'
    group by earlier.document_id
)
select
    actions.council,
    actions.plan,
    actions.action,
    actions.lead_raw as lead,
    actions.due_date as due,
    actions.status,
    actions.edition as last_edition,
    followed.next_edition as missing_from,
    actions.source_file,
    coalesce(actions.page_start, actions.line_start) as page_or_line,
    actions.action_id
from links
join actions on actions.action_id = links.from_action_id
left join followed on followed.document_id = actions.document_id
where links.relation = 'dropped' and links.certain
    and coalesce(actions.status, if(actions.completed_date <= getvariable('on_date'), 'complete', 'unknown')) not in ('complete', 'cancelled')
    and coalesce(followed.next_edition <= getvariable('on_date'), true)
order by actions.council, actions.plan, actions.action_id;
