/**
 * Variants as Parquet stores them in several columns, and as the one binary value that they stand
 * for.
 *
 * <p>Start with {@link ShreddedColumn}. Values only: which columns of a file these are and reading
 * them is {@code io.moraine.core.parquet.read}.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/VariantEncoding.md">The
 *     encoding</a>
 * @see <a href="https://github.com/apache/parquet-format/blob/master/VariantShredding.md">The
 *     columns</a>
 */
package io.moraine.core.parquet.variant;
