package io.moraine.core.parquet.crypto;

import io.moraine.core.parquet.crypto.Encryption.FooterMode;
import io.moraine.core.parquet.crypto.ModuleCipher.Module;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ciphers of a file that is being written. Safe for use by several threads. */
public final class FileEncryption {
  private final Encryption encryption;
  private final byte[] unique;
  private final byte[] aad;
  private final ModuleCipher footer;

  FileEncryption(Encryption encryption, byte[] unique) {
    this.encryption = encryption;
    this.unique = unique;
    byte[] prefix = encryption.prefix();
    this.aad = Arrays.copyOf(prefix, prefix.length + unique.length);
    System.arraycopy(unique, 0, aad, prefix.length, unique.length);
    this.footer = cipher(encryption.footerKey());
  }

  private ModuleCipher cipher(Encryption.Key key) {
    return new ModuleCipher(key.bytes(), encryption.algorithm(), aad);
  }

  /** How one column is encrypted. */
  public static final class Column {
    private final ModuleCipher cipher;
    private final int ordinal;
    private final boolean ownKey;
    private final byte[] keyMetadata;
    private final RandomBytes random;

    private Column(
        ModuleCipher cipher, int ordinal, boolean ownKey, byte[] keyMetadata, RandomBytes random) {
      this.cipher = cipher;
      this.ordinal = ordinal;
      this.ownKey = ownKey;
      this.keyMetadata = keyMetadata;
      this.random = random;
    }

    /** Whether its key is not the footer's. */
    public boolean hasOwnKey() {
      return ownKey;
    }

    /** What the file tells of its own key; perhaps nothing. */
    public byte[] keyMetadata() {
      return keyMetadata.clone();
    }

    /** Encrypts a module of row group {@code rowGroup}, its length included. */
    public byte[] encrypt(
        ModuleKind kind, int rowGroup, int page, byte[] plain, int from, int length) {
      return cipher.encrypt(new Module(kind, rowGroup, ordinal, page), plain, from, length, random);
    }

    /** Encrypts a module that there is one of in the chunk. */
    public byte[] encrypt(ModuleKind kind, int rowGroup, byte[] plain) {
      return encrypt(kind, rowGroup, 0, plain, 0, plain.length);
    }
  }

  /** How the column at {@code path} is encrypted; empty if it is not. */
  public Optional<Column> column(List<String> path, int ordinal) {
    return encryption
        .key(path)
        .map(
            key -> {
              boolean own = key != encryption.footerKey();
              return new Column(
                  own ? cipher(key) : footer, ordinal, own, key.metadata(), encryption.random());
            });
  }

  /** Whether the footer can be read by all. */
  public boolean isFooterPlain() {
    return encryption.footerMode() == FooterMode.PLAINTEXT;
  }

  /** Encrypts the footer, its length included. */
  public byte[] encryptFooter(byte[] plain) {
    return footer.encrypt(Module.FOOTER, plain, 0, plain.length, encryption.random());
  }

  /** What is put behind a footer that is not encrypted. */
  public byte[] signature(byte[] plain) {
    return footer.sign(plain, encryption.random());
  }

  /** What the file tells of the footer's key; perhaps nothing. */
  public byte[] footerKeyMetadata() {
    return encryption.footerKey().metadata();
  }

  /** By which algorithm it is encrypted. */
  public Algorithm algorithm() {
    return encryption.algorithm();
  }

  /** The file's own bytes in what the tags cover. */
  public byte[] unique() {
    return unique.clone();
  }

  /** What is before them; perhaps nothing. */
  public byte[] prefix() {
    return encryption.prefix().clone();
  }

  /** Whether the file tells the prefix; if not, readers have to know it. */
  public boolean isPrefixStored() {
    return encryption.isPrefixStored();
  }
}
