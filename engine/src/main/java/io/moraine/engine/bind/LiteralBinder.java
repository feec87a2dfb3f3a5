package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Literal.BinaryLiteral;
import io.moraine.engine.sql.syntax.Literal.BooleanLiteral;
import io.moraine.engine.sql.syntax.Literal.DateTimeLiteral;
import io.moraine.engine.sql.syntax.Literal.IntervalLiteral;
import io.moraine.engine.sql.syntax.Literal.NullLiteral;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.Literal.StringLiteral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;

/** Gives written-out values their types. */
record LiteralBinder(BindContext context) implements Literal.Visitor<Expression> {

  @Override
  public Expression visitNullLiteral(NullLiteral literal) {
    return io.moraine.core.expr.Literal.ofNull(Primitive.VOID);
  }

  @Override
  public Expression visitBooleanLiteral(BooleanLiteral literal) {
    return io.moraine.core.expr.Literal.of(literal.value());
  }

  @Override
  public Expression visitNumberLiteral(NumberLiteral literal) {
    try {
      return switch (literal.kind()) {
        case INTEGER -> whole(new BigInteger(literal.digits()));
        case TINYINT ->
            value(Primitive.BYTE, (int) new BigInteger(literal.digits()).byteValueExact());
        case SMALLINT ->
            value(Primitive.SHORT, (int) new BigInteger(literal.digits()).shortValueExact());
        case BIGINT -> value(Primitive.LONG, new BigInteger(literal.digits()).longValueExact());
        case FLOAT -> value(Primitive.FLOAT, Float.parseFloat(literal.digits()));
        case DOUBLE -> value(Primitive.DOUBLE, Double.parseDouble(literal.digits()));
        case DECIMAL -> decimal(new BigDecimal(literal.digits()));
      };
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw context.error(
          literal, "%s does not fit the type %s".formatted(literal.digits(), literal.kind()));
    }
  }

  private static Expression value(DataType type, Object value) {
    return new io.moraine.core.expr.Literal(type, value);
  }

  private static Expression whole(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return value(Primitive.INTEGER, number.intValueExact());
    }
    return number.bitLength() < Long.SIZE
        ? value(Primitive.LONG, number.longValueExact())
        : decimal(new BigDecimal(number));
  }

  private static Expression decimal(BigDecimal number) {
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(plain.precision(), plain.scale());
    return value(new DataType.Decimal(precision, plain.scale()), plain);
  }

  @Override
  public Expression visitStringLiteral(StringLiteral literal) {
    return io.moraine.core.expr.Literal.of(literal.value());
  }

  @Override
  public Expression visitBinaryLiteral(BinaryLiteral literal) {
    return value(Primitive.BINARY, HexFormat.of().parseHex(literal.hexDigits()));
  }

  @Override
  public Expression visitDateTimeLiteral(DateTimeLiteral literal) {
    DataType type =
        switch (literal.kind()) {
          case DATE -> Primitive.DATE;
          case TIMESTAMP, TIMESTAMP_LTZ -> Primitive.TIMESTAMP;
          case TIMESTAMP_NTZ -> Primitive.TIMESTAMP_NTZ;
        };
    return Expressions.cast(io.moraine.core.expr.Literal.of(literal.text()), type);
  }

  @Override
  public Expression visitIntervalLiteral(IntervalLiteral literal) {
    throw context.unsupported(literal, "An INTERVAL on its own");
  }
}
