package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectKeysTest {

    private static final String[] PIECES = {
        "a",
        "Z",
        "9",
        "-",
        "_",
        ".",
        "..",
        "/",
        "\\",
        " ",
        "=",
        "==",
        "%2F",
        "é",
        "夏",
        "🏖",
        "\0",
        "\n",
        "con",
        "NUL",
        "\"",
        "<",
        ":",
        "*",
        "~",
        "\u202E",
        "x".repeat(50)
    };

    @Test
    void followTheAgreedPattern() {
        Asset asset = Samples.asset(new Shot("summer-watches", "0123456789abcdef", "W-1", "beach", "square"), 2, "b");
        String digest = asset.record().outputs().png().substring(0, 8);

        assertThat(asset.record().objects())
                .isEqualTo(new ObjectKeys(
                        "b",
                        "campaigns/summer-watches/W-1/beach-square-01234567/take-2-" + digest + ".png",
                        "campaigns/summer-watches/W-1/beach-square-01234567/take-2-" + digest + ".json",
                        "campaigns/summer-watches/W-1/beach-square-01234567/take-2-" + digest + ".txt"));
        assertThat(Place.bucket("b").contactSheet("summer-watches"))
                .isEqualTo("campaigns/summer-watches/contact-sheet.html");
    }

    @Test
    void hangBelowAPrefixAndMoveToAnother() {
        Shot shot = new Shot("campaigns", "0123456789abcdef", "campaigns", "beach", "square");
        Place shop = new Place("b", "shop/campaigns");
        ObjectKeys keys = ObjectKeys.of(shop, shot, 2, "89abcdef00");

        assertThat(keys.png())
                .isEqualTo("shop/campaigns/campaigns/campaigns/campaigns/beach-square-01234567/take-2-89abcdef.png");
        assertThat(keys.place()).isEqualTo(shop);
        assertThat(keys.at(shop)).isEqualTo(keys);
        Place other = Place.bucket("other");
        assertThat(keys.at(other)).isEqualTo(ObjectKeys.of(other, shot, 2, "89abcdef00"));
        assertThat(keys.at(other).place()).isEqualTo(other);
        assertThat(shop.contactSheet("summer")).isEqualTo("shop/campaigns/campaigns/summer/contact-sheet.html");
    }

    @ParameterizedTest
    @CsvSource({
        "A_1.b-2, A_1.b-2",
        "A/B, A=2FB",
        "'50% off', 50=25=20off",
        "a=b, a=3Db",
        "Uhr Größe 3, Uhr=20Gr=C3=B6=C3=9Fe=203",
        "'', =",
        "., =2E",
        ".., =2E=2E",
        ".hidden, =2Ehidden",
        "trailing., trailing=2E",
        "a.b, a.b",
        "CON, =43ON",
        "nul.txt, =6Eul.txt",
        "console, console"
    })
    void oddNamesAreEscaped(String name, String segment) {
        assertThat(ObjectKeys.segment(name)).isEqualTo(segment);
    }

    /** Whatever a catalog holds: a key stays inside its folder, is safe everywhere, and no two names share one. */
    @Test
    void anyNameIsOneSafeSegmentOfItsOwn() {
        Random random = new Random(42);
        Map<String, String> nameOf = new HashMap<>();
        for (int round = 0; round < 50_000; round++) {
            StringBuilder name = new StringBuilder();
            for (int pieces = random.nextInt(6); pieces >= 0; pieces--) {
                name.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String segment = ObjectKeys.segment(name.toString());

            assertThat(segment)
                    .matches("[A-Za-z0-9._=-]{1,80}")
                    .isNotEqualTo(".")
                    .isNotEqualTo("..");
            assertThat(segment).doesNotStartWith(".").doesNotEndWith(".");
            assertThat(Path.of("root").resolve(segment).normalize().getParent()).isEqualTo(Path.of("root"));
            assertThat(segment.toLowerCase(Locale.ROOT)).doesNotMatch("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
            assertThat(nameOf.put(segment, name.toString())).isIn(null, name.toString());
        }
    }

    @Test
    void longNamesThatDifferOnlyAtTheEndStayApart() {
        String one = ObjectKeys.segment("x".repeat(300) + "1");
        String two = ObjectKeys.segment("x".repeat(300) + "2");

        assertThat(one).hasSize(80).isNotEqualTo(two);
        for (int length = 0; length < 80; length++) {
            assertThat(ObjectKeys.segment("x".repeat(length) + "夏".repeat(60)))
                    .matches("([A-Za-z0-9._-]|=[0-9A-F]{2})*==[0-9a-f]{16}");
        }
    }
}
