package io.moraine.compaction.advice;

import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.sink.ClusteringColumns;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.IndexedColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Advice on what the log tells of columns, by which queries leave files out. */
final class KnownColumns {
  /** A file more or less is no matter. */
  private static final int FEW_FILES = 2;

  private static final int MOST_NAMED = 5;

  private final Snapshot snapshot;
  private final Mends mends;
  private final StructType own;
  private final Map<List<String>, Unbounded> columns = new LinkedHashMap<>();
  private long files;
  private long untold;

  KnownColumns(Snapshot snapshot, Mends mends) {
    this.snapshot = snapshot;
    this.mends = mends;
    this.own =
        StructType.of(
            snapshot.schema().fields().stream()
                .filter(field -> !snapshot.partitionColumns().contains(field.name()))
                .toList());
  }

  /** A column that could have bounds. */
  private static final class Unbounded {
    private final int ordinal;
    private final List<Integer> within;

    /** How many files with values of it tell nothing of them. */
    private long files;

    Unbounded(List<Integer> ordinals) {
      this.ordinal = ordinals.get(0);
      this.within = ordinals.subList(1, ordinals.size());
    }

    void count(FileStatistics statistics) {
      ColumnStatistics known = statistics.field(ordinal, within);
      boolean onlyNulls = known.nullCount() == statistics.numRecords();
      files += known.min() == null && known.max() == null && !onlyNulls ? 1 : 0;
    }
  }

  List<Advice> advice() {
    IndexedColumns.first(own, -1)
        .forEach(
            (path, type) -> {
              if (hasBounds(type)) {
                columns.put(path, new Unbounded(ordinals(path)));
              }
            });
    FileStatistics.Columns wanted =
        FileStatistics.Columns.of(
            snapshot.schema(),
            snapshot.columnMappingMode(),
            columns.values().stream().mapToInt(column -> column.ordinal).distinct().toArray());
    for (AddFile file : snapshot.files()) {
      FileStatistics statistics = FileStatistics.parse(file.stats(), wanted);
      files++;
      if (statistics.numRecords() < 0) {
        untold++;
      } else if (statistics.numRecords() > 0) {
        columns.values().forEach(column -> column.count(statistics));
      }
    }
    List<Advice> advice = new ArrayList<>();
    untold().ifPresent(advice::add);
    Set<List<String>> indexed = indexed();
    unbounded(indexed).ifPresent(advice::add);
    beyond(indexed).ifPresent(advice::add);
    return advice;
  }

  /** Whether writers have a form for bounds of the type. */
  private static boolean hasBounds(DataType type) {
    return !type.isNested()
        && type != Primitive.BOOLEAN
        && type != Primitive.BINARY
        && type != Primitive.VARIANT;
  }

  private List<Integer> ordinals(List<String> path) {
    List<Integer> ordinals = new ArrayList<>();
    DataType type = snapshot.schema();
    for (String name : path) {
      int ordinal = ((StructType) type).ordinal(name);
      ordinals.add(ordinal);
      type = ((StructType) type).field(ordinal).type();
    }
    return ordinals;
  }

  private Set<List<String>> indexed() {
    Set<List<String>> indexed =
        IndexedColumns.of(own, snapshot.properties()).keySet().stream().collect(Collectors.toSet());
    indexed.addAll(
        ClusteringColumns.logical(
            snapshot.schema(), snapshot.columnMappingMode(), snapshot.domainMetadata()));
    return indexed;
  }

  private Optional<Advice> untold() {
    if (untold == 0) {
      return Optional.empty();
    }
    long percent = Sizes.percent(untold, files);
    return Optional.of(
        Advice.of(
                Severity.of(percent, 10, 50),
                Subject.NO_STATISTICS,
                "the log tells nothing of the rows of %,d of %,d files: no query can leave them out"
                    .formatted(untold, files),
                "filesWithoutStatistics",
                untold,
                mends.command("fsck", "--repair", "--statistics"))
            .with("files", files));
  }

  /** Columns that should have bounds in all files, and have none in half of those that tell. */
  private Optional<Advice> unbounded(Set<List<String>> indexed) {
    List<String> names = unknown(indexed::contains);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Advice.of(
            Severity.MEDIUM,
            Subject.NO_BOUNDS,
            "most files tell no bounds of %s: no query by them can leave such files out"
                .formatted(text(names)),
            "columns",
            names.size(),
            mends.command("fsck", "--repair", "--statistics")));
  }

  /** The same for columns after those that the properties choose, unless they are named. */
  private Optional<Advice> beyond(Set<List<String>> indexed) {
    List<String> names = unknown(path -> !indexed.contains(path));
    if (names.isEmpty() || snapshot.properties().dataSkippingStatsColumns().isPresent()) {
      return Optional.empty();
    }
    int last = IndexedColumns.first(own, -1).size();
    return Optional.of(
        Advice.of(
                Severity.LOW,
                Subject.NO_BOUNDS,
                "files get bounds of the first %d columns only, not of %s; name those that queries filter by in delta.dataSkippingStatsColumns, or have all"
                    .formatted(snapshot.properties().dataSkippingNumIndexedCols(), text(names)),
                "columns",
                names.size(),
                mends.set("delta.dataSkippingNumIndexedCols", Integer.toString(last)))
            .with("indexedColumns", snapshot.properties().dataSkippingNumIndexedCols()));
  }

  private List<String> unknown(Predicate<List<String>> of) {
    long telling = files - untold;
    return columns.entrySet().stream()
        .filter(entry -> of.test(entry.getKey()))
        .filter(
            entry -> entry.getValue().files >= FEW_FILES && 2 * entry.getValue().files > telling)
        .map(entry -> String.join(".", entry.getKey()))
        .toList();
  }

  private static String text(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return names.size() <= MOST_NAMED
        ? first
        : "%s and %,d more".formatted(first, names.size() - MOST_NAMED);
  }
}
