/**
 * Tables whose versions a catalog decides: commits are staged, ratified by the catalog and then
 * published to the log.
 *
 * <p>Start with {@link TableCatalog}, which is to be implemented for a catalog; {@link FileCatalog}
 * is one of files. {@link CatalogCommitter} writes through it, {@link CatalogView} lets the log be
 * read as the catalog has it.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#catalog-managed-tables">
 *     Catalog-managed tables</a>
 */
@NullMarked
package io.moraine.log.catalog;

import org.jspecify.annotations.NullMarked;
