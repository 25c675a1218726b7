-- Answers to requests that create something, kept for a day: a client that asks again with the same key gets the same one.
create table idempotency_key (
    account    text        not null,
    key        text        not null,
    route      text        not null,
    digest     text        not null,
    -- null while the first request is under way
    status     int,
    location   text,
    body       text,
    created_at timestamptz not null default now(),
    primary key (account, key)
);
create index idempotency_key_age on idempotency_key (created_at);
