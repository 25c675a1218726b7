package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code diptych serve} as a process: its first lines, a port that is taken, and how it ends. */
class ServeCommandTest {

    private static final Pattern READY = Pattern.compile("Diptych is ready: (http://localhost:(\\d+))");
    private static final Pattern PASSWORD =
            Pattern.compile("log in as {2}admin {2}with the password {2}([a-z0-9-]{23})");

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot send SIGTERM there")
    void aServerSaysWhereItIsAndEndsInGoodOrder() throws Exception {
        ShootProcess diptych = new ShootProcess(folder, folder);
        Process server = diptych.start("serve", "--port=0");
        Matcher ready = await().atMost(Duration.ofSeconds(90)).until(() -> READY.matcher(diptych.out()), Matcher::find);
        assertThat(PASSWORD.matcher(diptych.out()).find()).as(diptych.out()).isTrue();
        assertThat(Files.readString(diptych.data().resolve("diptych.log"))).doesNotContain("with the password");
        assertThat(get(ready.group(1) + "/actuator/health/readiness").body()).contains("UP");
        assertThat(get(ready.group(1) + "/campaigns").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));

        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        ShootProcess second = new ShootProcess(elsewhere, elsewhere);
        assertThat(second.start("serve", "--port=" + ready.group(2)).waitFor()).isEqualTo(1);
        assertThat(second.err()).contains("Port " + ready.group(2) + " is in use", "--port=N");

        server.destroy();
        assertThat(server.waitFor()).as(diptych.log()).isZero();
        assertThat(diptych.err()).isEmpty();
        assertThat(folder.resolve("crash.txt")).doesNotExist();
        assertThat(diptych.data().resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
