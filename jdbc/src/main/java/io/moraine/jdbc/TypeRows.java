package io.moraine.jdbc;

import io.moraine.Rows;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.sql.DatabaseMetaData;
import java.util.Comparator;
import java.util.List;

/** The types that columns may have, as {@code getTypeInfo} tells of them. */
final class TypeRows {
  private static final int RADIX = 10;

  private record Known(
      String name, DataType type, String prefix, String suffix, String parameters) {
    static Known of(Primitive type) {
      return new Known(type.sql(), type, null, null, null);
    }

    static Known quoted(Primitive type, String prefix) {
      return new Known(type.sql(), type, prefix, "'", null);
    }
  }

  private static final List<Known> ALL =
      List.of(
          Known.of(Primitive.BOOLEAN),
          Known.of(Primitive.BYTE),
          Known.of(Primitive.SHORT),
          Known.of(Primitive.INTEGER),
          Known.of(Primitive.LONG),
          Known.of(Primitive.FLOAT),
          Known.of(Primitive.DOUBLE),
          new Known(
              "DECIMAL", new Decimal(Decimal.MAX_PRECISION, 0), null, null, "precision,scale"),
          Known.quoted(Primitive.STRING, "'"),
          Known.quoted(Primitive.BINARY, "X'"),
          Known.quoted(Primitive.DATE, "DATE '"),
          Known.quoted(Primitive.TIMESTAMP, "TIMESTAMP '"),
          Known.quoted(Primitive.TIMESTAMP_NTZ, "TIMESTAMP_NTZ '"),
          Known.of(Primitive.VARIANT),
          new Known(
              "ARRAY", new DataType.Array(Primitive.STRING, true), "array(", ")", "element type"),
          new Known(
              "MAP",
              new DataType.MapOf(Primitive.STRING, Primitive.STRING, true),
              "map(",
              ")",
              "key type,value type"),
          new Known("STRUCT", StructType.EMPTY, "named_struct(", ")", "fields"));

  private TypeRows() {}

  /** In the order of JDBC's codes, as its contract says. */
  static Rows all() {
    Rows rows = MetadataRows.of(MetadataRows.TYPE_INFO);
    ALL.stream()
        .sorted(Comparator.comparingInt(known -> SqlTypes.code(known.type())))
        .forEach(known -> add(rows, known));
    return rows;
  }

  private static void add(Rows rows, Known known) {
    DataType type = known.type();
    boolean decimal = type instanceof Decimal;
    rows.add(
        known.name(),
        SqlTypes.code(type),
        SqlTypes.precision(type),
        known.prefix(),
        known.suffix(),
        known.parameters(),
        DatabaseMetaData.typeNullable,
        type == Primitive.STRING,
        DatabaseMetaData.typeSearchable,
        false,
        false,
        false,
        known.name(),
        decimal ? 0 : SqlTypes.scale(type),
        decimal ? Decimal.MAX_PRECISION : SqlTypes.scale(type),
        null,
        null,
        type.isNumeric() ? RADIX : null);
  }
}
