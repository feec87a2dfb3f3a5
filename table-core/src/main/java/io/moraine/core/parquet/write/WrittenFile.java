package io.moraine.core.parquet.write;

import io.moraine.core.stats.ColumnStatistics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written.
 *
 * @param sizeBytes the file's size
 * @param rowCount how many rows it has
 * @param statistics by path, the names from the top down, of each column that is not a struct, and
 *     of each such field within structs. Bounds are exact and met, strings uncut; NaN counts as the
 *     greatest number, and −0.0 as less than 0.0. A row is null where the field or a struct around
 *     it is. Arrays, maps and variants have null counts only, and nothing is told of what is in
 *     them
 */
public record WrittenFile(
    long sizeBytes, long rowCount, Map<List<String>, ColumnStatistics> statistics) {
  public WrittenFile {
    statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
  }
}
