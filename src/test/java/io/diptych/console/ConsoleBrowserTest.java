package io.diptych.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.diptych.DiptychApplication;
import io.diptych.storage.LocalServers;
import io.diptych.studio.DemoCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A marketer's afternoon, in a real browser, on the embedded database, object store and model. */
class ConsoleBrowserTest {

    private static final double RENDERED_WITHIN = 180_000;

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static ConfigurableApplicationContext server;

    @BeforeAll
    static void serve() {
        chromium = Chromium.start();
        server = SpringApplication.run(
                DiptychApplication.class,
                "--spring.main.web-application-type=servlet",
                "--spring.main.lazy-initialization=false",
                "--server.port=0",
                "--diptych.data=" + folder.resolve("data"),
                "--diptych.postgres.binaries=" + LocalServers.BINARIES,
                "--diptych.admin.password=" + Served.PASSWORD,
                "--diptych.console.gpu-hour-price=2.50");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void fromACatalogToTheDownloadWithNothingButTheConsole() throws Exception {
        Path shop = folder.resolve("shop");
        DemoCatalog.writeTo(shop);
        try (BrowserContext context = context(false)) {
            Page page = context.newPage();
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            logIn(page);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New campaign"))
                    .click();
            isAccessible(page);
            page.locator("[name=name]").fill("summer");
            page.locator("[name=catalog]").setInputFiles(shop.resolve(DemoCatalog.FILE_NAME));
            page.locator("[name=photos]").setInputFiles(zip(shop));
            page.locator("[name=scene][value=beach-afternoon]").check();
            button(page, "See the plan");

            assertThat(page.locator("#plan")).containsText("12 takes");
            button(page, "Test the first product");
            assertThat(page.locator(".trial img").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(RENDERED_WITHIN));
            assertThat(page.locator("#plan")).containsText("EUR");
            isAccessible(page);

            button(page, "Start the campaign");
            assertThat(page.locator(".progress .state"))
                    .hasAttribute(
                            "data-state",
                            "FINISHED",
                            new LocatorAssertions.HasAttributeOptions().setTimeout(RENDERED_WITHIN));
            assertThat(page.locator("#sheet .card img")).hasCount(12);
            isAccessible(page);

            page.keyboard().press("j");
            page.keyboard().press("a");
            assertThat(page.locator("#sheet .card").first()).hasAttribute("data-state", "APPROVED");
            page.keyboard().press("a");
            assertThat(page.locator("#sheet .card").nth(1)).hasAttribute("data-state", "APPROVED");
            page.keyboard().press("r");
            page.locator("#reject-reason").fill("the shadow falls the wrong way");
            page.locator("#reject button[value=reject]").click();
            assertThat(page.locator("#sheet .card").nth(2)).hasAttribute("data-state", "REJECTED");

            page.locator("#sheet .card a.picture").first().click();
            Locator strip = page.locator(".strip img");
            assertThat(strip).hasCount(3);
            assertThat((Integer) strip.first().evaluate("image => image.naturalWidth"))
                    .isPositive();
            assertThat(page.locator(".history")).containsText("approved");
            isAccessible(page);

            page.navigate(address() + "/campaigns/summer/deliveries");
            button(page, "Deliver 2 approved pictures");
            Download download = page.waitForDownload(
                    () -> page.getByText(Pattern.compile("^Download ")).click());
            try (ZipFile zip = new ZipFile(download.path().toFile())) {
                List<String> names = zip.stream().map(ZipEntry::getName).toList();
                assertThat(names).filteredOn(name -> name.endsWith(".png")).hasSize(2);
                assertThat(names).contains("copy.csv");
            }
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void everyPageIsAccessibleInTheDarkAndFitsAPhone() {
        for (boolean phone : List.of(true, false)) {
            try (BrowserContext context = context(phone)) {
                Page page = context.newPage();
                page.navigate(address() + "/login");
                isAccessible(page);
                logIn(page);
                for (String path : List.of(
                        "/campaigns",
                        "/campaigns/new",
                        "/scenes",
                        "/scenes/beach-afternoon",
                        "/workers",
                        "/account",
                        "/accounts",
                        "/audit",
                        "/campaigns/nothing")) {
                    page.navigate(address() + path);
                    isAccessible(page);
                    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                            .as(path)
                            .isLessThanOrEqualTo(0);
                }
            }
        }
    }

    private static BrowserContext context(boolean phone) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(phone ? 390 : 1320, phone ? 844 : 900)
                        .setColorScheme(phone ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    private static void logIn(Page page) {
        page.navigate(address() + "/");
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill(Served.PASSWORD);
        page.locator("form button").click();
        assertThat(page.locator("h1")).hasText("Campaigns");
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    /** By the rules of axe; what it calls minor is left to taste. */
    private static void isAccessible(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .filteredOn(violation -> List.of("serious", "critical").contains(violation.getImpact()))
                .as(page.url())
                .extracting(violation -> violation.getId() + ": " + violation.getNodes())
                .isEmpty();
    }

    private static String address() {
        return "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
    }

    private static Path zip(Path shop) throws IOException {
        Path archive = shop.resolveSibling("photos.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(shop)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".png")).toList()) {
                zip.putNextEntry(new ZipEntry(shop.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return archive;
    }
}
