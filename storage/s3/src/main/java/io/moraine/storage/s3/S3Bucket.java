package io.moraine.storage.s3;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.Keys;
import io.moraine.core.store.Secrets;
import java.net.URI;

/**
 * A place in a bucket.
 *
 * @param root the location, with a slash at its end
 * @param name the bucket
 * @param prefix what the keys of its objects begin with: empty, or with a slash at its end
 */
record S3Bucket(URI root, String name, String prefix) {
  /**
   * The place that {@code root} means.
   *
   * @throws StorageException if it names no bucket
   */
  static S3Bucket of(URI root) {
    String bucket = root.getRawAuthority();
    if (bucket == null
        || bucket.isEmpty()
        || bucket.indexOf('@') >= 0
        || bucket.indexOf(':') >= 0) {
      throw new StorageException(
          "Not a location in S3, which would be s3://bucket/path: %s"
              .formatted(Secrets.mask(root.toString())));
    }
    String path = root.getPath() == null ? "" : root.getPath().replaceFirst("^/+", "");
    return new S3Bucket(root, bucket, path);
  }

  /** The service's key of the object {@code key} of the store. */
  String key(String key) {
    return prefix + Keys.require(key);
  }

  /** What the service's keys of the objects in {@code folder} begin with. */
  String folder(String folder) {
    return folder.isEmpty() ? prefix : prefix + Keys.require(folder) + "/";
  }

  /** Names an object in errors. */
  String location(String key) {
    return root + key;
  }
}
