package io.moraine.storage.s3;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.PutOutcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether a service heeds the conditions of puts. Some that speak the language of S3 ignore them:
 * there the second of two writers would write over the first one's commit, and nobody would notice.
 *
 * <p>So the first put to a bucket is preceded by two of a small object, of which the second has to
 * fail. Amazon's own service is not asked.
 */
final class ConditionCheck {
  /** The small object, at the root of the store; it stays, and is met the next time. */
  static final String NAME = ".moraine-conditional-put";

  private final Set<String> heeding = ConcurrentHashMap.newKeySet();

  /**
   * Returns if {@code bucket} heeds conditions.
   *
   * @param location names the put that waits, in errors
   * @param probe puts the small object if it is absent
   * @throws StorageException if it does not
   */
  void require(String bucket, String location, Supplier<PutOutcome> probe) {
    if (heeding.contains(bucket)) {
      return;
    }
    PutOutcome outcome = probe.get();
    if (outcome != PutOutcome.EXISTS) {
      // Now it is there.
      outcome = probe.get();
    }
    if (outcome != PutOutcome.EXISTS) {
      throw new StorageException(
          "Cannot put %s if absent: the service ignores conditions (If-None-Match), so that one writer would overwrite another's commit. Set s3.commit=dynamodb, with the same table of DynamoDB for all writers."
              .formatted(location));
    }
    heeding.add(bucket);
  }
}
