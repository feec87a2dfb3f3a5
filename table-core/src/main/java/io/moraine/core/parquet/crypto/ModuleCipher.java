package io.moraine.core.parquet.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts the modules of one file that have one key. Immutable; safe for use by
 * several threads.
 *
 * <p>A module is its length in four bytes, a nonce of twelve, the ciphertext and, but for bodies of
 * pages by AES-CTR, a tag of sixteen. The tag also covers which module of which file it is, so that
 * one cannot stand for another.
 */
public final class ModuleCipher {
  /** Of a module's length. */
  public static final int LENGTH_BYTES = 4;

  static final int NONCE_BYTES = 12;

  private static final int TAG_BYTES = 16;

  /** What the signature of a footer takes: a nonce and a tag. */
  public static final int SIGNATURE_BYTES = NONCE_BYTES + TAG_BYTES;

  private final SecretKeySpec key;
  private final Algorithm algorithm;
  private final byte[] fileAad;

  /**
   * A cipher by {@code key}.
   *
   * @param fileAad the prefix that the reader may have to know, and the file's own unique bytes
   * @throws IllegalArgumentException if the key has not 16, 24 or 32 bytes
   */
  public ModuleCipher(byte[] key, Algorithm algorithm, byte[] fileAad) {
    if (key.length != 16 && key.length != 24 && key.length != 32) {
      throw new IllegalArgumentException(
          "A key of AES has 16, 24 or 32 bytes, got %d".formatted(key.length));
    }
    this.key = new SecretKeySpec(key, "AES");
    this.algorithm = algorithm;
    this.fileAad = fileAad.clone();
  }

  /**
   * Which module it is.
   *
   * @param rowGroup the ordinal of its row group
   * @param column the ordinal of its column
   * @param page the ordinal of the data page in its chunk
   */
  public record Module(ModuleKind kind, int rowGroup, int column, int page) {
    /** The file's metadata. */
    public static final Module FOOTER = new Module(ModuleKind.FOOTER, 0, 0, 0);
  }

  private byte[] aad(Module module) {
    int more = module.kind() == ModuleKind.FOOTER ? 1 : module.kind().isNumbered() ? 1 + 6 : 1 + 4;
    byte[] aad = Arrays.copyOf(fileAad, fileAad.length + more);
    int at = fileAad.length;
    aad[at] = module.kind().number();
    int[] ordinals = {module.rowGroup(), module.column(), module.page()};
    for (int i = 0; 2 * i + 1 < more; i++) {
      aad[at + 1 + 2 * i] = (byte) ordinals[i];
      aad[at + 2 + 2 * i] = (byte) (ordinals[i] >>> Byte.SIZE);
    }
    return aad;
  }

  /**
   * Decrypts the module that is {@code data[from .. to)}, its length included.
   *
   * @throws DecryptionFault if its length is another, or it was changed, or is another module
   */
  public byte[] decrypt(Module module, byte[] data, int from, int to) {
    boolean authenticated = isAuthenticated(module);
    int least = LENGTH_BYTES + NONCE_BYTES + (authenticated ? TAG_BYTES : 0);
    if (to - from < least || length(data, from) != to - from - LENGTH_BYTES) {
      throw new DecryptionFault(
          "an encrypted module says that it has %d bytes, but has %d"
              .formatted(to - from < 4 ? 0 : length(data, from), to - from - LENGTH_BYTES),
          null);
    }
    byte[] nonce = Arrays.copyOfRange(data, from + LENGTH_BYTES, from + LENGTH_BYTES + NONCE_BYTES);
    int start = from + LENGTH_BYTES + NONCE_BYTES;
    try {
      return cipher(Cipher.DECRYPT_MODE, module, nonce).doFinal(data, start, to - start);
    } catch (AEADBadTagException e) {
      throw new DecryptionFault(
          "the %s was changed, is of another file, or the key is another".formatted(module.kind()),
          e);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFault("the %s cannot be decrypted".formatted(module.kind()), e);
    }
  }

  /** The length that a module says it has behind these four bytes. */
  public static int length(byte[] data, int from) {
    return (data[from] & 0xff)
        | (data[from + 1] & 0xff) << 8
        | (data[from + 2] & 0xff) << 16
        | data[from + 3] << 24;
  }

  /** Encrypts {@code plain[from .. from + length)} to a module, its length included. */
  public byte[] encrypt(Module module, byte[] plain, int from, int length, RandomBytes random) {
    byte[] nonce = random.next(NONCE_BYTES);
    int size = NONCE_BYTES + length + (isAuthenticated(module) ? TAG_BYTES : 0);
    byte[] out = new byte[LENGTH_BYTES + size];
    for (int i = 0; i < LENGTH_BYTES; i++) {
      out[i] = (byte) (size >>> (Byte.SIZE * i));
    }
    System.arraycopy(nonce, 0, out, LENGTH_BYTES, NONCE_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, module, nonce)
          .doFinal(plain, from, length, out, LENGTH_BYTES + NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK cannot encrypt by AES", e);
    }
    return out;
  }

  /** The signature of a footer that is not encrypted: the nonce and tag of its encryption. */
  public byte[] sign(byte[] footer, int from, int to, byte[] nonce) {
    try {
      byte[] encrypted =
          cipher(Cipher.ENCRYPT_MODE, Module.FOOTER, nonce).doFinal(footer, from, to - from);
      byte[] signature = Arrays.copyOf(nonce, SIGNATURE_BYTES);
      System.arraycopy(encrypted, encrypted.length - TAG_BYTES, signature, NONCE_BYTES, TAG_BYTES);
      return signature;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK cannot encrypt by AES", e);
    }
  }

  /** Signs with a fresh nonce. */
  public byte[] sign(byte[] footer, RandomBytes random) {
    return sign(footer, 0, footer.length, random.next(NONCE_BYTES));
  }

  /** Whether {@code footer[to .. to + 28)} is the signature of {@code footer[from .. to)}. */
  public boolean isSignedBy(byte[] footer, int from, int to) {
    byte[] theirs = Arrays.copyOfRange(footer, to, to + SIGNATURE_BYTES);
    byte[] nonce = Arrays.copyOf(theirs, NONCE_BYTES);
    return java.security.MessageDigest.isEqual(theirs, sign(footer, from, to, nonce));
  }

  /**
   * Encrypts or decrypts {@code data} by AES-GCM.
   *
   * @throws DecryptionFault if it was not encrypted with that key, nonce and {@code aad}
   */
  static byte[] gcm(int mode, SecretKeySpec key, byte[] nonce, byte[] aad, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
      cipher.updateAAD(aad);
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFault("a key cannot be unwrapped", e);
    }
  }

  private boolean isAuthenticated(Module module) {
    return algorithm == Algorithm.AES_GCM_V1 || !module.kind().isBody();
  }

  private Cipher cipher(int mode, Module module, byte[] nonce) throws GeneralSecurityException {
    if (isAuthenticated(module)) {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
      cipher.updateAAD(aad(module));
      return cipher;
    }
    // The block counter starts at one.
    byte[] counter = Arrays.copyOf(nonce, 16);
    counter[15] = 1;
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(mode, key, new IvParameterSpec(counter));
    return cipher;
  }
}
