package io.diptych.provenance;

import io.diptych.provenance.ContactSheet.Content;
import io.diptych.provenance.ContactSheet.Frame;
import io.diptych.provenance.ContactSheet.Item;
import io.diptych.provenance.ContactSheet.Page;
import io.diptych.provenance.ContactSheet.Print;
import io.diptych.provenance.ContactSheet.Problem;
import io.diptych.provenance.ContactSheet.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of a contact sheet in HTML without scripts. Pictures are named relative to the page, which lies at the top of its
 * campaign, so it opens from a folder as well as from a web server; product photos lie inside of it.
 *
 * <p>It is written product by product, so that its length costs no memory. Each part is built as a tree and every name
 * and text goes in as text, so markup in a catalog stays text.
 */
final class ContactSheetPage {

    /** Scripts, fonts, frames, requests: nothing but pictures and the page's own style. */
    private static final String POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'";

    private final ContactSheet sheet;
    private final Place place;
    private final int number;
    private final ContactSheetLinks links;
    private final Writer out;

    private ContactSheetPage(ContactSheet sheet, Place place, int number, Writer out) {
        this.sheet = sheet;
        this.place = place;
        this.number = number;
        this.links = new ContactSheetLinks(number, sheet.pages());
        this.out = out;
    }

    /**
     * Writes a page.
     *
     * @param place where it will lie
     * @param number from 1
     * @param shown called for every picture on it
     */
    static void write(ContactSheet sheet, Place place, int number, Writer out, Consumer<AssetRecord> shown)
            throws IOException {
        new ContactSheetPage(sheet, place, number, out).write(shown);
    }

    private void write(Consumer<AssetRecord> shown) throws IOException {
        Page page = sheet.pages().get(number - 1);
        Content content = page.content();
        try (Stream<Item> items = content.items()) {
            out.write("<!doctype html><html lang=\"en\">");
            part("head", this::head);
            out.write("<body>");
            part("header", this::header);
            problems(content.problems());
            out.write("<main>");
            items(items.iterator(), shown);
            out.write("</main>");
            if (!links.none()) {
                part("nav", links::fill);
            }
            part("footer", this::footer);
            out.write("</body></html>");
        }
    }

    private void items(Iterator<Item> items, Consumer<AssetRecord> shown) throws IOException {
        if (!items.hasNext()) {
            part("p", empty -> empty.addClass("empty").text("No pictures in this campaign yet."));
        }
        ContactSheetItem writer = new ContactSheetItem(place, sheet.campaign());
        while (items.hasNext()) {
            Item item = items.next();
            part("section", section -> writer.fill(section.addClass("item"), item));
            item.frames().stream()
                    .map(Frame::prints)
                    .flatMap(List::stream)
                    .map(Print::asset)
                    .forEach(shown);
        }
    }

    private void part(String tag, Consumer<Element> fill) throws IOException {
        Document scratch = new Document("");
        scratch.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        Element part = scratch.appendElement(tag);
        fill.accept(part);
        out.write(part.outerHtml());
    }

    private void head(Element head) {
        head.appendElement("meta").attr("charset", "utf-8");
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
        head.appendElement("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
        head.appendElement("title")
                .text(sheet.campaign() + " · contact sheet" + (number == 1 ? "" : ", page " + number));
        head.appendElement("style").appendChild(new DataNode(style()));
    }

    private void header(Element header) {
        header.appendElement("p")
                .addClass("kind")
                .text(
                        links.none()
                                ? "Contact sheet"
                                : "Contact sheet, page " + number + " of "
                                        + sheet.pages().size());
        header.appendElement("h1").text(sheet.campaign());
        if (number == 1) {
            facts(header.appendElement("dl").addClass("facts"));
        }
        if (!links.none()) {
            links.fill(header.appendElement("nav"));
        }
    }

    private void facts(Element facts) {
        Summary summary = sheet.summary();
        int assets = summary.made() + summary.kept();
        fact(facts, "Pictures", counted(assets), madeAndKept(summary));
        fact(facts, "Products", counted(summary.products()), "in " + plural(summary.scenes(), "scene"));
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
        fact(facts, "Bundle", summary.bundle(), ContactSheetItem.start(summary.bundleDigest(), 12));
        if (summary.drifted() > 0) {
            fact(facts, "Drifted", counted(summary.drifted()), "picture and copy disagree: look at them")
                    .addClass("trouble");
        }
        if (summary.failed() + summary.skipped() > 0) {
            Element trouble =
                    fact(facts, "Not made", counted(summary.failed() + summary.skipped()), failedAndSkipped(summary));
            trouble.addClass("trouble");
        }
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

    private void problems(List<Problem> ofThisPage) throws IOException {
        List<Problem> all = number == 1
                ? Stream.concat(ofThisPage.stream(), sheet.problems().stream()).toList()
                : ofThisPage;
        boolean elsewhere = number == 1 && links.failedElsewhere();
        if (all.isEmpty() && !elsewhere) {
            return;
        }
        out.write("<section class=\"problems\"><h2>What went wrong</h2><ul>");
        for (Problem problem : all) {
            part("li", entry -> {
                entry.appendElement("strong").text(problem.kind());
                entry.appendText(" ");
                entry.appendElement("span").addClass("where").text(problem.where());
                entry.appendElement("p").text(problem.message());
            });
        }
        if (elsewhere) {
            part("li", links::fillFailedElsewhere);
        }
        out.write("</ul></section>");
    }

    private void footer(Element footer) {
        footer.text("Every picture here was generated, and says so in its metadata (IPTC digital source type). "
                + "diptych verify FILE tells whether a file is still the recorded one.");
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

    private static String counted(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
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
