package io.moraine.core.parquet.read;

import io.moraine.core.parquet.schema.Annotation;
import io.moraine.core.parquet.schema.DeltaTypes;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.Repetition;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a file by parquet-java's record reader, as the values that vectors give; variants as
 * texts.
 */
final class ParquetJava {
  private ParquetJava() {}

  static List<List<Object>> rows(Path file, List<FileColumn> columns) {
    Configuration configuration = new Configuration(false);
    // The other file system insists on the checksums of .crc files, which copies may not have.
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.set("fs.file.impl.disable.cache", "true");
    configuration.set("parquet.page.verify-checksum.enabled", "true");
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(configuration)
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          row.add(Rows.comparable(value(group, i, columns.get(i))));
        }
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Object value(Group group, int field, FileColumn column) {
    Type type = group.getType().getType(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      FileColumn element = ((FileColumn.Sequence) column).element();
      return repeated(group, field, element);
    }
    return group.getFieldRepetitionCount(field) == 0 ? null : single(group, field, 0, column);
  }

  private static List<Object> repeated(Group group, int field, FileColumn element) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
      values.add(single(group, field, i, element));
    }
    return values;
  }

  private static Object single(Group group, int field, int index, FileColumn column) {
    if (column instanceof FileColumn.Value value) {
      return primitive(group, field, index, value.leaf());
    }
    Group inner = group.getGroup(field, index);
    if (column instanceof FileColumn.Struct struct && struct.variant()) {
      return VariantOracle.text(inner);
    } else if (column instanceof FileColumn.Struct struct) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < struct.fields().size(); i++) {
        values.add(value(inner, i, struct.fields().get(i)));
      }
      return values;
    } else if (column instanceof FileColumn.Sequence list) {
      if (isRepeatedItself(inner.getType(), list)) {
        return repeated(inner, 0, list.element());
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < inner.getFieldRepetitionCount(0); i++) {
        values.add(value(inner.getGroup(0, i), 0, list.element()));
      }
      return values;
    }
    FileColumn.Pairs map = (FileColumn.Pairs) column;
    Map<Object, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < inner.getFieldRepetitionCount(0); i++) {
      Group entry = inner.getGroup(0, i);
      values.put(value(entry, 0, map.key()), value(entry, 1, map.value()));
    }
    return values;
  }

  private static boolean isRepeatedItself(GroupType listType, FileColumn.Sequence list) {
    Type repeated = listType.getType(0);
    return list.element() instanceof FileColumn.Value value
        ? value.leaf().repetition() == Repetition.REPEATED
        : list.element().name().equals(repeated.getName())
            && list.element().definedLevel() == list.elementLevel();
  }

  private static Object primitive(Group group, int field, int index, SchemaNode.Leaf leaf) {
    DataType type = DeltaTypes.of(leaf).orElseThrow();
    Annotation annotation = leaf.annotation();
    return switch (leaf.physicalType()) {
      case BOOLEAN -> group.getBoolean(field, index);
      case FLOAT -> group.getFloat(field, index);
      case DOUBLE -> group.getDouble(field, index);
      case INT96 -> int96(group.getInt96(field, index).getBytes());
      case INT32 -> {
        int value = group.getInteger(field, index);
        if (annotation instanceof Annotation.DecimalOf decimal) {
          yield BigDecimal.valueOf(value, decimal.scale());
        }
        yield type == DataType.Primitive.LONG ? (Object) Integer.toUnsignedLong(value) : value;
      }
      case INT64 -> {
        long value = group.getLong(field, index);
        if (annotation instanceof Annotation.DecimalOf decimal) {
          yield BigDecimal.valueOf(value, decimal.scale());
        } else if (annotation instanceof Annotation.Timestamp timestamp) {
          yield switch (timestamp.unit()) {
            case MILLIS -> value * 1000;
            case MICROS -> value;
            case NANOS -> Math.floorDiv(value, 1000L);
          };
        }
        yield type instanceof DataType.Decimal
            ? new BigDecimal(new BigInteger(Long.toUnsignedString(value)))
            : (Object) value;
      }
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = group.getBinary(field, index).getBytes();
        if (annotation instanceof Annotation.DecimalOf decimal) {
          yield new BigDecimal(new BigInteger(bytes), decimal.scale());
        } else if (type == DataType.Primitive.STRING) {
          yield new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
        yield bytes;
      }
    };
  }

  private static long int96(byte[] bytes) {
    var buffer = java.nio.ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long days = buffer.getInt() - 2_440_588L;
    return BigInteger.valueOf(days)
        .multiply(BigInteger.valueOf(86_400_000_000_000L))
        .add(BigInteger.valueOf(nanos))
        .subtract(BigInteger.valueOf(Math.floorMod(nanos, 1000L)))
        .divide(BigInteger.valueOf(1000))
        .longValue();
  }
}
