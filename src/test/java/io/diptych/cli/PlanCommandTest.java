package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.DiptychApplication;
import io.diptych.export.GoldenBundles;
import io.diptych.shoot.SmallCampaign;
import io.diptych.storage.LocalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code plan} on a database that is configured, where nothing was ever shot. */
class PlanCommandTest {

    @TempDir
    private Path folder;

    private final String url = LocalServers.databaseUrl();

    @BeforeEach
    void configure() {
        System.setProperty("spring.datasource.url", url);
        System.setProperty("spring.datasource.username", LocalServers.user());
        System.setProperty("spring.datasource.password", LocalServers.password());
    }

    @AfterEach
    void forget() {
        System.clearProperty("spring.datasource.url");
        System.clearProperty("spring.datasource.username");
        System.clearProperty("spring.datasource.password");
    }

    @Test
    void nothingIsWrittenToTheDiskAndNoTableIsMade() throws IOException {
        String campaign =
                new SmallCampaign(folder, "looked-at").products(3).file().toString();
        List<Path> before = files(folder);
        List<Path> temporaryBefore = leftOver();
        Cli cli = new Cli(DiptychApplication.class);

        int exitCode = cli.run(
                "plan",
                "--data=" + folder.resolve("data"),
                "--bundle=" + GoldenBundles.of("llada-tiny").directory(),
                campaign);

        assertThat(exitCode).as(cli.err()).isZero();
        assertThat(cli.out()).contains("6 shots").contains("0 takes exist already, 6 to render");
        assertThat(files(folder)).isEqualTo(before);
        assertThat(leftOver()).isEqualTo(temporaryBefore);
        assertThat(JdbcClient.create(new DriverManagerDataSource(url, LocalServers.user(), LocalServers.password()))
                        .sql("select count(*) from information_schema.tables where table_schema = 'public'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("diptych-plan"))
                    .sorted()
                    .toList();
        }
    }
}
