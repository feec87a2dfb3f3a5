/**
 * Parquet's modular encryption: footers, columns' metadata, pages and indexes, each encrypted by
 * itself, with a key for the footer and keys for columns.
 *
 * <p>Start with {@link io.moraine.core.parquet.crypto.Encryption} to write and {@link
 * io.moraine.core.parquet.crypto.KeyRetriever} to read; {@link
 * io.moraine.core.parquet.crypto.KeyTools} makes both from a service that keeps master keys.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/Encryption.md">Parquet modular
 *     encryption</a>
 */
package io.moraine.core.parquet.crypto;
