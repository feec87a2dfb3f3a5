package io.moraine.engine.bind;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.SqlType.ArrayOf;
import io.moraine.engine.sql.syntax.SqlType.CollatedString;
import io.moraine.engine.sql.syntax.SqlType.Field;
import io.moraine.engine.sql.syntax.SqlType.IntervalType;
import io.moraine.engine.sql.syntax.SqlType.MapOf;
import io.moraine.engine.sql.syntax.SqlType.Simple;
import io.moraine.engine.sql.syntax.SqlType.StructOf;
import java.util.ArrayList;
import java.util.List;

/** The types that types as written mean. */
public final class SqlTypes {
  private SqlTypes() {}

  static DataType bind(BindContext context, SqlType type) {
    return type.accept(
        new SqlType.Visitor<DataType>() {
          @Override
          public DataType visitSimple(Simple simple) {
            return simple(context, simple);
          }

          @Override
          public DataType visitCollatedString(CollatedString string) {
            throw context.unsupported(string, "A collation");
          }

          @Override
          public DataType visitIntervalType(IntervalType interval) {
            throw context.unsupported(interval, "A column of type INTERVAL");
          }

          @Override
          public DataType visitArrayOf(ArrayOf array) {
            return new DataType.Array(bind(context, array.element()), true);
          }

          @Override
          public DataType visitMapOf(MapOf map) {
            return new DataType.MapOf(bind(context, map.key()), bind(context, map.value()), true);
          }

          @Override
          public DataType visitStructOf(StructOf struct) {
            List<StructField> fields = new ArrayList<>();
            for (Field field : struct.fields()) {
              FieldMetadata metadata =
                  field.comment().map(SqlTypes::comment).orElse(FieldMetadata.EMPTY);
              fields.add(
                  new StructField(
                      field.name().text(),
                      bind(context, field.type()),
                      field.nullable(),
                      metadata));
            }
            return context.at(struct, () -> StructType.of(fields));
          }
        });
  }

  /** A field's metadata with {@code comment} as Delta keeps it. */
  static FieldMetadata comment(String comment) {
    return FieldMetadata.EMPTY.with("comment", new JsonWriter().value(comment).toString());
  }

  private static DataType simple(BindContext context, Simple simple) {
    List<Integer> parameters = simple.parameters();
    return switch (simple.name()) {
      case BOOLEAN -> Primitive.BOOLEAN;
      case TINYINT -> Primitive.BYTE;
      case SMALLINT -> Primitive.SHORT;
      case INT -> Primitive.INTEGER;
      case BIGINT -> Primitive.LONG;
      case FLOAT -> Primitive.FLOAT;
      case DOUBLE -> Primitive.DOUBLE;
      case DATE -> Primitive.DATE;
      case TIMESTAMP, TIMESTAMP_LTZ -> Primitive.TIMESTAMP;
      case TIMESTAMP_NTZ -> Primitive.TIMESTAMP_NTZ;
      case STRING -> Primitive.STRING;
      case BINARY -> Primitive.BINARY;
      case VARIANT -> Primitive.VARIANT;
      case VOID -> Primitive.VOID;
      case TIME, CHAR, VARCHAR -> throw context.unsupported(simple, "The type " + simple.name());
      case DECIMAL -> {
        int precision = parameters.isEmpty() ? 10 : parameters.get(0);
        int scale = parameters.size() < 2 ? 0 : parameters.get(1);
        try {
          yield new DataType.Decimal(precision, scale);
        } catch (IllegalArgumentException e) {
          throw context.error(simple, e.getMessage());
        }
      }
    };
  }
}
