package io.moraine.core.parquet.crypto;

/** A module that cannot be decrypted; who knows the file says where. */
public final class DecryptionFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DecryptionFault(String problem, Throwable cause) {
    super(problem, cause);
  }
}
