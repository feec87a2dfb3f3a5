package io.moraine.compaction.check;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.StatisticsJson;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.IndexedColumns;
import io.moraine.log.stats.PhysicalNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a data file's rows are like, by reading them, against what the log says of them. */
final class FileFacts {
  private final StructType physical;
  private final Map<List<String>, DataType> columns;
  private final FileStatistics.Columns all;

  /** Facts about files of {@code snapshot}. */
  FileFacts(Snapshot snapshot) {
    StructType schema = snapshot.schema();
    this.physical = PhysicalNames.schema(schema, snapshot.columnMappingMode());
    StructType own =
        StructType.of(
            schema.fields().stream()
                .filter(field -> !snapshot.partitionColumns().contains(field.name()))
                .toList());
    this.columns =
        IndexedColumns.physical(
            own,
            snapshot.columnMappingMode(),
            snapshot.properties(),
            SinkLayout.of(snapshot.protocol(), snapshot.metadata(), snapshot.domainMetadata())
                .indexed());
    this.all =
        FileStatistics.Columns.of(
            schema, snapshot.columnMappingMode(), IntStream.range(0, schema.size()).toArray());
  }

  /** What is known of a column so far. */
  private static final class Seen {
    @Nullable Object min;
    @Nullable Object max;
    long nulls;

    void add(ColumnVector vector, boolean[] absent) {
      for (int row = 0; row < vector.size(); row++) {
        if (absent[row] || vector.isNull(row)) {
          nulls++;
          continue;
        }
        Object value = vector.value(row);
        if (min == null || ValueOrder.compare(value, min) < 0) {
          min = value;
        }
        if (max == null || ValueOrder.compare(value, max) > 0) {
          max = value;
        }
      }
    }
  }

  /**
   * What {@code file}'s rows are like.
   *
   * @param rows its rows that are not deleted; read to the end, not closed
   */
  Map<List<String>, ColumnStatistics> read(BatchReader rows) {
    Map<List<String>, Seen> seen = new LinkedHashMap<>();
    columns.keySet().forEach(path -> seen.put(path, new Seen()));
    for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
      for (Map.Entry<List<String>, Seen> entry : seen.entrySet()) {
        add(batch, entry.getKey(), entry.getValue());
      }
    }
    Map<List<String>, ColumnStatistics> facts = new LinkedHashMap<>();
    seen.forEach(
        (path, column) ->
            facts.put(path, new ColumnStatistics(column.min, column.max, column.nulls)));
    return facts;
  }

  private void add(ColumnBatch batch, List<String> path, Seen seen) {
    List<Integer> ordinals = ordinals(path);
    ColumnVector vector = batch.column(ordinals.get(0));
    boolean[] absent = new boolean[batch.rowCount()];
    for (int ordinal : ordinals.subList(1, ordinals.size())) {
      StructVector struct = (StructVector) vector.flat();
      for (int row = 0; row < absent.length; row++) {
        absent[row] |= struct.isNull(row);
      }
      vector = struct.field(ordinal);
    }
    if (columns.get(path).isNested() || columns.get(path) == DataType.Primitive.VARIANT) {
      for (int row = 0; row < absent.length; row++) {
        seen.nulls += absent[row] || vector.isNull(row) ? 1 : 0;
      }
    } else {
      seen.add(vector, absent);
    }
  }

  private List<Integer> ordinals(List<String> path) {
    List<Integer> ordinals = new ArrayList<>();
    DataType type = physical;
    for (String name : path) {
      int ordinal = ((StructType) type).ordinal(name);
      ordinals.add(ordinal);
      type = ((StructType) type).field(ordinal).type();
    }
    return ordinals;
  }

  /**
   * What the log says of {@code file} that is not so, if it says something.
   *
   * @param rows how many the file has, deleted ones among them
   */
  Optional<String> lie(AddFile file, long rows, Map<List<String>, ColumnStatistics> facts) {
    FileStatistics said = FileStatistics.parse(file.stats(), all);
    if (said.numRecords() >= 0 && said.numRecords() != rows) {
      return Optional.of(
          "the log says that it has %d rows, it has %d".formatted(said.numRecords(), rows));
    }
    for (Map.Entry<List<String>, ColumnStatistics> entry : facts.entrySet()) {
      List<Integer> ordinals = ordinals(entry.getKey());
      ColumnStatistics known = said.field(ordinals.get(0), ordinals.subList(1, ordinals.size()));
      ColumnStatistics fact = entry.getValue();
      String column = String.join(".", entry.getKey());
      if (isBeyond(known.min(), fact.min(), 1)) {
        return Optional.of(
            "the log says that no value of %s is below %s, but %s is"
                .formatted(column, known.min(), fact.min()));
      } else if (isBeyond(known.max(), fact.max(), -1)) {
        return Optional.of(
            "the log says that no value of %s is above %s, but %s is"
                .formatted(column, known.max(), fact.max()));
      } else if (said.tightBounds()
          && file.deletionVector() == null
          && known.nullCount() >= 0
          && known.nullCount() != fact.nullCount()) {
        return Optional.of(
            "the log says that %d values of %s are null, %d are"
                .formatted(known.nullCount(), column, fact.nullCount()));
      }
    }
    return Optional.empty();
  }

  /** What the log does not say of {@code file}, but should, if there is something. */
  Optional<String> gap(AddFile file, Map<List<String>, ColumnStatistics> facts) {
    FileStatistics said = FileStatistics.parse(file.stats(), all);
    if (said.numRecords() < 0) {
      return Optional.of("the log does not say how many rows it has");
    }
    for (Map.Entry<List<String>, ColumnStatistics> entry : facts.entrySet()) {
      List<Integer> ordinals = ordinals(entry.getKey());
      ColumnStatistics known = said.field(ordinals.get(0), ordinals.subList(1, ordinals.size()));
      if (known.min() == null
          && known.max() == null
          && StatisticsJson.hasBound(columns.get(entry.getKey()), entry.getValue().min())) {
        return Optional.of(
            "the log has no bounds of %s, which the table's properties ask for"
                .formatted(String.join(".", entry.getKey())));
      }
    }
    return Optional.empty();
  }

  private static boolean isBeyond(@Nullable Object bound, @Nullable Object value, int direction) {
    return bound != null && value != null && ValueOrder.compare(bound, value) * direction > 0;
  }

  /** {@code file} with what is so. */
  AddFile corrected(AddFile file, long rows, Map<List<String>, ColumnStatistics> facts) {
    String json = StatisticsJson.json(rows, columns, facts);
    // Of rows that are deleted nothing is known here.
    String wide =
        file.deletionVector() == null
            ? json
            : json.substring(0, json.length() - 1) + ",\"tightBounds\":false}";
    return file.withStats(wide).withoutDataChange();
  }
}
