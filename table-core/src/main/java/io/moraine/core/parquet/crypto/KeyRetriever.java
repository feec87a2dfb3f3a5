package io.moraine.core.parquet.crypto;

import java.util.Optional;

/** Finds the keys that files were encrypted with. Safe for use by several threads. */
@FunctionalInterface
public interface KeyRetriever {
  /** Has no keys: encrypted columns cannot be read. */
  KeyRetriever NONE = (column, metadata) -> Optional.empty();

  /**
   * The key of 16, 24 or 32 bytes; empty if the caller is not to have it, which matters only if the
   * column is read.
   *
   * @param column the column's path in the Parquet schema, joined with dots; empty for the footer
   * @param metadata what the writer put into the file for finding the key; perhaps nothing
   */
  Optional<byte[]> key(String column, byte[] metadata);
}
