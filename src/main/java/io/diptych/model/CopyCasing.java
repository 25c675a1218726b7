package io.diptych.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the case of letters in copy is restored. */
public enum CopyCasing {
    /** Tokens carry their case. */
    @JsonProperty("as-is")
    AS_IS,
    /** Tokens are lower case; the first letter of each sentence becomes a capital. */
    @JsonProperty("sentences")
    SENTENCES
}
