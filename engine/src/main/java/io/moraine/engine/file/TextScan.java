package io.moraine.engine.file;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.file.text.TextParser;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/** A scan of text files, a split a file. */
record TextScan(String name, StructType schema, List<SourceFile> files, Format format, ZoneId zone)
    implements ScanSource {
  /** Opens a file of the format at hand. */
  @FunctionalInterface
  interface Format {
    BatchReader open(SourceFile file, TextParser parser);
  }

  @Override
  public List<ScanSplit> splits() {
    return files.stream()
        .map(file -> (ScanSplit) () -> format.open(file, new TextParser(zone)))
        .toList();
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.empty();
  }
}
