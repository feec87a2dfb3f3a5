package io.moraine.compaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of one partition whose rows, one file after the other, become one file; or as many as it
 * takes, where the plan's goal is another order of rows. Never empty.
 *
 * @param partitionValues as the log has them, to the letter
 * @param files in the order of their rows
 */
public record FileGroup(Map<String, @Nullable String> partitionValues, List<PlannedFile> files) {
  public FileGroup {
    partitionValues = Collections.unmodifiableMap(new LinkedHashMap<>(partitionValues));
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("A group needs at least one file");
    }
  }

  /** The sum of the files' sizes. */
  public long sizeBytes() {
    return files.stream().mapToLong(PlannedFile::sizeBytes).sum();
  }

  /** The sum of the files' rows, −1 if it is not known of all. */
  public long rows() {
    boolean known = files.stream().allMatch(file -> file.rows() >= 0);
    return known ? files.stream().mapToLong(PlannedFile::rows).sum() : -1;
  }
}
