package io.moraine.core.parquet.crypto;

import io.moraine.core.error.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a file is encrypted. Immutable; each {@code with} method changes one thing.
 *
 * <p>A key may be used for many files, though not for more than some billions of pages.
 */
public final class Encryption {
  private static final int UNIQUE_BYTES = 8;

  /** What a footer is in the file. */
  public enum FooterMode {
    /** Encrypted: who lacks its key cannot even tell the columns. */
    ENCRYPTED,
    /** Readable by all, and signed, so that who has the key can tell that it was not changed. */
    PLAINTEXT
  }

  /** What columns without a key of their own are. */
  public enum OtherColumns {
    /** Encrypted with the footer's key. */
    FOOTER_KEY,
    /** Not encrypted. */
    PLAINTEXT
  }

  /** A key, and what the file tells of it to find it again. */
  public static final class Key {
    private final byte[] bytes;
    private final byte[] metadata;

    /**
     * A key.
     *
     * @throws InvalidInputException if it has not 16, 24 or 32 bytes
     */
    public Key(byte[] bytes, byte[] metadata) {
      if (bytes.length != 16 && bytes.length != 24 && bytes.length != 32) {
        throw new InvalidInputException(
            "A key of AES has 16, 24 or 32 bytes, got %d".formatted(bytes.length));
      }
      this.bytes = bytes.clone();
      this.metadata = metadata.clone();
    }

    byte[] bytes() {
      return bytes;
    }

    /** What the file tells of it; perhaps nothing. */
    public byte[] metadata() {
      return metadata.clone();
    }
  }

  private final Key footerKey;
  private final Map<String, Key> columnKeys;
  private final OtherColumns otherColumns;
  private final FooterMode footerMode;
  private final Algorithm algorithm;
  private final byte[] prefix;
  private final boolean prefixStored;
  private final RandomBytes random;

  private Encryption(
      Key footerKey,
      Map<String, Key> columnKeys,
      OtherColumns otherColumns,
      FooterMode footerMode,
      Algorithm algorithm,
      byte[] prefix,
      boolean prefixStored,
      RandomBytes random) {
    this.footerKey = footerKey;
    this.columnKeys = Collections.unmodifiableMap(new LinkedHashMap<>(columnKeys));
    this.otherColumns = otherColumns;
    this.footerMode = footerMode;
    this.algorithm = algorithm;
    this.prefix = prefix;
    this.prefixStored = prefixStored;
    this.random = random;
  }

  /** Footer and all columns by one key, by AES-GCM. */
  public static Encryption of(Key footerKey, RandomBytes random) {
    return new Encryption(
        footerKey,
        Map.of(),
        OtherColumns.FOOTER_KEY,
        FooterMode.ENCRYPTED,
        Algorithm.AES_GCM_V1,
        new byte[0],
        true,
        random);
  }

  /**
   * The same with keys for some columns.
   *
   * @param keys by the columns' paths in the Parquet schema, joined with dots
   */
  public Encryption withColumnKeys(Map<String, Key> keys, OtherColumns others) {
    return new Encryption(
        footerKey, keys, others, footerMode, algorithm, prefix, prefixStored, random);
  }

  /** The same with another footer. */
  public Encryption withFooter(FooterMode mode) {
    return new Encryption(
        footerKey, columnKeys, otherColumns, mode, algorithm, prefix, prefixStored, random);
  }

  /** The same by another algorithm. */
  public Encryption withAlgorithm(Algorithm newAlgorithm) {
    return new Encryption(
        footerKey,
        columnKeys,
        otherColumns,
        footerMode,
        newAlgorithm,
        prefix,
        prefixStored,
        random);
  }

  /** The same for a file that tells {@code newPrefix}, by which its place can be checked. */
  public Encryption withStoredPrefix(byte[] newPrefix) {
    return new Encryption(
        footerKey,
        columnKeys,
        otherColumns,
        footerMode,
        algorithm,
        newPrefix.clone(),
        true,
        random);
  }

  /** The same for a file that only those can read who know {@code newPrefix}. */
  public Encryption withSecretPrefix(byte[] newPrefix) {
    return new Encryption(
        footerKey,
        columnKeys,
        otherColumns,
        footerMode,
        algorithm,
        newPrefix.clone(),
        false,
        random);
  }

  /** Begins a file. */
  public FileEncryption newFile() {
    return new FileEncryption(this, random.next(UNIQUE_BYTES));
  }

  Key footerKey() {
    return footerKey;
  }

  /** The key of the column at {@code path}; empty if it is not encrypted. */
  Optional<Key> key(List<String> path) {
    Key own = columnKeys.get(String.join(".", path));
    return own != null
        ? Optional.of(own)
        : otherColumns == OtherColumns.FOOTER_KEY ? Optional.of(footerKey) : Optional.empty();
  }

  /** The columns that have a key of their own. */
  public Map<String, Key> columnKeys() {
    return columnKeys;
  }

  FooterMode footerMode() {
    return footerMode;
  }

  Algorithm algorithm() {
    return algorithm;
  }

  byte[] prefix() {
    return prefix;
  }

  boolean isPrefixStored() {
    return prefixStored;
  }

  RandomBytes random() {
    return random;
  }
}
