package io.diptych.catalog;

/** What a row of a catalog turned out to be: a product, or a problem that costs this row only. */
public sealed interface CatalogEntry permits Product, RowProblem {

    /** Line of the catalog file where the entry begins, from 1. */
    long line();
}
