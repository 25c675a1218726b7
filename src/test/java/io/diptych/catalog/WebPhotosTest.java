package io.diptych.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos from the web are fetched once, within limits, and never from where a catalog has no business. */
class WebPhotosTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private byte[] picture;

    @BeforeEach
    void serve() throws IOException {
        picture = png(64);
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/mug.png", exchange -> {
            requests.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")));
            exchange.getResponseHeaders().set("ETag", "\"" + picture.length + "\"");
            if (("\"" + picture.length + "\"")
                    .equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
            } else {
                answer(exchange, 200, picture);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void aPhotoIsFetchedOnceAndAskedForByItsEtag() throws Exception {
        try (WebPhotos photos = allowing(address -> true)) {
            String location = at("/mug.png");
            assertThat(photos.look(location)).isEmpty();
            PhotoFacts facts = photos.ingest(location).orElseThrow();
            assertThat(photos.look(location)).contains(facts);
            assertThat(photos.fetch(location).facts()).isEqualTo(facts);
            assertThat(requests).hasSize(1);

            assertThat(photos.ingest(location)).contains(facts);
            assertThat(requests).containsExactly("null", "\"" + picture.length + "\"");

            picture = png(80);
            assertThat(photos.ingest(location).orElseThrow().width()).isEqualTo(80);
            server.stop(0);
            assertThat(photos.ingest(location).orElseThrow().width()).isEqualTo(80);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x.png",
                "http://localhost/x.png",
                "http://10.0.0.1/x.png",
                "http://172.16.5.5/x.png",
                "http://192.168.1.1/x.png",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/x.png",
                "http://0.0.0.0/x.png",
                "http://2130706433/x.png",
                "http://127.1/x.png",
                "http://[::1]/x.png",
                "http://[fd00::1]/x.png",
                "http://[fe80::1]/x.png",
                "http://[::ffff:127.0.0.1]/x.png",
                "http://[64:ff9b::7f00:1]/x.png",
                "http://[2002:7f00:1::]/x.png",
                "http://224.0.0.1/x.png",
                "http://255.255.255.255/x.png"
            })
    void privateAddressesAreNotAsked(String location) throws Exception {
        try (WebPhotos photos = WebPhotos.into(folder, false)) {
            assertThatExceptionOfType(PhotoException.class)
                    .isThrownBy(() -> photos.ingest(location))
                    .withMessageMatching(
                            "(?s).*(no address of the public internet|there is no host|no http or https address).*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org:22/x.png", "http://example.org:6379/", "http://user:secret@example.org/x.png"
            })
    void otherPortsAndPasswordsAreRefused(String location) throws Exception {
        try (WebPhotos photos = WebPhotos.into(folder, false)) {
            assertThatExceptionOfType(PhotoException.class)
                    .isThrownBy(() -> photos.ingest(location))
                    .withMessageContaining("is not fetched");
        }
    }

    @Test
    void addressesOfTheInternetAreAllowed() throws Exception {
        for (String address : List.of("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "172.32.0.1")) {
            assertThat(PublicAddresses.contains(InetAddress.getByName(address)))
                    .as(address)
                    .isTrue();
        }
    }

    @Test
    void aRedirectIntoAPrivateNetworkIsNotFollowed() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0), 0);
        inside.createContext("/", exchange -> {
            reached.incrementAndGet();
            answer(exchange, 200, picture);
        });
        inside.start();
        redirect("/away", "http://127.0.0.2:" + inside.getAddress().getPort() + "/mug.png");
        try (WebPhotos photos = allowing(HERE::equals)) {
            assertThatExceptionOfType(PhotoException.class)
                    .isThrownBy(() -> photos.ingest(at("/away")))
                    .withMessageContaining("127.0.0.2");
            assertThat(reached).hasValue(0);
        } finally {
            inside.stop(0);
        }
    }

    @Test
    void aNameThatPointsElsewhereTheSecondTimeIsNotBelieved() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        redirect("/first", "http://rebind.test:" + server.getAddress().getPort() + "/mug.png");
        PhotoDownload.Resolver rebinding = host -> {
            if (!host.equals("rebind.test")) {
                return InetAddress.getAllByName(host);
            }
            return new InetAddress[] {asked.incrementAndGet() == 1 ? HERE : InetAddress.getByName("10.0.0.1")};
        };
        for (int connection = 1; connection <= 2; connection++) {
            try (WebPhotos photos = WebPhotos.into(
                    folder.resolve("" + connection),
                    PhotoLimits.DEFAULT,
                    download(rebinding, HERE::equals, Duration.ofSeconds(5)))) {
                if (connection == 1) {
                    assertThat(photos.ingest(at("/first"))).isPresent();
                } else {
                    assertThatExceptionOfType(PhotoException.class)
                            .isThrownBy(() -> photos.ingest(at("/first")))
                            .withMessageContaining("10.0.0.1");
                }
            }
        }
    }

    @Test
    void redirectsEndSomewhere() throws Exception {
        redirect("/loop", "/loop");
        redirect("/once", "/mug.png");
        redirect("/file", "file:///etc/passwd");
        try (WebPhotos photos = allowing(address -> true)) {
            assertThat(photos.ingest(at("/once"))).isPresent();
            assertThatExceptionOfType(PhotoException.class)
                    .isThrownBy(() -> photos.ingest(at("/loop")))
                    .withMessageContaining("more than 5 times");
            assertThatExceptionOfType(PhotoException.class)
                    .isThrownBy(() -> photos.ingest(at("/file")))
                    .withMessageContaining("no http or https address");
        }
    }

    @Test
    void whatIsTooLargeTooSlowOrNoPictureIsToldAndRemembered() throws Exception {
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[200_000]));
        server.createContext("/page", exchange -> answer(exchange, 200, "<html>".getBytes()));
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!ended.await(50, TimeUnit.MILLISECONDS)) {
                    out.write(1);
                    out.flush();
                }
            } catch (InterruptedException | IOException e) {
                // The reader has had enough.
            }
        });
        try (WebPhotos photos = WebPhotos.into(
                folder,
                new PhotoLimits(100_000, 1_000_000),
                download(InetAddress::getAllByName, address -> true, Duration.ofSeconds(1)))) {
            refused(photos, "/large", "has more than 0.1 MB");
            refused(photos, "/page", "a photo is a PNG");
            refused(photos, "/slow", "takes longer than 1 s");
            refused(photos, "/nothing", "answers 404");
            assertThatExceptionOfType(PhotoException.class)
                    .isThrownBy(() -> photos.look(at("/nothing")))
                    .withMessageContaining("answers 404");
        }
    }

    private void refused(WebPhotos photos, String path, String message) {
        assertThatExceptionOfType(PhotoException.class)
                .isThrownBy(() -> photos.ingest(at(path)))
                .withMessageStartingWith(at(path))
                .withMessageContaining(message);
    }

    private WebPhotos allowing(Predicate<InetAddress> rule) {
        return WebPhotos.into(
                folder, PhotoLimits.DEFAULT, download(InetAddress::getAllByName, rule, Duration.ofSeconds(5)));
    }

    private static PhotoDownload download(
            PhotoDownload.Resolver resolver, Predicate<InetAddress> rule, Duration longest) {
        return new PhotoDownload(resolver, rule, true, 100_000, longest);
    }

    private void redirect(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private String at(String path) {
        return "http://" + HERE.getHostAddress() + ":" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException e) {
            // The reader has had enough.
        }
    }

    private static byte[] png(int side) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
