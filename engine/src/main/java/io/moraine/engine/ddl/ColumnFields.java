package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.rule.ColumnMarks;
import io.moraine.engine.rule.IdentityColumn;
import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.ColumnDefinition.Generation;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.SqlTypeName;
import io.moraine.engine.sql.text.SqlText;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns columns as statements declare them into fields of a schema. */
public record ColumnFields(Binder binder) {

  /** The field that {@code column} declares, under the last part of its name. */
  public StructField field(ColumnDefinition column) {
    StructField field =
        typed(
            new StructField(
                column.name().last().text(),
                Primitive.VOID,
                column.nullable(),
                FieldMetadata.EMPTY),
            column.type());
    if (column.comment().isPresent()) {
      field = field.withMetadata(commented(field.metadata(), column.comment().get()));
    }
    if (column.defaultValue().isPresent()) {
      field = withDefault(field, column.defaultValue().get());
    }
    if (column.generation().isPresent()) {
      field = generated(field, column.generation().get(), column);
    }
    return field;
  }

  /** {@code metadata} with a comment. */
  static FieldMetadata commented(FieldMetadata metadata, String comment) {
    return metadata.with("comment", new JsonWriter().value(comment).toString());
  }

  /** {@code field} with the type {@code type}, and the length that strings may have by it. */
  StructField typed(StructField field, SqlType type) {
    Optional<SqlType.Simple> limited = limited(type);
    if (limited.isEmpty()) {
      return field
          .withType(binder.type(type))
          .withMetadata(field.metadata().without(ColumnMarks.CHAR_TYPE));
    }
    int length = limited.get().parameters().get(0);
    if (length < 1) {
      throw binder.error(type, "A string needs a length of at least 1, got " + length);
    }
    String text = limited.get().name().name().toLowerCase(Locale.ROOT) + "(" + length + ")";
    return field
        .withType(Primitive.STRING)
        .withMetadata(ColumnMarks.with(field.metadata(), ColumnMarks.CHAR_TYPE, text));
  }

  private static Optional<SqlType.Simple> limited(SqlType type) {
    return type instanceof SqlType.Simple simple
            && (simple.name() == SqlTypeName.CHAR || simple.name() == SqlTypeName.VARCHAR)
        ? Optional.of(simple)
        : Optional.empty();
  }

  /** {@code field} with a default. */
  StructField withDefault(StructField field, SqlExpression value) {
    Binder.Names none = Binder.names(List.of(), List.of());
    requireAssignable(binder.value(value, none, "DEFAULT").type(), field, value);
    return field.withMetadata(
        ColumnMarks.with(field.metadata(), ColumnMarks.DEFAULT, SqlText.of(value)));
  }

  private void requireAssignable(DataType from, StructField field, SqlExpression value) {
    boolean nested = from.isNested() || field.type().isNested();
    if (nested && !from.equals(field.type())) {
      throw binder.error(
          value,
          "The default of column '%s' is %s, not %s"
              .formatted(field.name(), from.sql(), field.type().sql()));
    }
  }

  private StructField generated(StructField field, Generation generation, ColumnDefinition node) {
    if (generation instanceof Generation.Computed computed) {
      return field.withMetadata(
          ColumnMarks.with(
              field.metadata(), ColumnMarks.GENERATION, SqlText.of(computed.expression())));
    }
    Generation.Identity identity = (Generation.Identity) generation;
    if (field.type() != Primitive.LONG) {
      throw binder.error(
          node,
          "Identity column '%s' must be BIGINT, found %s"
              .formatted(field.name(), field.type().sql()));
    }
    try {
      IdentityColumn column =
          new IdentityColumn(
              number(identity.start()),
              number(identity.step()),
              Optional.empty(),
              !identity.always());
      return field.withMetadata(column.in(field.metadata()));
    } catch (InvalidInputException e) {
      throw binder.error(node, e.getMessage());
    }
  }

  private static long number(Optional<BigInteger> given) {
    try {
      return given.map(BigInteger::longValueExact).orElse(1L);
    } catch (ArithmeticException e) {
      throw new InvalidInputException(
          "The numbers of identity columns have 64 bits, got " + given.get(), e);
    }
  }
}
