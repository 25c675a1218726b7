-- The ledger: one row per recorded asset, written once and never changed. It holds digests only; what people wrote and
-- where their photos lie is in asset_text and can be erased.
CREATE TABLE asset (
    entry               bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    asset_id            uuid PRIMARY KEY,

    campaign            text NOT NULL,
    shot_key            text NOT NULL,
    sku                 text NOT NULL,
    scene               text NOT NULL,
    variant             text NOT NULL,
    take                integer NOT NULL CHECK (take > 0),
    take_seed           bigint NOT NULL,

    mode                text NOT NULL,
    instruction_digest  text NOT NULL,
    photo_digest        text NOT NULL,
    bundle              text NOT NULL,
    bundle_digest       text NOT NULL,
    sampler             jsonb NOT NULL,

    batch               jsonb NOT NULL,
    worker              text NOT NULL,
    execution_provider  text NOT NULL,
    device              text NOT NULL,
    instruction_set     text NOT NULL,
    onnx_runtime        text NOT NULL,
    java_runtime        text NOT NULL,
    started_at          timestamptz NOT NULL,
    finished_at         timestamptz NOT NULL,
    model_micros        bigint NOT NULL,

    width               integer NOT NULL,
    height              integer NOT NULL,
    png_digest          text NOT NULL,
    pixel_digest        text NOT NULL,
    codes_digest        text NOT NULL,
    text_ids_digest     text NOT NULL,
    copy_digest         text NOT NULL,
    source_type         text NOT NULL,
    generator           text NOT NULL,

    bucket              text NOT NULL,
    png_key             text NOT NULL,
    sidecar_key         text NOT NULL,
    copy_key            text NOT NULL,

    -- How well picture and copy agree at points of the trajectory; where no aligner looked, nothing.
    waypoint_scores     jsonb,
    recorded_at         timestamptz NOT NULL DEFAULT now(),

    UNIQUE (shot_key, take_seed)
);

CREATE INDEX asset_campaign ON asset (campaign, entry);
CREATE INDEX asset_png_key ON asset (png_key);
CREATE INDEX asset_png_digest ON asset (png_digest);
CREATE INDEX asset_pixel_digest ON asset (pixel_digest);

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: asset % cannot be changed or removed', OLD.asset_id;
END
$$;

CREATE TRIGGER asset_append_only BEFORE UPDATE OR DELETE ON asset
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();

-- The texts behind the ledger's digests: needed to replay an asset and to show it, and free to be erased.
CREATE TABLE asset_text (
    asset_id            uuid PRIMARY KEY REFERENCES asset,
    title               text NOT NULL,
    instruction         text NOT NULL,
    photo_reference     text NOT NULL,
    copy                text NOT NULL
);
