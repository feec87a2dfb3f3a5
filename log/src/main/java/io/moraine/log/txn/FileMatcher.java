package io.moraine.log.txn;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.expr.Expression;
import io.moraine.core.prune.Outcome;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.stats.FileSkipping;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Decides whether rows in a file may satisfy a predicate, for the files of one table. */
final class FileMatcher {
  private final Metadata metadata;
  private final StructType schema;
  private final ColumnMappingMode mode;
  private final ZoneId zone;
  private final Map<Expression, FileSkipping> skipping = new HashMap<>();

  /**
   * A matcher for a table with {@code metadata}.
   *
   * @param zone of partition values that are times without a zone
   */
  FileMatcher(Metadata metadata, ZoneId zone) {
    this.metadata = metadata;
    this.schema = metadata.parseSchema();
    this.mode = new TableProperties(metadata.configuration()).columnMappingMode();
    this.zone = zone;
  }

  /** False only if no row of {@code file} can make {@code predicate} true. */
  boolean mayMatch(Expression predicate, AddFile file) {
    FileSkipping skips =
        skipping.computeIfAbsent(
            predicate,
            key -> new FileSkipping(key, schema, metadata.partitionColumns(), mode, zone));
    try {
      return skips.decide(file) != Outcome.NONE;
    } catch (CorruptTableException e) {
      // A partition value that cannot be read proves nothing.
      return true;
    }
  }
}
