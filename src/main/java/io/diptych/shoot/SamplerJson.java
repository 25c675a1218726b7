package io.diptych.shoot;

import io.diptych.diffusion.SamplerSettings;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Sampler settings as the ledger keeps them, with the version of the sampler's arithmetic. */
@Component
class SamplerJson {

    private static final String VERSION = "version";

    private final JsonMapper json;

    SamplerJson(JsonMapper json) {
        this.json = json;
    }

    Map<String, Object> write(SamplerSettings settings) {
        Map<String, Object> values =
                new TreeMap<>(json.convertValue(settings, new TypeReference<Map<String, Object>>() {}));
        values.put(VERSION, SamplerVersion.CURRENT);
        return values;
    }

    /** @throws IllegalArgumentException if another version of the sampler made the asset */
    SamplerSettings read(Map<String, Object> recorded) {
        Map<String, Object> values = new TreeMap<>(recorded);
        Object version = values.remove(VERSION);
        if (!String.valueOf(SamplerVersion.CURRENT).equals(String.valueOf(version))) {
            throw new IllegalArgumentException(
                    "It was sampled by version " + version + " of the sampler; this Diptych has "
                            + SamplerVersion.CURRENT + ". Replay it with the Diptych that made it");
        }
        return json.convertValue(values, SamplerSettings.class);
    }
}
