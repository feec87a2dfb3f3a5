package io.moraine.log.state;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.packed.PackedLongs;
import io.moraine.log.path.DataPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes blocks of a checkpoint's rows, one after the other. To be used by one thread. */
public final class ColumnBlockBuilder {
  private static final DataType STRINGS =
      new DataType.MapOf(Primitive.STRING, Primitive.STRING, true);

  /** What more partitions would take in each block is more than what the blocks share. */
  private static final int SHARED_PARTITIONS = 4_096;

  /** What is read of {@code add}; columns that have no value at all may be left out. */
  public static final StructType ADD =
      StructType.of(
          StructField.of("path", Primitive.STRING),
          StructField.of("partitionValues", STRINGS),
          StructField.of("size", Primitive.LONG),
          StructField.of("modificationTime", Primitive.LONG),
          StructField.of("dataChange", Primitive.BOOLEAN),
          StructField.of("tags", STRINGS),
          StructField.of(
              "deletionVector",
              StructType.of(
                  StructField.of("storageType", Primitive.STRING),
                  StructField.of("pathOrInlineDv", Primitive.STRING),
                  StructField.of("offset", Primitive.INTEGER),
                  StructField.of("sizeInBytes", Primitive.INTEGER),
                  StructField.of("cardinality", Primitive.LONG))),
          StructField.of("baseRowId", Primitive.LONG),
          StructField.of("defaultRowCommitVersion", Primitive.LONG),
          StructField.of("clusteringProvider", Primitive.STRING));

  private final CheckpointPart part;
  private final DataPaths dataPaths;
  private final int capacity;
  private final PathPacker packer = new PathPacker();
  private PartitionDictionary partitionValues = new PartitionDictionary();

  // Used again by each block.
  private final int[] rows;
  private final int[] hashes;
  private final long[] sizes;
  private final long[] modificationTimes;
  private final int[] partitions;

  private long fromRow;
  private List<PackedPaths> paths = new ArrayList<>();
  private OptionalLongs baseRowIds = new OptionalLongs();
  private OptionalLongs rowCommitVersions = new OptionalLongs();
  private boolean @Nullable [] dataChange;
  private @Nullable Map<String, @Nullable String> @Nullable [] tags;
  private @Nullable DeletionVectorDescriptor @Nullable [] deletionVectors;
  private @Nullable String @Nullable [] clusteringProviders;
  private int size;
  private int rowsSeen;

  /** Blocks of up to {@code capacity} rows of {@code part}. */
  public ColumnBlockBuilder(CheckpointPart part, DataPaths dataPaths, int capacity) {
    this.part = part;
    this.dataPaths = dataPaths;
    this.capacity = capacity;
    this.rows = new int[capacity];
    this.hashes = new int[capacity];
    this.sizes = new long[capacity];
    this.modificationTimes = new long[capacity];
    this.partitions = new int[capacity];
  }

  /** Begins a block of the rows from {@code fromRow} on. */
  public void begin(long fromRow) {
    this.fromRow = fromRow;
    paths = new ArrayList<>();
    baseRowIds = new OptionalLongs();
    rowCommitVersions = new OptionalLongs();
    dataChange = null;
    tags = null;
    deletionVectors = null;
    clusteringProviders = null;
    size = 0;
    rowsSeen = 0;
    if (partitionValues.values().size() > SHARED_PARTITIONS) {
      partitionValues = new PartitionDictionary();
    }
  }

  /**
   * Appends the next {@code count} rows; those in which {@code add} is null are no files.
   *
   * @param add a struct of fields of {@link #ADD}
   */
  public void append(StructVector add, int count) {
    int first = size;
    for (int row = 0; row < count; row++) {
      if (!add.isNull(row)) {
        rows[size++] = rowsSeen + row;
      }
    }
    StructType type = (StructType) add.type();
    for (StructField field : ADD.fields()) {
      ColumnVector vector =
          type.ordinalOf(field.name()).isPresent() ? add.field(type.ordinal(field.name())) : null;
      if (vector != null) {
        append(field.name(), vector, first);
      } else if (size > first && (field.name().equals("path") || field.name().equals("size"))) {
        throw lacks(field.name());
      } else if (size > first && field.name().equals("partitionValues")) {
        appendPartitions((MapVector) Vectors.nulls(STRINGS, count), first);
      } else if (field.name().equals("modificationTime")) {
        Arrays.fill(modificationTimes, first, size, 0);
      }
    }
    rowsSeen += count;
  }

  private void append(String field, ColumnVector vector, int first) {
    switch (field) {
      case "path" -> appendPaths((BytesVector) vector.flat(), first);
      case "partitionValues" -> appendPartitions((MapVector) vector.flat(), first);
      case "size" -> appendSizes((LongVector) vector.flat(), first);
      case "modificationTime" -> appendTimes((LongVector) vector.flat(), first);
      case "dataChange" -> appendDataChange((BooleanVector) vector.flat(), first);
      case "baseRowId" -> appendOptional((LongVector) vector.flat(), first, baseRowIds);
      case "defaultRowCommitVersion" ->
          appendOptional((LongVector) vector.flat(), first, rowCommitVersions);
      default -> {
        for (int file = first; file < size; file++) {
          Object value = vector.value(rows[file] - rowsSeen);
          if (value != null) {
            set(field, file, value);
          }
        }
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void set(String field, int file, Object value) {
    switch (field) {
      case "tags" -> {
        tags = tags == null ? (Map<String, @Nullable String>[]) new Map[capacity] : tags;
        tags[file] = (Map<String, @Nullable String>) value;
      }
      case "deletionVector" -> {
        DeletionVectorDescriptor vector = deletionVector((List<?>) value);
        if (vector != null) {
          deletionVectors =
              deletionVectors == null ? new DeletionVectorDescriptor[capacity] : deletionVectors;
          deletionVectors[file] = vector;
        }
      }
      default -> {
        clusteringProviders =
            clusteringProviders == null ? new String[capacity] : clusteringProviders;
        clusteringProviders[file] = (String) value;
      }
    }
  }

  private @Nullable DeletionVectorDescriptor deletionVector(List<?> values) {
    if (values.get(0) == null || ((String) values.get(0)).isEmpty()) {
      // Some writers make a struct of nothing where there is no vector.
      return null;
    }
    return new DeletionVectorDescriptor(
        (String) values.get(0),
        require((String) values.get(1), "deletionVector.pathOrInlineDv"),
        (Integer) values.get(2),
        require((Integer) values.get(3), "deletionVector.sizeInBytes"),
        require((Long) values.get(4), "deletionVector.cardinality"));
  }

  private <T> T require(@Nullable T value, String field) {
    if (value == null) {
      throw lacks(field);
    }
    return value;
  }

  private CorruptFileException lacks(String field) {
    return part.corrupt("an action 'add' of the checkpoint lacks '%s'".formatted(field));
  }

  private void appendPaths(BytesVector vector, int first) {
    byte[] data = vector.data();
    for (int file = first; file < size; file++) {
      int row = rows[file] - rowsSeen;
      if (vector.isNull(row)) {
        throw lacks("path");
      }
      int length = vector.length()[row];
      int start = vector.start()[row];
      hashes[file] =
          packer.append(data, start, start + length)
              ? PathHash.of(data, start, length)
              : FileKeys.hash(
                  dataPaths
                      .resolve(new String(data, start, length, StandardCharsets.UTF_8))
                      .identity());
      if ((file + 1) % ColumnBlock.PATHS_OF_A_PART == 0) {
        paths.add(packer.pack());
      }
    }
  }

  private void appendPartitions(MapVector vector, int first) {
    for (int file = first; file < size; file++) {
      partitions[file] = partitionValues.number(vector, rows[file] - rowsSeen);
    }
  }

  private void appendSizes(LongVector vector, int first) {
    for (int file = first; file < size; file++) {
      int row = rows[file] - rowsSeen;
      if (vector.isNull(row)) {
        throw lacks("size");
      }
      sizes[file] = vector.values()[row];
    }
  }

  private void appendTimes(LongVector vector, int first) {
    for (int file = first; file < size; file++) {
      int row = rows[file] - rowsSeen;
      modificationTimes[file] = vector.isNull(row) ? 0 : vector.values()[row];
    }
  }

  /** Checkpoints say false of all files, as their rows change none; then nothing is kept. */
  private void appendDataChange(BooleanVector vector, int first) {
    for (int file = first; file < size; file++) {
      int row = rows[file] - rowsSeen;
      if (vector.values()[row] != 0 && !vector.isNull(row)) {
        dataChange = dataChange == null ? new boolean[capacity] : dataChange;
        dataChange[file] = true;
      }
    }
  }

  private void appendOptional(LongVector vector, int first, OptionalLongs target) {
    for (int file = first; file < size; file++) {
      int row = rows[file] - rowsSeen;
      if (!vector.isNull(row)) {
        target.set(file, vector.values()[row], capacity);
      }
    }
  }

  /** The block of all files that were appended since it was begun. */
  public ColumnBlock build() {
    baseRowIds.trim(size);
    rowCommitVersions.trim(size);
    if (size % ColumnBlock.PATHS_OF_A_PART != 0) {
      paths.add(packer.pack());
    }
    boolean everyRow = size == rowsSeen;
    return new ColumnBlock(
        part,
        fromRow,
        everyRow ? null : Arrays.copyOf(rows, size),
        new ColumnBlock.Columns(
            size,
            List.copyOf(paths),
            Arrays.copyOf(hashes, size),
            PackedLongs.of(sizes, size),
            PackedLongs.of(modificationTimes, size),
            PackedLongs.of(partitions, size),
            List.copyOf(partitionValues.values()),
            dataChange,
            tags,
            deletionVectors,
            baseRowIds,
            rowCommitVersions,
            clusteringProviders));
  }
}
