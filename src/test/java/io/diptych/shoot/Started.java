package io.diptych.shoot;

import io.diptych.DiptychApplication;
import io.diptych.export.GoldenBundles;
import io.diptych.storage.LocalServers;
import io.diptych.storage.StorageProperties;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started in this process on the real Postgres and S3 of the tests, with the golden tiny bundle. */
final class Started implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Started(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param more {@code name=value} of properties that win over the usual ones */
    static Started on(Path data, String databaseUrl, String... more) {
        StorageProperties s3 = LocalServers.s3Properties("unused");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("diptych.data", data);
        properties.put("diptych.bundle", GoldenBundles.of("llada-tiny").directory());
        properties.put("diptych.shoot.poll", "100ms");
        properties.put("spring.datasource.url", databaseUrl);
        properties.put("spring.datasource.username", LocalServers.user());
        properties.put("spring.datasource.password", LocalServers.password());
        properties.put("diptych.storage.endpoint", s3.endpoint());
        properties.put("diptych.storage.access-key", s3.accessKey());
        properties.put("diptych.storage.secret-key", s3.secretKey());
        for (String property : more) {
            properties.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        return new Started(new SpringApplication(DiptychApplication.class)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
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
