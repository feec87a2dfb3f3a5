package io.moraine.core.parquet.write;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;

/** Reads files with parquet-java, row by row, into the objects that {@link DataType} names. */
final class ParquetJava {
  private ParquetJava() {}

  static ParquetFileReader open(Path file) {
    try {
      return ParquetFileReader.open(
          new LocalInputFile(file),
          ParquetReadOptions.builder().usePageChecksumVerification(true).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<List<Object>> rows(Path file, StructType schema) {
    return rows(file, schema, FilterCompat.NOOP);
  }

  static List<List<Object>> rows(Path file, StructType schema, FilterCompat.Filter filter) {
    Configuration conf = new Configuration();
    conf.setBoolean("parquet.page.verify-checksum.enabled", true);
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(conf)
            .withFilter(filter)
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(struct(group, schema));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  static List<Object> struct(Group group, StructType schema) {
    List<Object> values = new ArrayList<>();
    for (StructField field : schema.fields()) {
      values.add(
          field.type() == DataType.Primitive.VOID
              ? null
              : field(group, field.name(), 0, field.type()));
    }
    return values;
  }

  private static Object field(Group group, String name, int index, DataType type) {
    return group.getFieldRepetitionCount(name) == 0 ? null : value(group, name, index, type);
  }

  private static Object value(Group group, String name, int index, DataType type) {
    if (type instanceof StructType struct) {
      return struct(group.getGroup(name, index), struct);
    } else if (type == DataType.Primitive.VARIANT) {
      Group variant = group.getGroup(name, index);
      return List.of(
          variant.getBinary("metadata", 0).getBytes(), variant.getBinary("value", 0).getBytes());
    } else if (type instanceof DataType.Array array) {
      Group list = group.getGroup(name, index);
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
        elements.add(field(list.getGroup("list", i), "element", 0, array.element()));
      }
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      Group entries = group.getGroup(name, index);
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < entries.getFieldRepetitionCount("key_value"); i++) {
        Group entry = entries.getGroup("key_value", i);
        values.put(field(entry, "key", 0, map.key()), field(entry, "value", 0, map.value()));
      }
      return values;
    } else if (type instanceof DataType.Decimal decimal) {
      return new BigDecimal(unscaled(group, name, index, decimal), decimal.scale());
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN -> group.getBoolean(name, index);
      case BYTE, SHORT, INTEGER, DATE -> group.getInteger(name, index);
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> group.getLong(name, index);
      case FLOAT -> group.getFloat(name, index);
      case DOUBLE -> group.getDouble(name, index);
      case STRING -> group.getBinary(name, index).toStringUsingUTF8();
      case BINARY -> group.getBinary(name, index).getBytes();
      case VARIANT, VOID -> throw new AssertionError(type);
    };
  }

  private static BigInteger unscaled(
      Group group, String name, int index, DataType.Decimal decimal) {
    if (decimal.precision() <= 9) {
      return BigInteger.valueOf(group.getInteger(name, index));
    } else if (decimal.precision() <= 18) {
      return BigInteger.valueOf(group.getLong(name, index));
    }
    return new BigInteger(group.getBinary(name, index).getBytes());
  }
}
