package io.diptych.provenance;

import org.jspecify.annotations.Nullable;

/**
 * The result of {@link Verify}.
 *
 * @param asset that the file is, or claims to be; null where the ledger has none
 * @param explanation for a person, one or two sentences
 */
public record Verification(Verdict verdict, @Nullable AssetRecord asset, String explanation) {}
