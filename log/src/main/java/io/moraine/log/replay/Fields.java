package io.moraine.log.replay;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.error.CorruptFileException;
import io.moraine.log.action.DeletionVectorDescriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one struct column of a checkpoint, by their place in {@link CheckpointSchema}. */
final class Fields {
  private final String action;
  private final String file;
  private final StructVector struct;

  Fields(String action, String file, ColumnVector column) {
    this.action = action;
    this.file = file;
    this.struct = (StructVector) column.flat();
  }

  boolean isPresent(int row) {
    return !struct.isNull(row);
  }

  @Nullable Object value(int row, int field) {
    return struct.field(field).value(row);
  }

  @Nullable String text(int row, int field) {
    return (String) value(row, field);
  }

  @Nullable Long number(int row, int field) {
    return (Long) value(row, field);
  }

  @Nullable Integer integer(int row, int field) {
    return (Integer) value(row, field);
  }

  @Nullable Boolean flag(int row, int field) {
    return (Boolean) value(row, field);
  }

  boolean flag(int row, int field, boolean otherwise) {
    Boolean flag = flag(row, field);
    return flag == null ? otherwise : flag;
  }

  long number(int row, int field, long otherwise) {
    Long number = number(row, field);
    return number == null ? otherwise : number;
  }

  /** A map of strings, perhaps with null values; null if the map is. */
  @SuppressWarnings("unchecked")
  @Nullable Map<String, @Nullable String> map(int row, int field) {
    return (Map<String, @Nullable String>) value(row, field);
  }

  /** As {@link #map}, but empty if the map is null. */
  Map<String, @Nullable String> mapOrEmpty(int row, int field) {
    Map<String, @Nullable String> map = map(row, field);
    return map == null ? Map.of() : map;
  }

  /** A list of names; empty if the list is null. */
  @SuppressWarnings("unchecked")
  List<String> names(int row, int field) {
    List<String> names = (List<String>) value(row, field);
    return names == null ? List.of() : names;
  }

  Set<String> nameSet(int row, int field) {
    return new LinkedHashSet<>(names(row, field));
  }

  @Nullable DeletionVectorDescriptor deletionVector(int row, int field) {
    List<?> values = (List<?>) value(row, field);
    if (values == null || values.get(0) == null || ((String) values.get(0)).isEmpty()) {
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

  <T> T require(@Nullable T value, String field) {
    if (value == null) {
      throw corrupt("an action '%s' of the checkpoint lacks '%s'".formatted(action, field));
    }
    return value;
  }

  CorruptFileException corrupt(String problem) {
    return new CorruptFileException(file, -1, problem);
  }
}
