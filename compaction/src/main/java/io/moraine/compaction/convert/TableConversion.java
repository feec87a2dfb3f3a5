package io.moraine.compaction.convert;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.sink.PartitionFolders;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.stats.IndexedColumns;
import io.moraine.log.stats.PartitionValues;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a folder of Parquet files a table: version 0 of its log names them all. Columns are those
 * of all files together, by their footers; the values of partition columns are in the names of
 * folders, {@code column=value}. No file is read but for its footer, and none is changed.
 */
public final class TableConversion {
  private final TableLog log;
  private final ObjectStore store;
  private final TransactionContext context;

  /** A conversion of the folder at the root of the store of {@code log}. */
  public TableConversion(TableLog log, TransactionContext context) {
    this.log = log;
    this.store = log.store();
    this.context = context;
  }

  /** Whether the footers' statistics are taken into the log. */
  public enum Statistics {
    /** They are, so that queries leave out files. */
    COLLECTED,
    /** Only numbers of rows are. */
    LEFT_OUT
  }

  /**
   * A folder as it is going to be a table.
   *
   * @param metadata of the table
   * @param files of version 0
   */
  public record Plan(Metadata metadata, List<AddFile> files, Statistics statistics) {
    public Plan {
      files = List.copyOf(files);
    }

    /** The columns, partition columns last. */
    public StructType schema() {
      return metadata.parseSchema();
    }

    /** The sum of the files' sizes. */
    public long bytes() {
      return files.stream().mapToLong(AddFile::size).sum();
    }
  }

  /**
   * What the folder would become. Writes nothing.
   *
   * @param partitionColumns the columns whose values are in the names of folders, and their types
   * @throws InvalidInputException if there is a table already or no file, the folders' names are
   *     not those of the partition columns, or columns differ between files in more than being
   *     there; nothing is written then
   * @throws io.moraine.core.error.CorruptFileException if a file is no Parquet file
   */
  public Plan plan(List<StructField> partitionColumns, Statistics statistics) {
    String table = store.root().toString();
    if (log.latestHeaderIfExists().isPresent()) {
      throw new InvalidInputException("%s is a Delta table already".formatted(table));
    }
    List<FoundFile> files = files();
    if (files.isEmpty()) {
      throw new InvalidInputException(
          "Cannot make a table of %s: there is no Parquet file in it".formatted(table));
    }
    files.forEach(file -> requirePartitions(file, partitionColumns));
    Footers footers = new Footers(files, partitionColumns);
    StructType schema = footers.schema();
    List<String> names = partitionColumns.stream().map(StructField::name).toList();
    Metadata metadata =
        Metadata.of(
            context.environment().newId(), schema, names, context.environment().nowMillis());
    List<AddFile> adds = footers.adds(metadata, statistics);
    PartitionValues values =
        new PartitionValues(
            schema, names, ColumnMappingMode.NONE, context.environment().clock().getZone());
    adds.forEach(add -> requireValues(add, values));
    return new Plan(metadata, adds, statistics);
  }

  /**
   * Writes the log of {@code plan}.
   *
   * @throws io.moraine.log.txn.ConcurrentModificationException if a table was made meanwhile
   */
  public ConversionResult run(Plan plan) {
    Transaction transaction =
        Transaction.create(
                context,
                operation(
                    plan.files().size(), plan.metadata().partitionColumns(), plan.statistics()))
            .add(ProtocolUpgrade.initial(plan.metadata(), Set.of()))
            .add(plan.metadata())
            .addAll(plan.files())
            .metric("numConvertedFiles", plan.files().size());
    return new ConversionResult(
        transaction.commit().version(), plan.schema(), plan.files().size(), plan.bytes());
  }

  private List<FoundFile> files() {
    List<FoundFile> files = new ArrayList<>();
    for (Iterator<ObjectStatus> all = store.listTree(""); all.hasNext(); ) {
      ObjectStatus status = all.next();
      if (!FoundFile.isHidden(status.key())) {
        files.add(FoundFile.of(status));
      }
    }
    return files;
  }

  private void requirePartitions(FoundFile file, List<StructField> columns) {
    Set<String> expected = new TreeSet<>();
    columns.forEach(column -> expected.add(column.name().toLowerCase(Locale.ROOT)));
    Set<String> found = new TreeSet<>();
    file.partitionValues().keySet().forEach(name -> found.add(name.toLowerCase(Locale.ROOT)));
    if (!expected.equals(found)) {
      throw new InvalidInputException(
          "Cannot make a table of %s: expected folders for the partition columns %s, found %s at %s; name them with their types by PARTITIONED BY"
              .formatted(
                  store.root(), expected, file.partitionValues().keySet(), file.status().key()));
    }
  }

  private static void requireValues(AddFile file, PartitionValues values) {
    try {
      for (int i = 0; i < values.columns().size(); i++) {
        values.value(file, i);
      }
    } catch (CorruptTableException e) {
      throw new InvalidInputException(
          "Cannot make a table of these files: %s".formatted(e.getMessage()), e);
    }
  }

  private static Operation operation(long files, List<String> partitions, Statistics statistics) {
    JsonWriter json = new JsonWriter().beginArray();
    partitions.forEach(json::value);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("numFiles", Long.toString(files));
    parameters.put("partitionedBy", json.endArray().toString());
    parameters.put("collectStats", Boolean.toString(statistics == Statistics.COLLECTED));
    parameters.put("sourceFormat", "parquet");
    return Operation.of("CONVERT", parameters);
  }

  /** What the files' footers say. */
  private final class Footers {
    private final List<FoundFile> files;
    private final List<StructField> partitionColumns;
    private final StructType columns;

    Footers(List<FoundFile> files, List<StructField> partitionColumns) {
      this.files = files;
      this.partitionColumns = partitionColumns;
      StructType[] schemas = new StructType[files.size()];
      forEach((i, file) -> schemas[i] = file.schema());
      MergedSchema merged = new MergedSchema();
      for (int i = 0; i < schemas.length; i++) {
        merged.add(files.get(i).status().key(), schemas[i]);
      }
      this.columns = merged.schema();
    }

    private void forEach(Visit visit) {
      Environment environment = context.environment();
      Parallel.in(environment)
          .forEach(
              files.size(),
              i -> {
                try (ObjectReader reader = store.open(files.get(i).status().key())) {
                  visit.visit(i, ParquetFile.open(reader));
                }
              });
    }

    /**
     * The columns of the files, in which partition columns take the place of others, then these.
     */
    StructType schema() {
      List<StructField> fields = new ArrayList<>(own());
      fields.addAll(partitionColumns);
      return StructType.of(fields);
    }

    private List<StructField> own() {
      return columns.fields().stream()
          .filter(
              field ->
                  partitionColumns.stream()
                      .noneMatch(column -> column.name().equalsIgnoreCase(field.name())))
          .toList();
    }

    List<AddFile> adds(Metadata metadata, Statistics statistics) {
      StructType own = StructType.of(own());
      TableProperties properties = new TableProperties(metadata.configuration());
      Map<List<String>, DataType> indexed =
          statistics == Statistics.COLLECTED ? IndexedColumns.of(own, properties) : Map.of();
      AddFile[] adds = new AddFile[files.size()];
      forEach(
          (i, file) ->
              adds[i] =
                  AddFile.of(
                          PartitionFolders.encode(files.get(i).status().key()),
                          values(files.get(i)),
                          files.get(i).status().sizeBytes(),
                          files.get(i).status().modifiedMillis())
                      .withStats(FooterBounds.json(file, own, indexed)));
      return List.of(adds);
    }

    /** The values by the columns' names as the table has them. */
    private Map<String, @Nullable String> values(FoundFile file) {
      Map<String, @Nullable String> values = new LinkedHashMap<>();
      for (StructField column : partitionColumns) {
        file.partitionValues()
            .forEach(
                (name, value) -> {
                  if (name.equalsIgnoreCase(column.name())) {
                    values.put(column.name(), value);
                  }
                });
      }
      return values;
    }
  }

  /** Sees the footer of file {@code index}. */
  @FunctionalInterface
  private interface Visit {
    void visit(int index, ParquetFile file);
  }
}
