package io.moraine.engine.delta;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.reader.ScanFile;
import io.moraine.reader.ScanReport;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A scan of a snapshot as a plan reads it: a split for each part of a file. */
public final class DeltaScanSource implements ScanSource {
  private final String name;
  private final TableScan scan;
  private final Predicate<ScanFile> wanted;
  private final int[] places;
  private final StructType schema;

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
    return scan.files().stream()
        .filter(wanted)
        .flatMap(file -> scan.parts(file).stream())
        .<ScanSplit>map(part -> () -> open(part.open()))
        .toList();
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.empty();
  }

  /** The scan itself. */
  public TableScan scan() {
    return scan;
  }

  /** How much of the table is read and left out. */
  public ScanReport report() {
    return scan.report();
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
