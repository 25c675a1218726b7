-- A campaign by its name, whether it was made in the console or shot from the command line.
create table campaign (
    name       text        primary key,
    version    int         not null default 0,
    -- Its campaign.yaml on the disk of the server that runs it; unknown for those that were shot before this table was.
    file       text,
    created_by text,
    created_at timestamptz not null default now()
);
insert into campaign (name, created_at) select campaign, min(started_at) from campaign_run group by campaign;

-- A retake is a run of one shot: another take of it, made because a reviewer asked.
alter table campaign_run add column kind text not null default 'CAMPAIGN' check (kind in ('CAMPAIGN', 'RETAKE'));
-- Paused: workers begin no further micro-batch of it.
alter table campaign_run add column halted boolean not null default false;
-- Why the server's last attempt at this run ended before the run did; cleared when it goes on.
alter table campaign_run add column trouble text;
alter table campaign_run add column requested_by text;

alter table campaign_run drop constraint campaign_run_state_check;
alter table campaign_run add constraint campaign_run_state_check
    check (state in ('OPEN', 'FINISHED', 'SUPERSEDED', 'CANCELLED'));
drop index campaign_run_open;
create unique index campaign_run_open on campaign_run (campaign) where state = 'OPEN' and kind = 'CAMPAIGN';
create index campaign_run_latest on campaign_run (campaign, kind, id desc);
