-- What left the house, when and by whom: approved assets, as they were then.
create table delivery (
    id         bigint generated always as identity primary key,
    campaign   text        not null,
    created_by text        not null,
    created_at timestamptz not null default now()
);

create index delivery_campaign on delivery (campaign, id desc);

-- Title and copy stay out: they can be erased, and what was handed over is in the zip.
create table delivery_asset (
    delivery    bigint      not null references delivery on delete cascade,
    number      int         not null,
    asset       uuid        not null references asset,
    sku         text        not null,
    scene       text        not null,
    variant     text        not null,
    take        int         not null,
    bucket      text        not null,
    png_key     text        not null,
    copy_key    text        not null,
    -- Path in the delivery, without its ending.
    path        text        not null,
    approved_by text        not null,
    approved_at timestamptz not null,
    primary key (delivery, number)
);
