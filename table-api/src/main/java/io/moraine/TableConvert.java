package io.moraine;

import io.moraine.compaction.convert.TableConversion;
import io.moraine.compaction.convert.TableConversion.Statistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.engine.delta.TableHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a folder of Parquet files a table where it is. No file is changed or read but for its
 * footer. Each method returns another; {@link #execute} does it.
 */
public final class TableConvert {
  private final Session session;
  private final String folder;
  private final List<StructField> partitionColumns;
  private final Statistics statistics;

  private TableConvert(
      Session session, String folder, List<StructField> partitionColumns, Statistics statistics) {
    this.session = session;
    this.folder = folder;
    this.partitionColumns = List.copyOf(partitionColumns);
    this.statistics = statistics;
  }

  static TableConvert of(Session session, String folder) {
    return new TableConvert(session, folder, List.of(), Statistics.COLLECTED);
  }

  /** Adds a column whose values are in the names of folders, {@code name=value}. */
  public TableConvert partitionColumn(String name, DataType type) {
    List<StructField> more = new ArrayList<>(partitionColumns);
    more.add(StructField.of(name, type));
    return new TableConvert(session, folder, more, statistics);
  }

  /** Takes no bounds of columns from the footers into the log: queries leave out fewer files. */
  public TableConvert withoutStatistics() {
    return new TableConvert(session, folder, partitionColumns, Statistics.LEFT_OUT);
  }

  /**
   * What would be done, in lines for people. Nothing is changed.
   *
   * @throws io.moraine.core.error.MoraineException as {@link #execute} does
   */
  public List<String> dryRun() {
    TableConversion.Plan plan = conversion().plan(partitionColumns, statistics);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: a table of %d files of %d bytes".formatted(folder, plan.files().size(), plan.bytes()));
    plan.schema()
        .fields()
        .forEach(field -> lines.add("  %s %s".formatted(field.name(), field.type().sql())));
    return lines;
  }

  /**
   * Makes the table.
   *
   * @throws io.moraine.core.error.InvalidInputException if there is a table already or no file, or
   *     the files do not fit each other or the partition columns; nothing is written then
   */
  public Table execute() {
    Conflicts.translate(() -> conversion().run(conversion().plan(partitionColumns, statistics)));
    return session.table(folder);
  }

  private TableConversion conversion() {
    TableHandle handle = session.handle(session.location(folder));
    return new TableConversion(handle.log(), handle.transactions(session.environment()));
  }
}
