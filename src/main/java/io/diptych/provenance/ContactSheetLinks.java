package io.diptych.provenance;

import io.diptych.provenance.ContactSheet.Page;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;

/**
 * From a page of a contact sheet to the others.
 *
 * @param number of the page that the links stand on, from 1
 */
record ContactSheetLinks(int number, List<Page> pages) {

    /** To so many pages before and after this one, beside the first and the last. */
    private static final int NEAR = 3;

    private static final int MOST_FAILED_PAGES = 50;

    boolean none() {
        return pages.size() == 1;
    }

    void fill(Element nav) {
        nav.addClass("pages").attr("aria-label", "Pages");
        if (number > 1) {
            link(nav, number - 1, "Previous").attr("rel", "prev");
            nav.appendText(" ");
        }
        int before = 0;
        for (int page : near()) {
            if (page > before + 1) {
                nav.appendElement("span").text("…");
                nav.appendText(" ");
            }
            if (page == number) {
                nav.appendElement("span").attr("aria-current", "page").text(Integer.toString(page));
            } else {
                link(nav, page, Integer.toString(page));
            }
            nav.appendText(" ");
            before = page;
        }
        if (number < pages.size()) {
            link(nav, number + 1, "Next").attr("rel", "next");
        }
    }

    /** Whether a shot on another page failed. */
    boolean failedElsewhere() {
        return failed().findAny().isPresent();
    }

    void fillFailedElsewhere(Element entry) {
        entry.appendElement("strong").text("Shots failed on other pages");
        Element list = entry.appendElement("p");
        failed().limit(MOST_FAILED_PAGES).forEach(page -> {
            link(list, page, "page " + page);
            list.appendText(" (" + pages.get(page - 1).failed() + ") ");
        });
        long more = failed().count() - MOST_FAILED_PAGES;
        if (more > 0) {
            list.appendText("and on " + more + " more");
        }
    }

    private int[] near() {
        return IntStream.rangeClosed(1, pages.size())
                .filter(page -> page == 1 || page == pages.size() || Math.abs(page - number) <= NEAR)
                .toArray();
    }

    private IntStream failed() {
        return IntStream.rangeClosed(1, pages.size())
                .filter(page -> page != number && pages.get(page - 1).failed() > 0);
    }

    private static Element link(Element parent, int page, String text) {
        return parent.appendElement("a")
                .attr("href", Place.contactSheetName(page))
                .text(text);
    }
}
