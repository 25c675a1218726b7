package io.diptych.provenance;

import io.diptych.provenance.ContactSheet.Frame;
import io.diptych.provenance.ContactSheet.Item;
import io.diptych.provenance.ContactSheet.Print;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** A product with its pictures and their words, as a part of a contact sheet's page. */
final class ContactSheetItem {

    private final Place place;
    private final String campaign;

    /** @param place where the page lies, and all that it shows */
    ContactSheetItem(Place place, String campaign) {
        this.place = place;
        this.campaign = campaign;
    }

    void fill(Element section, Item item) {
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
            alignment(print).ifPresent(scores -> alignment(words, scores));
            provenance(words, print);
        }
    }

    private static Optional<AlignmentScores> alignment(Print print) {
        return Optional.ofNullable(print.asset().waypointScores()).flatMap(AlignmentScores::of);
    }

    private static void alignment(Element words, AlignmentScores scores) {
        Element line = words.appendElement("p").addClass("alignment");
        if (scores.drifted()) {
            line.addClass("drifted").appendElement("strong").text("Drifted");
            line.appendText(" ");
        }
        line.appendText(String.format(
                Locale.ROOT, "Alignment %.2f of %.2f ± %.2f", scores.last(), scores.mean(), scores.deviation()));
        if (scores.drifted()) {
            line.appendText(": " + String.join("; ", scores.drift()));
        }
    }

    private static String caption(Frame frame, Print print) {
        return frame.prints().size() == 1
                ? frame.variant()
                : frame.variant() + " · take " + print.asset().take().number();
    }

    private void picture(Element article, Item item, Frame frame, Print print) {
        Outputs outputs = print.asset().outputs();
        String png = relative(print.asset().objects().at(place).png());
        article.appendElement("a")
                .addClass("picture")
                .attr("href", png)
                .appendElement("img")
                .attr("src", png)
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
        alignment(print).ifPresent(scores -> line(facts, "alignment", waypoints(scores)));
        line(facts, "made on", environment.executionProvider() + ", " + environment.device());
        line(facts, "runtime", "ONNX Runtime " + environment.onnxRuntime() + ", Java " + environment.java());
        line(facts, "file", "sha256 " + asset.outputs().png());
        line(facts, "source", take.sourceType().replaceFirst(".*/", ""));
        Element files = details.appendElement("p").addClass("files");
        ObjectKeys objects = asset.objects().at(place);
        for (String key : List.of(objects.png(), objects.copy(), objects.sidecar())) {
            files.appendElement("a").attr("href", relative(key)).text(key.substring(key.lastIndexOf('.') + 1));
            files.appendText(" ");
        }
    }

    private static String waypoints(AlignmentScores scores) {
        return scores.waypoints().stream()
                .map(each -> String.format(Locale.ROOT, "%.2f at step %d of %d", each.score(), each.step(), each.of()))
                .collect(Collectors.joining(", "));
    }

    /** Assets may lie in another campaign that made the same shot before. */
    private String relative(String key) {
        String own = place.campaign(campaign);
        return key.startsWith(own)
                ? key.substring(own.length())
                : "../" + key.substring(place.campaigns().length());
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

    static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
