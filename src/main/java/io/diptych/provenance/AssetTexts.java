package io.diptych.provenance;

/**
 * The texts behind the ledger's digests. They hold what people wrote, so they can be erased: then the asset can still be
 * verified, but not replayed any more.
 *
 * @param copy the text half of the asset
 */
public record AssetTexts(Source source, String copy) {}
