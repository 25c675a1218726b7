package io.diptych.shoot;

import io.diptych.DiptychApplication;
import io.diptych.export.GoldenBundles;
import io.diptych.storage.LocalServers;
import io.diptych.storage.StorageProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started in this process on the real Postgres and S3 of the tests, with the golden tiny bundle. */
final class Started implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Started(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param more properties that win over the usual ones */
    static Started on(Path data, String databaseUrl, String... more) {
        StorageProperties s3 = LocalServers.s3Properties("unused");
        List<String> properties = new ArrayList<>(List.of(
                "--diptych.data=" + data,
                "--diptych.bundle=" + GoldenBundles.of("llada-tiny").directory(),
                "--diptych.shoot.poll=100ms",
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=" + LocalServers.user(),
                "--spring.datasource.password=" + LocalServers.password(),
                "--diptych.storage.endpoint=" + s3.endpoint(),
                "--diptych.storage.access-key=" + s3.accessKey(),
                "--diptych.storage.secret-key=" + s3.secretKey()));
        properties.addAll(List.of(more));
        return new Started(new SpringApplication(DiptychApplication.class).run(properties.toArray(String[]::new)));
    }

    <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    ShootReport shoot(SmallCampaign campaign) throws Exception {
        return get(Shoot.class).shoot(campaign.campaign(), ShootListener.NONE);
    }

    @Override
    public void close() {
        context.close();
    }
}
