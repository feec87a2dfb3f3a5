package io.moraine.core.parquet.crypto;

/**
 * Keeps master keys, and encrypts the keys of files with them. Safe for use by several threads.
 * Throws a {@link io.moraine.core.error.MoraineException} if it cannot.
 */
public interface KeyService {
  /** Encrypts {@code key} with the master key called {@code masterKeyId}. */
  String wrap(byte[] key, String masterKeyId);

  /** What was given to {@link #wrap}. */
  byte[] unwrap(String wrapped, String masterKeyId);
}
