-- A trial shoots a campaign's first product only, so that people see what they would get before they pay for all of it.
alter table campaign_run drop constraint campaign_run_kind_check;
alter table campaign_run add constraint campaign_run_kind_check check (kind in ('CAMPAIGN', 'RETAKE', 'TRIAL'));
create unique index campaign_run_trial on campaign_run (campaign) where state = 'OPEN' and kind = 'TRIAL';

-- The living workers, each by its own account. A row that was not renewed for a minute is of one that is gone.
create table worker (
    name       text        primary key,
    host       text        not null,
    bundle     text        not null,
    device     text        not null,
    slots      int         not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null,
    -- since its start
    shots      bigint      not null default 0,
    render_millis bigint   not null default 0
);
