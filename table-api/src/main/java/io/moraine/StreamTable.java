package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.physical.ScanSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** Rows that can be read once, for statements that do so. */
final class StreamTable implements CatalogTable {
  private final String name;
  private final BatchReader reader;
  private final AtomicBoolean used = new AtomicBoolean();

  StreamTable(String name, BatchReader reader) {
    this.name = name;
    this.reader = reader;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StructType schema() {
    return reader.schema();
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.empty();
  }

  @Override
  public boolean isReadOnce() {
    return true;
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    return new MemoryTable.StreamSource(this, request, this::open);
  }

  private BatchReader open() {
    if (used.getAndSet(true)) {
      throw new IllegalStateException("The rows of '%s' can be read only once".formatted(name));
    }
    return reader;
  }
}
