package io.moraine.core.store;

/**
 * What a listing tells of an object.
 *
 * @param key its key
 * @param sizeBytes its size
 * @param modifiedMillis when it was written, in milliseconds since 1970-01-01T00:00Z, by the
 *     store's clock
 */
public record ObjectStatus(String key, long sizeBytes, long modifiedMillis) {
  /** The key's last part. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
