package io.moraine.core.parquet.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fresh keys for each file, which the file holds encrypted with master keys of a {@link
 * KeyService}: as parquet-java's key tools do, whose files can be read and which can read these.
 */
public final class KeyTools {
  private static final int KEY_BYTES = 16;

  /** How a file's keys are encrypted. */
  public enum Wrapping {
    /** With master keys, by the service. */
    SINGLE,
    /** With a key that is encrypted with the master key by the service, once a file and key. */
    DOUBLE
  }

  private final KeyService service;
  private final RandomBytes random;
  private final Wrapping wrapping;

  /** Tools that use {@code service}. */
  public KeyTools(KeyService service, RandomBytes random, Wrapping wrapping) {
    this.service = service;
    this.random = random;
    this.wrapping = wrapping;
  }

  /**
   * The encryption of one file with fresh keys.
   *
   * @param footerMasterKey the master key of the footer
   * @param columns by master key, the paths of the columns that get a key wrapped with it
   */
  public Encryption forFile(
      String footerMasterKey, Map<String, List<String>> columns, Encryption.OtherColumns others) {
    Map<String, Encryption.Key> keys = new HashMap<>();
    columns.forEach((master, paths) -> paths.forEach(path -> keys.put(path, key(master, false))));
    return Encryption.of(key(footerMasterKey, true), random).withColumnKeys(keys, others);
  }

  private Encryption.Key key(String master, boolean footer) {
    byte[] key = random.next(KEY_BYTES);
    KeyMaterial material;
    if (wrapping == Wrapping.SINGLE) {
      material = new KeyMaterial(footer, master, service.wrap(key, master), "", "");
    } else {
      byte[] other = random.next(KEY_BYTES);
      byte[] otherId = random.next(KEY_BYTES);
      material =
          new KeyMaterial(
              footer,
              master,
              wrap(key, other, otherId),
              Base64.getEncoder().encodeToString(otherId),
              service.wrap(other, master));
    }
    return new Encryption.Key(key, material.toJson());
  }

  /** Finds the keys of files whose keys are wrapped so, by either wrapping. */
  public static KeyRetriever retriever(KeyService service) {
    return (column, metadata) -> Optional.of(unwrapped(service, column, metadata));
  }

  private static byte[] unwrapped(KeyService service, String column, byte[] metadata) {
    KeyMaterial material = KeyMaterial.parse(column, metadata);
    if (!material.isDoubleWrapped()) {
      return service.unwrap(material.wrappedKey(), material.masterKeyId());
    }
    byte[] other = service.unwrap(material.wrappedOtherKey(), material.masterKeyId());
    return unwrap(material.wrappedKey(), other, Base64.getDecoder().decode(material.otherKeyId()));
  }

  private String wrap(byte[] key, byte[] other, byte[] otherId) {
    byte[] nonce = random.next(ModuleCipher.NONCE_BYTES);
    byte[] encrypted =
        ModuleCipher.gcm(Cipher.ENCRYPT_MODE, new SecretKeySpec(other, "AES"), nonce, otherId, key);
    byte[] wrapped = Arrays.copyOf(nonce, nonce.length + encrypted.length);
    System.arraycopy(encrypted, 0, wrapped, nonce.length, encrypted.length);
    return Base64.getEncoder().encodeToString(wrapped);
  }

  private static byte[] unwrap(String wrapped, byte[] other, byte[] otherId) {
    byte[] bytes = Base64.getDecoder().decode(wrapped);
    byte[] nonce = Arrays.copyOf(bytes, ModuleCipher.NONCE_BYTES);
    byte[] encrypted =
        Arrays.copyOfRange(bytes, Math.min(bytes.length, ModuleCipher.NONCE_BYTES), bytes.length);
    return ModuleCipher.gcm(
        Cipher.DECRYPT_MODE, new SecretKeySpec(other, "AES"), nonce, otherId, encrypted);
  }
}
