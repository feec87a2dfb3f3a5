/**
 * Variants: values whose types are in the values.
 *
 * <p>Start with {@link VariantValue}, which finds its way in one; {@link VariantParser} makes one
 * of JSON, {@link VariantText} JSON of one.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/types/variantencoding/">Variant
 *     encoding</a>
 */
package io.moraine.core.variant;
