package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.crypto.Algorithm;
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.crypto.FileDecryption;
import java.util.Arrays;

/** Parses how a file is encrypted. */
final class AlgorithmParser {
  private static final byte[] NOTHING = {};

  private final CompactReader in;
  private Algorithm algorithm;
  private byte[] prefix = NOTHING;
  private byte[] unique = NOTHING;
  private boolean prefixToSupply;
  private byte[] keyMetadata = NOTHING;

  AlgorithmParser(CompactReader in) {
    this.in = in;
  }

  /** The FileCryptoMetaData struct, which stands before a footer that is encrypted. */
  void fileCryptoMetadata() {
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> algorithm();
        case 2 -> keyMetadata();
        default -> in.skip();
      }
    }
  }

  /** The EncryptionAlgorithm union at hand. */
  void algorithm() {
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> parameters(Algorithm.AES_GCM_V1);
        case 2 -> parameters(Algorithm.AES_GCM_CTR_V1);
        default -> in.skip();
      }
    }
  }

  /** The binary at hand tells of the footer's key. */
  void keyMetadata() {
    keyMetadata = in.binary();
  }

  private void parameters(Algorithm found) {
    algorithm = found;
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> prefix = in.binary();
        case 2 -> unique = in.binary();
        case 3 -> prefixToSupply = in.bool();
        default -> in.skip();
      }
    }
  }

  /** Whether an algorithm was found. */
  boolean isEncrypted() {
    return algorithm != null;
  }

  /** The ciphers of {@code file}. */
  FileDecryption decryption(String file, long position, Decryption known) {
    if (algorithm == null) {
      throw new UnsupportedFeatureException(
          "Cannot read %s: it is encrypted by an algorithm that Moraine does not know"
              .formatted(file));
    }
    byte[] supplied = known.prefix().bytes();
    if (prefixToSupply && supplied.length == 0) {
      throw new UnsupportedFeatureException(
          "Cannot read %s: it is encrypted with a prefix that it does not tell".formatted(file));
    }
    if (supplied.length > 0 && prefix.length > 0 && !Arrays.equals(supplied, prefix)) {
      throw new CorruptFileException(
          file, position, "it is encrypted with another prefix than this file should have");
    }
    return new FileDecryption(
        file,
        known.keys(),
        algorithm,
        supplied.length > 0 ? supplied : prefix,
        unique,
        keyMetadata);
  }
}
