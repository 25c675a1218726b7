package io.diptych.catalog;

/**
 * A product photo as the catalog names it: a path relative to the catalog's folder, or an address.
 *
 * @param location as written in the catalog, without surrounding blanks
 * @param line the line of the catalog that names it, from 1
 */
public record PhotoReference(String location, long line) {}
