package io.moraine.connector.spark.filter;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.SchemaJson;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of those that {@link SparkPredicates} makes, in a form that can be sent to another
 * process.
 *
 * @param kind which
 * @param name of a function
 * @param type of a literal or of a result, as the JSON of a schema
 * @param number an ordinal; of calls 1 if the result may be null
 * @param value of a literal
 * @param children in order
 */
public record SentExpression(
    Kind kind,
    String name,
    String type,
    int number,
    @Nullable Serializable value,
    List<SentExpression> children)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The kinds of expressions. */
  enum Kind {
    /** A constant. */
    LITERAL,
    /** A column of the schema. */
    COLUMN,
    /** A field of a struct. */
    FIELD,
    /** A function or operator. */
    CALL
  }

  /** The form of {@code expression}. */
  public static SentExpression of(Expression expression) {
    List<SentExpression> children = new ArrayList<>();
    expression.children().forEach(child -> children.add(of(child)));
    if (expression instanceof Literal literal) {
      return new SentExpression(
          Kind.LITERAL, "", text(literal), 0, (Serializable) literal.value(), children);
    } else if (expression instanceof ColumnReference column) {
      return new SentExpression(Kind.COLUMN, column.name(), "", column.id(), null, children);
    } else if (expression instanceof FieldAccess field) {
      return new SentExpression(Kind.FIELD, "", "", field.ordinal(), null, children);
    } else if (expression instanceof Call call) {
      return new SentExpression(
          Kind.CALL, call.function(), text(call), call.nullable() ? 1 : 0, null, children);
    }
    throw new UnsupportedFeatureException("An expression that cannot be sent: " + expression);
  }

  /** The expression over {@code schema}, the same as where it came from. */
  public Expression expression(StructType schema) {
    List<Expression> parts = children.stream().map(child -> child.expression(schema)).toList();
    return switch (kind) {
      case LITERAL -> new Literal(type(type), value);
      case COLUMN -> {
        StructField field = schema.field(number);
        yield new ColumnReference(number, field.name(), field.type(), field.nullable());
      }
      case FIELD -> new FieldAccess(parts.get(0), number);
      case CALL -> new Call(name, parts, type(type), number == 1);
    };
  }

  private static String text(Expression expression) {
    return SchemaJson.write(StructType.of(StructField.of("value", expression.type())));
  }

  private static DataType type(String text) {
    return SchemaJson.parse(text, "a sent expression").field(0).type();
  }
}
