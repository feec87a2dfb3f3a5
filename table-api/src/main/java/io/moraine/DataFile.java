package io.moraine;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A file with rows of a table.
 *
 * @param path below the table's location, or a URI elsewhere
 * @param partition the partition columns' values as text; null for null
 * @param sizeBytes its size
 * @param rowCount its rows, if its writer noted how many; deleted ones count too
 * @param modified when it was written
 */
public record DataFile(
    String path,
    Map<String, String> partition,
    long sizeBytes,
    OptionalLong rowCount,
    Instant modified) {
  public DataFile {
    partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
  }
}
