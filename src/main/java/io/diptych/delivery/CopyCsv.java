package io.diptych.delivery;

import java.io.IOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The list of a delivery: one row an asset. */
final class CopyCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "sku",
                    "title",
                    "scene",
                    "variant",
                    "take",
                    "copy",
                    "picture",
                    "asset",
                    "alignment",
                    "approved by",
                    "approved at")
            .get();

    /** A cell that begins so is a formula to spreadsheets; the full-width signs are to Japanese and Chinese ones. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CopyCsv() {}

    /** Leaves {@code out} open. */
    static void write(DeliveredAssets assets, Appendable out) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, FORMAT);
        assets.forEach(asset -> csv.printRecord(
                text(asset.sku()),
                text(asset.title()),
                text(asset.scene()),
                text(asset.variant()),
                asset.take(),
                text(asset.copy()),
                text(asset.picture()),
                asset.id(),
                asset.alignment() == null ? "" : String.format(Locale.ROOT, "%.4f", asset.alignment()),
                text(asset.approvedBy()),
                asset.approvedAt()));
        csv.flush();
    }

    /** Catalogs are written by strangers: an apostrophe keeps spreadsheets from calculating what they wrote. */
    static String text(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }
}
