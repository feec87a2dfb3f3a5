/**
 * What statements may name: tables, and files that read like tables.
 *
 * <p>Start with {@link Catalog}. What a table holds and how it is read is its own affair: {@link
 * CatalogTable} says no more than a plan needs.
 */
package io.moraine.engine.catalog;
