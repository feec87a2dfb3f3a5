/**
 * Compression of Parquet pages, in both directions.
 *
 * <p>Start with {@link Decompressor} and {@link Compressor}. Bytes in arrays only: what stands
 * around a page, and where it lies in a file, is known elsewhere.
 */
package io.moraine.core.parquet.codec;
