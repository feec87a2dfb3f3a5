package io.moraine.storage.s3.dynamodb;

import java.util.OptionalLong;

/**
 * Which file holds a commit.
 *
 * @param tablePath the location of the Delta table, without a slash at its end
 * @param fileName the commit's file in {@code _delta_log}: {@code 00000000000000000041.json}
 * @param tempPath the file that has its bytes already, relative to {@code _delta_log}
 * @param complete whether they are in the commit's file, too
 * @param expireSeconds when a complete entry may be forgotten, in seconds since 1970-01-01T00:00Z
 */
public record CommitEntry(
    String tablePath,
    String fileName,
    String tempPath,
    boolean complete,
    OptionalLong expireSeconds) {
  /** The same entry once the commit's file is there. */
  public CommitEntry completed(long atExpireSeconds) {
    return new CommitEntry(tablePath, fileName, tempPath, true, OptionalLong.of(atExpireSeconds));
  }
}
