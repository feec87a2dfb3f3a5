/**
 * The encodings of Parquet's pages, decoded into arrays.
 *
 * <p>Start with {@link ValueDecoder}, and {@link HybridDecoder} for levels and dictionary codes.
 * Input arrays need {@link ValueDecoder#SLACK} bytes after the encoded ones. Malformed input is a
 * {@link MalformedPage} or an index out of bounds, never a write past what was asked for: callers
 * turn both into an error that names file and column.
 */
package io.moraine.core.parquet.decode;
