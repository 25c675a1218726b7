package io.diptych.provenance;

import io.diptych.provenance.ContactSheet.Frame;
import io.diptych.provenance.ContactSheet.Item;
import io.diptych.provenance.ContactSheet.Print;
import io.diptych.provenance.ContactSheet.Problem;
import io.diptych.provenance.ContactSheet.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * A contact sheet as one HTML page without scripts. Pictures are named relative to the page, which lies at the top of its
 * campaign, so it opens from a folder as well as from a web server; product photos lie inside of it.
 *
 * <p>The page is built as a tree and every name and text goes in as text, so markup in a catalog stays text.
 */
final class ContactSheetPage {

    /** Scripts, fonts, frames, requests: nothing but pictures and the page's own style. */
    private static final String POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'";

    private final ContactSheet sheet;
    private final Document page = new Document("");

    private ContactSheetPage(ContactSheet sheet) {
        this.sheet = sheet;
    }

    static byte[] render(ContactSheet sheet) {
        return new ContactSheetPage(sheet).render();
    }

    private byte[] render() {
        page.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        page.appendChild(new DocumentType("html", "", ""));
        Element html = page.appendElement("html").attr("lang", "en");
        head(html.appendElement("head"));
        Element body = html.appendElement("body");
        header(body.appendElement("header"));
        if (!sheet.problems().isEmpty()) {
            problems(body.appendElement("section").addClass("problems"));
        }
        Element main = body.appendElement("main");
        sheet.items().forEach(item -> item(main.appendElement("section").addClass("item"), item));
        if (sheet.items().isEmpty()) {
            main.appendElement("p").addClass("empty").text("No pictures in this campaign yet.");
        }
        footer(body.appendElement("footer"));
        return page.outerHtml().getBytes(StandardCharsets.UTF_8);
    }

    private void head(Element head) {
        head.appendElement("meta").attr("charset", "utf-8");
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
        head.appendElement("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
        head.appendElement("title").text(sheet.campaign() + " · contact sheet");
        head.appendElement("style").appendChild(new DataNode(style()));
    }

    private void header(Element header) {
        Summary summary = sheet.summary();
        int assets = summary.made() + summary.kept();
        header.appendElement("p").addClass("kind").text("Contact sheet");
        header.appendElement("h1").text(sheet.campaign());
        Element facts = header.appendElement("dl").addClass("facts");
        fact(facts, "Pictures", number(assets), madeAndKept(summary));
        fact(facts, "Products", number(sheet.items().size()), scenes());
        fact(
                facts,
                "In the model",
                duration(summary.inModel()),
                summary.made() == 0 ? "" : duration(summary.inModel().dividedBy(summary.made())) + " a picture");
        fact(
                facts,
                "All the rest",
                duration(summary.outside()),
                summary.made() == 0 ? "" : duration(summary.outside().dividedBy(summary.made())) + " a picture");
        fact(facts, "Seed", Long.toString(summary.seed()), "");
        fact(facts, "Bundle", summary.bundle(), start(summary.bundleDigest(), 12));
        if (summary.failed() + summary.skipped() > 0) {
            Element trouble =
                    fact(facts, "Not made", number(summary.failed() + summary.skipped()), failedAndSkipped(summary));
            trouble.addClass("trouble");
        }
    }

    private String scenes() {
        long scenes = sheet.items().stream()
                .flatMap(item -> item.frames().stream())
                .map(Frame::scene)
                .distinct()
                .count();
        return "in " + plural(scenes, "scene");
    }

    private static String madeAndKept(Summary summary) {
        if (summary.kept() == 0) {
            return "all new";
        }
        return summary.made() == 0 ? "all kept from before" : summary.made() + " new, " + summary.kept() + " kept";
    }

    private static String failedAndSkipped(Summary summary) {
        return plural(summary.failed(), "shot") + " failed, " + plural(summary.skipped(), "row") + " skipped";
    }

    private void problems(Element section) {
        section.appendElement("h2").text("What went wrong");
        Element list = section.appendElement("ul");
        for (Problem problem : sheet.problems()) {
            Element entry = list.appendElement("li");
            entry.appendElement("strong").text(problem.kind());
            entry.appendText(" ");
            entry.appendElement("span").addClass("where").text(problem.where());
            entry.appendElement("p").text(problem.message());
        }
    }

    private void item(Element section, Item item) {
        Element product = section.appendElement("div").addClass("product");
        if (item.photo() != null) {
            Thumbnail photo = item.photo();
            product.appendElement("img")
                    .attr("src", photo.dataUri())
                    .attr("width", Integer.toString(photo.width()))
                    .attr("height", Integer.toString(photo.height()))
                    .attr("alt", "Product photo: " + item.title());
        }
        Element name = product.appendElement("div").addClass("name");
        name.appendElement("h2").text(item.title());
        name.appendElement("p").addClass("sku").text(item.sku());
        Element frames = section.appendElement("div").addClass("frames");
        item.frames().forEach(frame -> frame(frames, item, frame));
    }

    private void frame(Element parent, Item item, Frame frame) {
        for (Print print : frame.prints()) {
            Element article = parent.appendElement("article").addClass("frame");
            picture(article, item, frame, print);
            Element words = article.appendElement("div").addClass("words");
            Element title = words.appendElement("h3");
            title.appendElement("span").text(frame.scene());
            title.appendText(" ");
            title.appendElement("small").text(caption(frame, print));
            words.appendElement("p").addClass("copy").text(print.copy());
            words.appendElement("p").addClass("asked").text(frame.instruction());
            provenance(words, print);
        }
    }

    private static String caption(Frame frame, Print print) {
        return frame.prints().size() == 1
                ? frame.variant()
                : frame.variant() + " · take " + print.asset().take().number();
    }

    private void picture(Element article, Item item, Frame frame, Print print) {
        Outputs outputs = print.asset().outputs();
        article.appendElement("a")
                .addClass("picture")
                .attr("href", relative(print.asset().objects().png()))
                .appendElement("img")
                .attr("src", relative(print.asset().objects().png()))
                .attr("width", Integer.toString(outputs.width()))
                .attr("height", Integer.toString(outputs.height()))
                .attr("style", "--w:" + shownWidth(outputs))
                .attr("loading", "lazy")
                .attr("alt", item.title() + ", " + frame.scene() + ": " + print.copy());
    }

    /** Whole multiples keep small pictures crisp; large ones are shrunk by the browser. */
    private static int shownWidth(Outputs outputs) {
        int longer = Math.max(outputs.width(), outputs.height());
        return outputs.width() * Math.max(1, 340 / longer);
    }

    private void provenance(Element words, Print print) {
        AssetRecord asset = print.asset();
        Take take = asset.take();
        Element details = words.appendElement("details");
        Element summary = details.appendElement("summary");
        summary.appendElement("span").text("seed " + take.seed());
        summary.appendText(" ");
        summary.appendElement("span").text("asset " + start(asset.id().toString(), 8));
        Element facts = details.appendElement("dl");
        Environment environment = asset.rendering().environment();
        line(facts, "asset", asset.id().toString());
        line(facts, "take", take.number() + ", seed " + take.seed());
        line(facts, "bundle", take.inputs().bundle() + " " + start(take.inputs().bundleDigest(), 12));
        line(facts, "sampler", settings(take.inputs().sampler()));
        line(facts, "made on", environment.executionProvider() + ", " + environment.device());
        line(facts, "runtime", "ONNX Runtime " + environment.onnxRuntime() + ", Java " + environment.java());
        line(facts, "file", "sha256 " + asset.outputs().png());
        line(facts, "source", take.sourceType().replaceFirst(".*/", ""));
        Element files = details.appendElement("p").addClass("files");
        ObjectKeys objects = asset.objects();
        for (String key : List.of(objects.png(), objects.copy(), objects.sidecar())) {
            files.appendElement("a").attr("href", relative(key)).text(key.substring(key.lastIndexOf('.') + 1));
            files.appendText(" ");
        }
    }

    private void footer(Element footer) {
        footer.text("Every picture here was generated, and says so in its metadata (IPTC digital source type). "
                + "diptych verify FILE tells whether a file is still the recorded one.");
    }

    /** Assets may lie in another campaign that made the same shot before. */
    private String relative(String key) {
        String own = ObjectKeys.campaign(sheet.campaign());
        return key.startsWith(own) ? key.substring(own.length()) : "../" + key.replaceFirst("^campaigns/", "");
    }

    private static Element fact(Element list, String name, String value, String more) {
        Element group = list.appendElement("div");
        group.appendElement("dt").text(name);
        Element description = group.appendElement("dd");
        description.text(value);
        if (!more.isEmpty()) {
            description.appendText(" ");
            description.appendElement("small").text(more);
        }
        return group;
    }

    private static void line(Element list, String name, String value) {
        list.appendElement("dt").text(name);
        list.appendElement("dd").text(value);
    }

    private static String settings(Map<String, Object> sampler) {
        return new TreeMap<>(sampler)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .reduce((one, two) -> one + ", " + two)
                        .orElse("");
    }

    static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 0.9995) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (duration.toMinutes() < 60) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static String style() {
        try (InputStream css = ContactSheetPage.class.getResourceAsStream("contact-sheet.css")) {
            if (css == null) {
                throw new IllegalStateException("contact-sheet.css is missing from this build of Diptych");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
