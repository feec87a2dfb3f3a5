package io.moraine.storage.gcs;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.Keys;
import io.moraine.core.store.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A place in a bucket.
 *
 * @param root the location, with a slash at its end
 * @param name the bucket
 * @param prefix what the names of its objects begin with: empty, or with a slash at its end
 */
record GcsBucket(URI root, String name, String prefix) {
  /**
   * The place that {@code root} means.
   *
   * @throws StorageException if it names no bucket
   */
  static GcsBucket of(URI root) {
    String bucket = root.getRawAuthority();
    if (bucket == null || !bucket.matches("[a-zA-Z0-9._-]+")) {
      throw new StorageException(
          "Not a location in Google Cloud Storage, which would be gs://bucket/path: %s"
              .formatted(Secrets.mask(root.toString())));
    }
    String path = root.getPath() == null ? "" : root.getPath().replaceFirst("^/+", "");
    return new GcsBucket(root, bucket, path);
  }

  /** The name of the object {@code key} of the store. */
  String object(String key) {
    return prefix + Keys.require(key);
  }

  /** What the names of the objects in {@code folder} begin with. */
  String folder(String folder) {
    return folder.isEmpty() ? prefix : prefix + Keys.require(folder) + "/";
  }

  /** Names an object in errors. */
  String location(String key) {
    return root + key;
  }

  /** The path of the service's own object for {@code key}. */
  String path(String key) {
    return "/storage/v1/b/%s/o/%s".formatted(name, encode(object(key)));
  }

  /** {@code text} as a part of a path or of a query: all but letters, digits and -._~ escaped. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || b == '-'
              || b == '.'
              || b == '_'
              || b == '~';
      if (plain) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append("%02X".formatted(b & 0xFF));
      }
    }
    return encoded.toString();
  }
}
