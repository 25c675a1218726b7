package io.diptych.console.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How templates say times, numbers and prices. */
@Component("words")
class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    public String time(@Nullable Instant time) {
        return time == null ? "–" : TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    public String score(@Nullable Double score) {
        return score == null ? "–" : String.format(Locale.ROOT, "%.2f", score);
    }

    public String seconds(@Nullable Double seconds) {
        return seconds == null ? "–" : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    public String count(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }

    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Rounded to what a person plans with. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "unknown";
        }
        if (duration.toSeconds() < 90) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        if (duration.toMinutes() < 90) {
            return duration.plusSeconds(30).toMinutes() + " min";
        }
        Duration rounded = duration.plusMinutes(30);
        return duration.toHours() < 48
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : rounded.toDays() + " days " + rounded.toHoursPart() + " h";
    }

    public String hours(@Nullable Duration duration) {
        return duration == null ? "unknown" : String.format(Locale.ROOT, "%.2f", duration.toSeconds() / 3600.0);
    }

    public String price(BigDecimal amount, String currency) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString() + " " + currency;
    }

    /** Enough of it to tell one from another. */
    public String digest(String hex) {
        return hex.substring(0, Math.min(12, hex.length()));
    }

    public String shortly(@Nullable String text, int most) {
        if (text == null) {
            return "";
        }
        return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
    }
}
