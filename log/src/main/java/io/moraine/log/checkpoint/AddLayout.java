package io.moraine.log.checkpoint;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PartitionValues;
import io.moraine.log.stats.PhysicalNames;
import io.moraine.log.stats.StatisticsStruct;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint holds of an {@code add}: statistics as text, as columns, or both, and partition
 * values as columns with the latter.
 *
 * <p>Statistics are columns wherever they are not text, whatever the table says: it cannot mean to
 * lose them.
 */
final class AddLayout {
  private final StructType type;
  private final boolean text;
  private final Optional<StatisticsStruct> statistics;
  private final Optional<PartitionValues> partitions;

  private AddLayout(
      StructType type,
      boolean text,
      Optional<StatisticsStruct> statistics,
      Optional<PartitionValues> partitions) {
    this.type = type;
    this.text = text;
    this.statistics = statistics;
    this.partitions = partitions;
  }

  /**
   * The layout that the table of {@code snapshot} asks for.
   *
   * @param zone of partition values that are times without a zone
   */
  static AddLayout of(Snapshot snapshot, ZoneId zone) {
    TableProperties properties = snapshot.properties();
    boolean text = properties.checkpointStatsAsJson();
    boolean columns = properties.checkpointStatsAsStruct() || !text;
    List<StructField> fields = new ArrayList<>(CheckpointSchema.ADD_FIELDS);
    if (text) {
      fields.add(StructField.of("stats", Primitive.STRING));
    }
    if (!columns) {
      return new AddLayout(StructType.of(fields), true, Optional.empty(), Optional.empty());
    }
    Optional<PartitionValues> partitions = Optional.empty();
    if (!snapshot.partitionColumns().isEmpty()) {
      PartitionValues values =
          new PartitionValues(
              snapshot.schema(), snapshot.partitionColumns(), snapshot.columnMappingMode(), zone);
      List<StructField> typed = new ArrayList<>();
      for (StructField field : values.columns()) {
        typed.add(
            StructField.of(PhysicalNames.of(field, snapshot.columnMappingMode()), field.type()));
      }
      fields.add(StructField.of("partitionValues_parsed", StructType.of(typed)));
      partitions = Optional.of(values);
    }
    StatisticsStruct statistics =
        StatisticsStruct.of(snapshot.metadata(), snapshot.columnMappingMode());
    fields.add(StructField.of("stats_parsed", statistics.type()));
    return new AddLayout(StructType.of(fields), text, Optional.of(statistics), partitions);
  }

  /** The type of the column {@code add}. */
  StructType type() {
    return type;
  }

  /** The fields of {@code add}, in the type's order. */
  List<@Nullable Object> values(AddFile add) {
    List<@Nullable Object> values = new ArrayList<>(type.size());
    values.add(add.path());
    values.add(add.partitionValues());
    values.add(add.size());
    values.add(add.modificationTime());
    // A state changes nothing.
    values.add(false);
    values.add(add.tags());
    values.add(deletionVector(add.deletionVector()));
    values.add(add.baseRowId());
    values.add(add.defaultRowCommitVersion());
    values.add(add.clusteringProvider());
    if (text) {
      values.add(add.stats());
    }
    partitions.ifPresent(columns -> values.add(partition(columns, add)));
    statistics.ifPresent(columns -> values.add(columns.parse(add.stats())));
    return values;
  }

  private static List<@Nullable Object> partition(PartitionValues columns, AddFile add) {
    @Nullable Object[] values = new Object[columns.columns().size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = columns.value(add, i);
      } catch (CorruptTableException e) {
        // The map still has it, for readers to complain of; Spark writes null here, too.
        values[i] = null;
      }
    }
    return Arrays.asList(values);
  }

  /** A null vector is a null struct: some readers take a struct of nulls for a vector. */
  static @Nullable List<@Nullable Object> deletionVector(
      @Nullable DeletionVectorDescriptor vector) {
    return vector == null
        ? null
        : Arrays.asList(
            vector.storageType(),
            vector.pathOrInlineDv(),
            vector.offset(),
            vector.sizeInBytes(),
            vector.cardinality(),
            null);
  }
}
