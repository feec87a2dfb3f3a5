package io.moraine.log.sink;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.parquet.write.WrittenFile;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.stats.IndexedColumns;
import io.moraine.log.stats.PhysicalNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins a table's data files: where, under which name, in which layout. */
final class DataFiles {
  private final ObjectStore store;
  private final Environment environment;
  private final String folder;
  private final List<String> partitionColumns;
  private final StructType schema;
  private final WriteOptions layout;
  private final Map<List<String>, DataType> statisticsColumns;
  private final String sinkId;
  private int count;

  /** Files of {@code columns}: of the table's those that files have, under logical names. */
  DataFiles(
      ObjectStore store,
      Environment environment,
      Metadata metadata,
      StructType columns,
      SinkOptions options) {
    this.store = store;
    this.environment = environment;
    TableProperties properties = new TableProperties(metadata.configuration());
    ColumnMappingMode mode = properties.columnMappingMode();
    StructType table = metadata.parseSchema();
    this.folder = options.layout().folder();
    this.partitionColumns =
        metadata.partitionColumns().stream()
            .map(name -> PhysicalNames.of(table.field(name), mode))
            .toList();
    this.schema = PhysicalNames.schema(columns, mode);
    Compression compression =
        properties.parquetCompression().map(Compression::named).orElse(Compression.ZSTD);
    this.layout =
        WriteOptions.DEFAULT
            .withCompression(compression)
            .withRowGroups(
                Math.min(WriteOptions.DEFAULT.rowGroupBytes(), options.targetFileBytes()),
                WriteOptions.DEFAULT.rowGroupRows())
            .withBloomFilters(BloomFilterColumns.of(metadata.configuration(), columns, mode));
    this.statisticsColumns =
        IndexedColumns.physical(
            ownColumns(metadata, columns), mode, properties, options.layout().indexed());
    this.sinkId = environment.newId();
  }

  /** Those of {@code columns} that are the table's own, and not in the log by their values. */
  private static StructType ownColumns(Metadata metadata, StructType columns) {
    StructType table = metadata.parseSchema();
    return StructType.of(
        columns.fields().stream()
            .filter(
                field ->
                    table.ordinalOf(field.name()).isPresent()
                        && !metadata.partitionColumns().contains(field.name()))
            .toList());
  }

  StructType schema() {
    return schema;
  }

  /** A new file of the partition with {@code values}, in the order of the partitioning. */
  DataFile begin(List<@Nullable String> values) {
    Map<String, @Nullable String> partitionValues = new LinkedHashMap<>();
    for (int i = 0; i < partitionColumns.size(); i++) {
      partitionValues.put(partitionColumns.get(i), values.get(i));
    }
    String codec = layout.compression().codec().name().toLowerCase(Locale.ROOT);
    String suffix = codec.equals("uncompressed") ? "" : "." + codec;
    String key =
        "%s%s%s-%05d-%s.c000%s.parquet"
            .formatted(
                folder,
                PartitionFolders.folder(partitionValues),
                folder.isEmpty() ? "part" : "cdc",
                count++,
                sinkId,
                suffix);
    ObjectWriter out = store.create(key);
    try {
      return new DataFile(
          key,
          partitionValues,
          ParquetWriter.create(out, schema, layout, Parallel.in(environment)),
          this::describe);
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
  }

  private AddFile describe(
      String key, Map<String, @Nullable String> partitionValues, WrittenFile written) {
    return AddFile.of(
            PartitionFolders.encode(key),
            partitionValues,
            written.sizeBytes(),
            environment.nowMillis())
        .withStats(
            StatisticsJson.json(written.rowCount(), statisticsColumns, written.statistics()));
  }
}
