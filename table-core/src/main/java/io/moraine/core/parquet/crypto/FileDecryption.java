package io.moraine.core.parquet.crypto;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ciphers of one file, made as its footer is read. */
public final class FileDecryption {
  private final String file;
  private final KeyRetriever keys;
  private final Algorithm algorithm;
  private final byte[] fileAad;
  private final byte[] footerKeyMetadata;
  private final Map<String, Optional<ModuleCipher>> columns = new HashMap<>();
  private Optional<ModuleCipher> footer;

  /**
   * The ciphers of {@code file}.
   *
   * @param prefix what the tags of its modules begin with, beside {@code unique}
   * @param footerKeyMetadata what the file says of the footer's key
   */
  public FileDecryption(
      String file,
      KeyRetriever keys,
      Algorithm algorithm,
      byte[] prefix,
      byte[] unique,
      byte[] footerKeyMetadata) {
    this.file = file;
    this.keys = keys;
    this.algorithm = algorithm;
    this.fileAad = Arrays.copyOf(prefix, prefix.length + unique.length);
    System.arraycopy(unique, 0, fileAad, prefix.length, unique.length);
    this.footerKeyMetadata = footerKeyMetadata.clone();
  }

  /**
   * The cipher of the footer, and of columns without a key of their own.
   *
   * @throws UnsupportedFeatureException if there is no key
   */
  public ModuleCipher requireFooter() {
    return footer()
        .orElseThrow(
            () ->
                new UnsupportedFeatureException(
                    "Cannot read %s: its footer is encrypted, and there is no key for it"
                        .formatted(file)));
  }

  /** The cipher of the footer, if there is a key. */
  public Optional<ModuleCipher> footer() {
    if (footer == null) {
      footer = cipher("", footerKeyMetadata);
    }
    return footer;
  }

  /** The cipher of a column with a key of its own, if there is one. */
  public Optional<ModuleCipher> column(String path, byte[] metadata) {
    return columns.computeIfAbsent(path, unused -> cipher(path, metadata));
  }

  private Optional<ModuleCipher> cipher(String column, byte[] metadata) {
    return key(column, metadata)
        .map(
            key -> {
              try {
                return new ModuleCipher(key, algorithm, fileAad);
              } catch (IllegalArgumentException e) {
                throw new CorruptFileException(
                    file,
                    -1,
                    "the key of %s cannot be one: %s"
                        .formatted(
                            column.isEmpty() ? "its footer" : "column '%s'".formatted(column),
                            e.getMessage()),
                    e);
              }
            });
  }

  private Optional<byte[]> key(String column, byte[] metadata) {
    try {
      return keys.key(column, metadata);
    } catch (DecryptionFault e) {
      throw new CorruptFileException(file, -1, e.getMessage(), e);
    }
  }
}
