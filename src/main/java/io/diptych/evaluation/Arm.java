package io.diptych.evaluation;

import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way to make the suite's diptychs.
 *
 * @param bundle name of the bundle in this evaluation
 */
record Arm(String bundle, SamplerSettings sampler) {

    /** What is compared where nobody says otherwise. */
    static final String USUAL = "parallel,semi-parallel,sequential";

    /** The steps of the scenes that ship with Diptych. */
    private static final SamplerSettings SETTINGS = SamplerSettings.DEFAULTS.withSteps(40, 24);

    private static final Pattern FORM = Pattern.compile(
            "(?:([^@,]+)@)?(parallel|semi-parallel|sequential)"
                    + "(?::(\\d{1,4})/(\\d{1,4}))?(?:\\+temperature=(\\d{1,2}(?:\\.\\d{1,3})?))?(?:\\+noise=(\\d{1,2}(?:\\.\\d{1,3})?))?");

    /**
     * Reads arms such as {@code parallel:40/24,sequential,tuned@parallel:20/12}: schedule, text and picture steps (40/24
     * where not said), a bundle where not all are meant, and after the steps {@code +temperature=0.9} of picture codes and
     * {@code +noise=2} on which of them are kept, in this order.
     *
     * @throws IllegalArgumentException saying which one is wrong, and why
     */
    static List<Arm> parse(String text, List<String> bundles) {
        Map<String, Arm> arms = new LinkedHashMap<>();
        for (String bundle : bundles) {
            for (String part : text.split(",", -1)) {
                Matcher form = FORM.matcher(part.strip().toLowerCase(Locale.ROOT));
                if (!form.matches()) {
                    throw new IllegalArgumentException("'" + part + "' is no arm; name it SCHEDULE:TEXT/PICTURE steps,"
                            + " such as parallel:40/24, semi-parallel or sequential:24/18, after BUNDLE@ if it is"
                            + " for one of the bundles only, before +temperature=0.9 and +noise=2 if the picture's"
                            + " are not to be 1");
                }
                String only = form.group(1);
                if (only != null && bundles.stream().noneMatch(only::equalsIgnoreCase)) {
                    throw new IllegalArgumentException(
                            "'" + part + "': there is no bundle '" + only + "' here, but " + bundles);
                }
                if (only == null || only.equalsIgnoreCase(bundle)) {
                    Arm arm = new Arm(bundle, settings(form));
                    if (arms.put(arm.name(), arm) != null) {
                        throw new IllegalArgumentException("'" + part + "' is there twice");
                    }
                }
            }
        }
        return new ArrayList<>(arms.values());
    }

    private static SamplerSettings settings(Matcher form) {
        Schedule schedule =
                Schedule.valueOf(form.group(2).toUpperCase(Locale.ROOT).replace('-', '_'));
        SamplerSettings settings = SETTINGS.withSchedule(schedule)
                .withTemperatures(
                        SETTINGS.textTemperature(),
                        number(form.group(5), SETTINGS.imageTemperature()),
                        number(form.group(6), SETTINGS.confidenceNoise()));
        return form.group(3) == null
                ? settings
                : settings.withSteps(Integer.parseInt(form.group(3)), Integer.parseInt(form.group(4)));
    }

    private static double number(@Nullable String text, double otherwise) {
        return text == null ? otherwise : Double.parseDouble(text);
    }

    /** Such as {@code studio-mini@parallel:40/24}. */
    String name() {
        return bundle + "@" + sampler.schedule().name().toLowerCase(Locale.ROOT).replace('_', '-') + ":"
                + sampler.textSteps() + "/" + sampler.imageSteps()
                + changed("temperature", sampler.imageTemperature(), SETTINGS.imageTemperature())
                + changed("noise", sampler.confidenceNoise(), SETTINGS.confidenceNoise());
    }

    private static String changed(String setting, double value, double usual) {
        return value == usual ? "" : "+" + setting + "=" + value;
    }

    /** An arm's name, as part of a file's name. */
    static String fileName(String arm) {
        return arm.replaceAll("[^A-Za-z0-9._-]+", "-");
    }
}
