-- The score at the last waypoint, to filter by; null where no aligner looked or the scores have another form.
alter table asset add column alignment double precision generated always as (
    jsonb_path_query_first(waypoint_scores, '$.waypoints[last].score ? (@.type() == "number")')::double precision) stored;

-- What people decided about an asset in a campaign. No row says the same as RENDERED with version 0.
create table review (
    campaign    text not null,
    asset       uuid not null references asset,
    version     int  not null default 0,
    state       text not null default 'RENDERED' check (state in ('RENDERED', 'APPROVED', 'REJECTED', 'DELIVERED')),
    reason      text,
    -- Who decided last; at a delivery, who delivered.
    reviewer    text,
    reviewed_at timestamptz,
    primary key (campaign, asset),
    check ((state = 'REJECTED') = (reason is not null))
);

create index review_state on review (campaign, state);

-- Who decided what, and when: the part of the ledger that people write.
create table review_event (
    entry    bigint generated always as identity primary key,
    campaign text        not null,
    asset    uuid        not null references asset,
    state    text        not null,
    reason   text,
    actor    text        not null,
    at       timestamptz not null default now()
);

create index review_event_asset on review_event (campaign, asset, entry);

create function refuse_review_event_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: what was decided about asset % cannot be changed or removed', old.asset;
end
$$;

create trigger review_event_append_only before update or delete on review_event
    for each row execute function refuse_review_event_change();
