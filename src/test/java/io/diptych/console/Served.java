package io.diptych.console;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.diptych.export.GoldenBundles;
import io.diptych.review.ShotCampaign;
import io.diptych.storage.LocalServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/** A server as {@code diptych serve} starts it, on the tests' Postgres and S3, with the golden tiny bundle. */
public final class Served implements AutoCloseable {

    public static final String PASSWORD = "correct-horse-battery";

    private final ShotCampaign diptych;
    private final MockMvcTester http;
    private final String bucket = LocalServers.bucket().bucket();

    /** @param more properties, {@code --name=value} */
    public Served(Path data, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.main.web-application-type=servlet",
                "--spring.main.lazy-initialization=false",
                "--server.port=0",
                "--diptych.admin.password=" + PASSWORD,
                "--diptych.storage.bucket=" + bucket,
                "--diptych.shoot.poll=100ms",
                "--diptych.bundle=" + GoldenBundles.of("llada-tiny").directory()));
        all.addAll(List.of(more));
        diptych = new ShotCampaign(data, all.toArray(String[]::new));
        http = MockMvcTester.from(
                (WebApplicationContext) diptych.context(),
                builder -> builder.apply(springSecurity()).build());
    }

    public ShotCampaign campaigns() {
        return diptych;
    }

    public <T> T get(Class<T> bean) {
        return diptych.get(bean);
    }

    public MockMvcTester http() {
        return http;
    }

    public String bucket() {
        return bucket;
    }

    public String address() {
        return "http://localhost:" + diptych.context().getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() {
        diptych.close();
    }
}
