-- Before every key of a run's objects; empty for none.
alter table campaign_run add column prefix text not null default '';
