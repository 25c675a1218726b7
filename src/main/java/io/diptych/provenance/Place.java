package io.diptych.provenance;

/**
 * Where a campaign's objects go. Below the prefix their keys are the same everywhere.
 *
 * @param bucket of S3
 * @param prefix of all keys, such as {@code shop/2026}, without a slash at either end; empty for none
 */
public record Place(String bucket, String prefix) {

    public Place {
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix '" + prefix + "' begins or ends with a slash");
        }
    }

    /** A bucket, without a prefix. */
    public static Place bucket(String name) {
        return new Place(name, "");
    }

    /** Prefix of all objects of a campaign, ending in a slash. */
    public String campaign(String name) {
        return campaigns() + ObjectKeys.segment(name) + "/";
    }

    /** Key of a campaign's contact sheet, of its first page. */
    public String contactSheet(String campaign) {
        return contactSheet(campaign, 1);
    }

    /** @param page from 1 */
    String contactSheet(String campaign, int page) {
        return campaign(campaign) + contactSheetName(page);
    }

    static String contactSheetName(int page) {
        return page == 1 ? "contact-sheet.html" : "contact-sheet-" + page + ".html";
    }

    /** Prefix of all campaigns, ending in a slash. */
    String campaigns() {
        return (prefix.isEmpty() ? "" : prefix + "/") + "campaigns/";
    }
}
