package io.diptych.review;

import io.diptych.DiptychApplication;
import io.diptych.provenance.AssetId;
import io.diptych.storage.LocalServers;
import io.diptych.storage.StorageProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application on the real Postgres and S3, and campaigns in it as if they had been shot: rows of the shot list and the
 * ledger, written by SQL.
 */
public final class ShotCampaign implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final JdbcClient jdbc;

    /** @param more properties, {@code --name=value} */
    public ShotCampaign(Path data, String... more) {
        StorageProperties s3 = LocalServers.s3Properties("unused");
        Map<String, Object> properties = Map.of(
                "diptych.data", data,
                "spring.datasource.url", LocalServers.databaseUrl(),
                "spring.datasource.username", LocalServers.user(),
                "spring.datasource.password", LocalServers.password(),
                "diptych.storage.endpoint", s3.endpoint(),
                "diptych.storage.access-key", s3.accessKey(),
                "diptych.storage.secret-key", s3.secretKey());
        context = new SpringApplication(DiptychApplication.class)
                .run(Stream.concat(
                                properties.entrySet().stream()
                                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue()),
                                Stream.of(more))
                        .toArray(String[]::new));
        jdbc = get(JdbcClient.class);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** A run whose shots are all rendered: two scenes a product, scores from 0 to 1, every tenth asset drifted. */
    public long shoot(String campaign, String bucket, int shots) {
        return run(campaign, bucket, "CAMPAIGN", 0, shots);
    }

    /** Another take of a shot. */
    public AssetId retake(String campaign, String bucket, int number) {
        long run = run(campaign, bucket, "RETAKE", number, 1);
        return assets(run).get(0);
    }

    /** In the order of the plan. */
    public List<AssetId> assets(long run) {
        return jdbc.sql("select asset from shot where run = :run and asset is not null order by number")
                .param("run", run)
                .query((row, n) -> new AssetId(row.getObject("asset", UUID.class)))
                .list();
    }

    private long run(String campaign, String bucket, String kind, int first, int shots) {
        long run = jdbc.sql("""
                        insert into campaign_run (version, campaign, kind, definition, bundle, bucket, seed, catalog, state,
                            started_at, shots)
                        values (0, :campaign, :kind, 'd', 'b', :bucket, 42, 'catalog.csv', 'FINISHED', now(), :shots)
                        returning id""")
                .param("campaign", campaign)
                .param("kind", kind)
                .param("bucket", bucket)
                .param("shots", shots)
                .query(Long.class)
                .single();
        jdbc.sql(
                        "insert into run_frame (run, number, scene, variant, settings) values (:run, 0, 'desk', 'square', '{}'),"
                                + " (:run, 1, 'window', 'square', '{}')")
                .param("run", run)
                .update();
        jdbc.sql("""
                        insert into shot (run, number, partition, sku, title, line, frame, take, instruction, photo,
                            photo_digest, shot_key, seed, state, asset)
                        select :run, n, 0, 'sku-' || n / 2, 'Watch ' || n / 2, n / 2 + 2, n % 2, :take, 'Place the watch',
                            'photo.png', 'p', md5(:campaign || n) || md5('x'), :run * 1000000 + n, 'DONE',
                            md5(:run || '/' || n)::uuid
                        from generate_series(:first, :last) n""")
                .param("run", run)
                .param("campaign", campaign)
                .param("take", kind.equals("RETAKE") ? 2 : 1)
                .param("first", first)
                .param("last", first + shots - 1)
                .update();
        jdbc.sql("""
                        insert into asset (asset_id, campaign, shot_key, sku, scene, variant, take, take_seed, mode,
                            instruction_digest, photo_digest, bundle, bundle_digest, sampler, batch, worker,
                            execution_provider, device, instruction_set, onnx_runtime, java_runtime, started_at, finished_at,
                            model_micros, width, height, png_digest, pixel_digest, codes_digest, text_ids_digest,
                            copy_digest, source_type, generator, bucket, png_key, sidecar_key, copy_key, waypoint_scores)
                        select asset, :campaign, shot_key, sku, frame.scene, frame.variant, take, seed, 'edit', 'i', 'p',
                            'studio-mini', 'b', '{}', '{}', 'worker', 'CPU', 'd', 'i', 'o', 'j', now(), now(), 1, 64, 64,
                            'p', 'p', 'c', 't', 'c', 's', 'g', :bucket, key || '.png', key || '.json', key || '.txt',
                            jsonb_build_object('mean', 0.5, 'deviation', 0.1, 'drifted', shot.number % 10 = 3, 'waypoints',
                                jsonb_build_array(jsonb_build_object('step', 8, 'of', 24, 'score', 0.5),
                                    jsonb_build_object('step', 24, 'of', 24, 'score', shot.number % 101 / 100.0)))
                        from shot join run_frame frame on frame.run = shot.run and frame.number = shot.frame,
                            lateral (select 'campaigns/' || :campaign || '/' || sku || '/' || frame.scene || '-square/take-'
                                || take || '-' || left(asset::text, 8) as key) keys
                        where shot.run = :run order by shot.number""")
                .param("campaign", campaign)
                .param("bucket", bucket)
                .param("run", run)
                .update();
        jdbc.sql("""
                        insert into asset_text (asset_id, title, instruction, photo_reference, copy)
                        select asset, title, instruction, photo, 'A watch by the window, number ' || number || '.'
                        from shot where run = :run""").param("run", run).update();
        return run;
    }

    @Override
    public void close() {
        context.close();
    }
}
