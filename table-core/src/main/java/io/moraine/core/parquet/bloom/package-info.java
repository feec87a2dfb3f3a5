/**
 * Split-block Bloom filters: which values a column chunk may hold.
 *
 * <p>Start with {@link io.moraine.core.parquet.bloom.BloomFilter}. Values are known by their hash,
 * which {@link io.moraine.core.parquet.bloom.ValueHash} takes of the bytes that Parquet stores.
 * Where filters lie in a file, readers and writers know.
 */
package io.moraine.core.parquet.bloom;
