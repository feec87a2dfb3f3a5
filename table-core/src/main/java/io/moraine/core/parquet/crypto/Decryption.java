package io.moraine.core.parquet.crypto;

/**
 * What a reader knows of encrypted files. Immutable.
 *
 * @param keys finds keys
 * @param prefix what files are known to begin their tags with
 */
public record Decryption(KeyRetriever keys, Prefix prefix) {
  /** Knows nothing: columns that are not encrypted can be read where the footer is not, either. */
  public static final Decryption NONE = new Decryption(KeyRetriever.NONE, Prefix.NONE);

  /** What is known of a file beforehand, and is to be in the tags of all that is encrypted. */
  public static final class Prefix {
    /** Nothing: what the file itself tells is taken. */
    public static final Prefix NONE = new Prefix(new byte[0]);

    private final byte[] bytes;

    /** A prefix of these bytes; a file that tells another is an error. */
    public Prefix(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** The bytes; perhaps none. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Keys by {@code keys}. */
  public static Decryption by(KeyRetriever keys) {
    return new Decryption(keys, Prefix.NONE);
  }

  /** The same for files that were written with {@code prefix}. */
  public Decryption withPrefix(byte[] newPrefix) {
    return new Decryption(keys, new Prefix(newPrefix));
  }
}
