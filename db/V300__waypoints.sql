-- Whether picture and copy of an asset drifted apart on the way, or do not agree in the end: what waypoint_scores says.
alter table asset
    add column drifted boolean not null generated always as (coalesce(waypoint_scores @> '{"drifted": true}', false)) stored;

-- Which of a shot's takes is kept, where a campaign keeps the best one only. Shot key and campaign seed say which takes set
-- out, so a choice never changes either.
create table chosen_take (
    shot_key      text        not null,
    campaign_seed bigint      not null,
    takes         int         not null check (takes > 1),
    waypoints     int         not null check (waypoints > 0),
    asset_id      uuid        not null references asset,
    chosen_at     timestamptz not null default now(),
    primary key (shot_key, campaign_seed, takes, waypoints)
);

-- The takes that were dropped for it: no picture of them was kept.
create table dropped_take (
    shot_key      text   not null,
    campaign_seed bigint not null,
    takes         int    not null,
    waypoints     int    not null,
    take          int    not null check (take > 0),
    take_seed     bigint not null,
    -- From 1; a take dropped at the last one was made to the end.
    waypoint      int    not null check (waypoint between 1 and waypoints),
    -- Up to there: [{"step": 8, "of": 24, "score": 0.41}, ...]
    scores        jsonb  not null,
    primary key (shot_key, campaign_seed, takes, waypoints, take),
    foreign key (shot_key, campaign_seed, takes, waypoints) references chosen_take
);

create function refuse_choice_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: what was chosen of shot % cannot be changed or removed', old.shot_key;
end
$$;

create trigger chosen_take_append_only before update or delete on chosen_take
    for each row execute function refuse_choice_change();
create trigger dropped_take_append_only before update or delete on dropped_take
    for each row execute function refuse_choice_change();

-- A row of the shot list is one take, or all takes of a shot of which one will be kept; of these, "take" and "seed" are the
-- kept one's once it is known.
alter table shot add column contenders int not null default 1 check (contenders > 0);

-- At how many waypoints a run's takes are scored.
alter table campaign_run add column waypoints int not null default 1;
-- How many whole takes were computed for what was rendered: one dropped half-way counts half.
alter table campaign_run add column effort double precision not null default 0;
update campaign_run set effort = rendered;
