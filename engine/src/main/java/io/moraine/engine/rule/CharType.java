package io.moraine.engine.rule;

import io.moraine.core.expr.Case;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.StructField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A string column's declared length.
 *
 * @param length in characters
 * @param padded whether shorter strings are filled up with spaces
 */
public record CharType(int length, boolean padded) {
  private static final Pattern TEXT = Pattern.compile("(var)?char\\((\\d+)\\)");

  /** What the schema says of {@code field} itself, whatever of parts of it. */
  public static Optional<CharType> of(StructField field) {
    return ColumnMarks.text(field, ColumnMarks.CHAR_TYPE)
        .map(text -> TEXT.matcher(text.strip().toLowerCase(Locale.ROOT)))
        .filter(Matcher::matches)
        .map(match -> new CharType(Integer.parseInt(match.group(2)), match.group(1) == null));
  }

  String sql() {
    return (padded ? "CHAR(" : "VARCHAR(") + length + ")";
  }

  /** {@code value} as it is stored: filled up, or without spaces beyond the length. */
  Expression stored(Expression value) {
    Expression fits = fits(value);
    Expression kept = padded ? call("rpad", value, Literal.of(length), Literal.of(" ")) : value;
    Expression cut = call("substring", value, Literal.of(1), Literal.of(length));
    return new Case(
        List.of(new Case.Branch(fits, kept), new Case.Branch(fits(call("rtrim", value)), cut)),
        value);
  }

  /** Whether a string is not too long. */
  Expression fits(Expression value) {
    return Operators.compare(Operators.LE, call("char_length", value), Literal.of(length));
  }

  private static Expression call(String function, Expression... arguments) {
    return Expressions.call(function, arguments);
  }
}
