package io.diptych.catalog;

import static io.diptych.catalog.CatalogFixture.problems;
import static io.diptych.catalog.CatalogFixture.products;
import static io.diptych.catalog.CatalogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broken row costs that row; the next sane one is read again. */
class BrokenQuotingTest {

    private static final String HEADER = "Handle,Title,Body (HTML),Image Src\n";

    @TempDir
    Path folder;

    @Test
    void aStrayQuoteCostsItsRow() throws IOException {
        List<CatalogEntry> entries = read(folder, "c.csv", HEADER + """
                a,A,fine,a.png
                b,"A 12" ruler",text,b.png
                c,C,"<p>fine</p>",c.png
                """);

        assertThat(products(entries)).extracting(Product::sku).containsExactly("a", "c");
        assertThat(problems(entries))
                .singleElement()
                .asString()
                .contains("c.csv:3: Title: text follows the closing quote: «b,\"A 12\" ruler\",text»")
                .contains("a quote inside a quoted value is written twice (\"\")");
        assertThat(products(entries).get(1).line()).isEqualTo(4);
    }

    @Test
    void anUnclosedQuoteCostsItsRowAndTheLinesOfItsText() throws IOException {
        List<CatalogEntry> entries = read(folder, "c.csv", HEADER + """
                a,A,fine,a.png
                b,B,"<p>never closed,b.png
                <p>more, of it</p>
                c,C,"<p>fine, too</p>",c.png
                d,D,"two
                lines",d.png
                """);

        assertThat(products(entries)).extracting(Product::sku).containsExactly("a", "c", "d");
        assertThat(products(entries)).extracting(Product::line).containsExactly(2L, 5L, 6L);
        assertThat(problems(entries))
                .singleElement()
                .asString()
                .contains("c.csv:3: Body (HTML): ")
                .endsWith("lines 3 to 4 are left out");
    }

    @Test
    void anUnclosedQuoteThatSwallowsWholeRowsIsNoticedByTheirNumberOfValues() throws IOException {
        List<CatalogEntry> entries = read(folder, "c.csv", HEADER + """
                b,B,"never closed,b.png
                c,C,plain,c.png
                d,D,plain,","d.png
                e,E,plain,e.png
                """);

        assertThat(products(entries)).extracting(Product::sku).containsExactly("c", "e");
        assertThat(problems(entries)).hasSize(2);
    }

    @Test
    void anUnclosedQuoteBeforeTheEndIsReported() throws IOException {
        List<CatalogEntry> entries =
                read(folder, "c.csv", HEADER + "a,A,fine,a.png\r\nb,\"B,text,b.png\r\nc,C,,c.png\r\n");

        assertThat(products(entries)).extracting(Product::sku).containsExactly("a", "c");
        assertThat(problems(entries))
                .singleElement()
                .asString()
                .contains("c.csv:3: Title: the opening quote is never closed");
    }

    @Test
    void anUnclosedQuoteBeforeMuchTextDoesNotFillTheMemory() throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append("a,A,\"open,a.png\n");
        String filler = "x".repeat(1000) + "\n";
        for (int i = 0; i < 5000; i++) {
            text.append(filler);
        }
        List<CatalogEntry> entries = read(folder, "c.csv", text + "b,B,,b.png\nc,C,,c.png\n");

        assertThat(products(entries)).extracting(Product::sku).containsExactly("b", "c");
        assertThat(products(entries).get(0).line()).isEqualTo(5003);
        assertThat(problems(entries)).singleElement().asString().contains("c.csv:2: Body (HTML)");
    }

    @Test
    void aRowWithTooManyValuesIsReported() throws IOException {
        List<CatalogEntry> entries = read(folder, "c.csv", HEADER + "a,A, one, two,a.png\nb,B,,b.png\n");

        assertThat(products(entries)).extracting(Product::sku).containsExactly("b");
        assertThat(problems(entries).get(0))
                .endsWith("c.csv:2: 5 values where the header has 4 columns; put values that hold \",\" in quotes");
    }

    @Test
    void aDescriptionWithoutQuotesCostsItsProduct() throws IOException {
        List<CatalogEntry> entries = read(folder, "c.csv", HEADER + """
                a,A,<p>one</p>
                <p>two, and more</p>
                three words here,a.png
                b,B,<p>fine</p>,b.png
                """);

        assertThat(products(entries)).extracting(Product::sku).containsExactly("b");
        assertThat(problems(entries))
                .singleElement()
                .asString()
                .endsWith(
                        "c.csv:2: Body (HTML): of \"a\" runs on to line 4 without quotes; put a value that has line ends"
                                + " in quotes");
    }
}
