package io.moraine.engine.delta;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.eval.ValueTest;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.RuntimeFilter;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.reader.FilePart;
import io.moraine.reader.ScanFile;
import io.moraine.reader.ScanReport;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A scan of a snapshot as a plan reads it: a split a file, or several of a large one. */
public final class DeltaScanSource implements ScanSource {
  private final String name;
  private final TableScan scan;
  private final Predicate<ScanFile> wanted;
  private final int[] places;
  private final StructType schema;

  /** What is read in place of this, if that turned out to be less. */
  private final AtomicReference<DeltaScanSource> narrowed = new AtomicReference<>();

  DeltaScanSource(String name, TableScan scan) {
    this(name, scan, file -> true, IntStream.range(0, scan.output().size()).toArray());
  }

  /** As the other, reading only {@code wanted} files, and giving columns at {@code places}. */
  DeltaScanSource(String name, TableScan scan, Predicate<ScanFile> wanted, int[] places) {
    this.name = name;
    this.scan = scan;
    this.wanted = wanted;
    this.places = places;
    List<StructField> fields = new ArrayList<>();
    for (int place : places) {
      fields.add(scan.output().field(place));
    }
    this.schema = StructType.ofResult(fields);
  }

  @Override
  public String name() {
    return "%s version %d".formatted(name, scan.snapshot().version());
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public List<ScanSplit> splits() {
    List<ScanSplit> splits = new ArrayList<>();
    for (ScanFile file : scan.files()) {
      if (wanted.test(file)) {
        for (FilePart part : FilePart.of(file.sizeBytes())) {
          splits.add(() -> open(scan.open(file, part)));
        }
      }
    }
    return splits;
  }

  @Override
  public ScanSource narrowed(List<RuntimeFilter> filters) {
    if (scan.addresses()) {
      // Addresses tell files by their numbers, which would be others.
      return this;
    }
    StructType table = scan.snapshot().schema();
    List<Expression> conditions = new ArrayList<>();
    Map<Integer, ValueTest> tests = new HashMap<>();
    for (RuntimeFilter filter : filters) {
      int place = places[filter.column()];
      if (place < scan.columns().size()) {
        int ordinal = scan.columns().get(place);
        StructField field = table.field(ordinal);
        conditions.add(
            filter.condition(new ColumnReference(ordinal, field.name(), field.type(), true)));
        tests.put(ordinal, filter.test());
      }
    }
    if (conditions.isEmpty()) {
      return this;
    }
    DeltaScanSource source =
        new DeltaScanSource(name, scan.narrowed(conditions, tests), wanted, places);
    narrowed.set(source);
    return source;
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.empty();
  }

  /** The scan itself. */
  public TableScan scan() {
    return scan;
  }

  /** How much of the table is read and left out, as far as it is known yet. */
  public ScanReport report() {
    DeltaScanSource instead = narrowed.get();
    return instead == null ? scan.report() : instead.report();
  }

  private BatchReader open(BatchReader reader) {
    if (places.length == scan.output().size() && isInOrder()) {
      return reader;
    }
    return new BatchReader() {
      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public ColumnBatch next() {
        ColumnBatch batch = reader.next();
        return batch == null ? null : batch.project(places);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private boolean isInOrder() {
    return IntStream.range(0, places.length).allMatch(i -> places[i] == i);
  }
}
