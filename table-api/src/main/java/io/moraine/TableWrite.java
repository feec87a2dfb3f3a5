package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.dml.WriteOptions.Overwrites;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.List;
import java.util.Map;

/**
 * A write of rows to a table; columns are matched by name, those that the rows lack get their
 * default or null. Each method returns another write; {@link #execute} runs it, once, as the rows
 * are read.
 *
 * <pre>{@code
 * table.write(rows).replaceWhere("day = DATE'2024-02-29'").execute();
 * table.write(rows).overwritePartitions().mergeSchema().once("nightly", 17).execute();
 * }</pre>
 */
public final class TableWrite {
  private final ChangeTarget target;
  private final BatchReader rows;
  private final String how;
  private final WriteOptions options;

  private TableWrite(ChangeTarget target, BatchReader rows, String how, WriteOptions options) {
    this.target = target;
    this.rows = rows;
    this.how = how;
    this.options = options;
  }

  static TableWrite append(ChangeTarget target, BatchReader rows) {
    return new TableWrite(target, rows, "INTO %s BY NAME", WriteOptions.DEFAULT);
  }

  /** Replaces all rows; the others stay readable in the versions before. */
  public TableWrite overwrite() {
    return new TableWrite(target, rows, "OVERWRITE %s BY NAME", options);
  }

  /** Replaces the rows of the partitions that the new rows belong to; all, without partitions. */
  public TableWrite overwritePartitions() {
    return new TableWrite(target, rows, "OVERWRITE %s BY NAME", options.with(Overwrites.DYNAMIC));
  }

  /**
   * Replaces the rows for which the SQL condition is true; it must be true of each new row, too.
   */
  public TableWrite replaceWhere(String condition) {
    String escaped = condition.replace("%", "%%");
    return new TableWrite(target, rows, "INTO %s REPLACE WHERE (" + escaped + ") BY NAME", options);
  }

  /**
   * Gives the table the columns and fields that the rows have and it lacks; where {@code
   * delta.enableTypeWidening} is true, wider types, too.
   */
  public TableWrite mergeSchema() {
    return with(options.with(Evolution.MERGE));
  }

  /** Gives the table the columns of the rows in place of its own; only with {@link #overwrite}. */
  public TableWrite overwriteSchema() {
    return with(options.with(Evolution.REPLACE));
  }

  /** As {@link #overwriteSchema}, with another partitioning: by none, without names. */
  public TableWrite overwriteSchema(String... partitionColumns) {
    return with(options.with(Evolution.REPLACE).partitionedBy(List.of(partitionColumns)));
  }

  /**
   * Writes only if application {@code appId} has not come to {@code version}, and records with the
   * write that it has: who repeats a write of which the outcome is unknown does not write twice.
   */
  public TableWrite once(String appId, long version) {
    return with(options.with(new Progress(appId, version)));
  }

  /** Words for the table's history. */
  public TableWrite userMetadata(String text) {
    return with(options.withUserMetadata(text));
  }

  private TableWrite with(WriteOptions newOptions) {
    return new TableWrite(target, rows, how, newOptions);
  }

  /**
   * Writes the rows, as one new version; the reader is read to its end and closed.
   *
   * @throws InvalidInputException if the rows do not fit the table, or what is replaced
   * @throws ConflictException if another writer changed what this write replaces
   */
  public Changes execute() {
    try (rows) {
      return target.change(
          "INSERT %s SELECT * FROM source".formatted(how.formatted(target.sqlName())),
          Map.of("source", new StreamTable("source", rows)),
          options);
    }
  }
}
