package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Call.NullTreatment;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads calls after the function's name. */
final class CallParser {
  private static final Set<String> UNIT_FUNCTIONS =
      Set.of(
          "DATEADD",
          "DATE_ADD",
          "TIMESTAMPADD",
          "DATEDIFF",
          "DATE_DIFF",
          "TIMEDIFF",
          "TIMESTAMPDIFF");

  private final Grammar grammar;
  private final Cursor cursor;

  CallParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Reads a call from its opening parenthesis on. */
  SqlExpression call(QualifiedName name, int from) {
    cursor.expect("(");
    String upper = name.parts().size() == 1 ? name.last().text().toUpperCase(Locale.ROOT) : "";
    Optional<SqlExpression> special =
        switch (upper) {
          case "EXTRACT" -> extract(from);
          case "TRIM" -> trimWithSide(from);
          default ->
              UNIT_FUNCTIONS.contains(upper) ? unitCall(name, upper, from) : Optional.empty();
        };
    if (special.isPresent()) {
      return special.get();
    }
    boolean distinct = cursor.accept("DISTINCT");
    if (!distinct && cursor.at("ALL") && !endsArgument(cursor.peek(1))) {
      cursor.advance();
    }
    List<SqlExpression> arguments = new ArrayList<>();
    if (!cursor.at(")")) {
      SqlExpression first = firstArgument(upper);
      arguments.add(first);
      if (upper.equals("TRIM") && cursor.accept("FROM")) {
        SqlExpression source = grammar.expressions.expression();
        cursor.expect(")");
        return new Call.Trim(Call.TrimSide.BOTH, Optional.of(first), source, cursor.since(from));
      }
      keywordArguments(upper, arguments);
      while (cursor.accept(",")) {
        arguments.add(argument());
      }
    }
    NullTreatment inside = nullTreatment();
    if (!cursor.accept(")")) {
      throw cursor.unexpected("',' or ')'");
    }
    return suffixes(name, distinct, arguments, inside, from);
  }

  private static boolean endsArgument(Token token) {
    return token.is(",") || token.is(")") || token.is(".");
  }

  private SqlExpression suffixes(
      QualifiedName name,
      boolean distinct,
      List<SqlExpression> arguments,
      NullTreatment inside,
      int from) {
    List<SortKey> withinGroup = List.of();
    if (cursor.accept("WITHIN", "GROUP", "(")) {
      cursor.expect("ORDER", "BY");
      withinGroup = cursor.list(grammar.expressions::sortKey);
      cursor.expect(")");
    }
    Optional<SqlExpression> filter = Optional.empty();
    if (cursor.accept("FILTER", "(")) {
      cursor.expect("WHERE");
      filter = Optional.of(grammar.expressions.expression());
      cursor.expect(")");
    }
    NullTreatment outside = nullTreatment();
    Optional<Window> over =
        cursor.accept("OVER") ? Optional.of(grammar.windows.window()) : Optional.empty();
    return new Call.FunctionCall(
        name,
        distinct,
        arguments,
        withinGroup,
        filter,
        outside == NullTreatment.UNSPECIFIED ? inside : outside,
        over,
        cursor.since(from));
  }

  private NullTreatment nullTreatment() {
    if (cursor.accept("IGNORE", "NULLS")) {
      return NullTreatment.IGNORE;
    }
    return cursor.accept("RESPECT", "NULLS") ? NullTreatment.RESPECT : NullTreatment.UNSPECIFIED;
  }

  private SqlExpression firstArgument(String function) {
    // The IN of POSITION(a IN b) is not the predicate.
    return function.equals("POSITION")
        ? grammar.expressions.atLeast(Precedence.COMPARISON)
        : argument();
  }

  /** Reads one argument, for table functions too. */
  SqlExpression argument() {
    int from = cursor.start();
    if (cursor.atIdentifier() && cursor.peek(1).is("=>")) {
      Identifier name = cursor.identifier("a name");
      cursor.expect("=>");
      SqlExpression value = grammar.expressions.expression();
      return new Operation.NamedArgument(name, value, cursor.since(from));
    }
    SqlExpression value = grammar.expressions.expression();
    if (cursor.accept("AS")) {
      List<Identifier> names = List.of(cursor.identifier("an alias"));
      return new Operation.Aliased(value, names, cursor.since(from));
    }
    return value;
  }

  /** Reads the keywords that some functions have in place of commas. */
  private void keywordArguments(String function, List<SqlExpression> arguments) {
    List<String> keywords =
        switch (function) {
          case "SUBSTRING", "SUBSTR" -> List.of("FROM", "FOR");
          case "OVERLAY" -> List.of("PLACING", "FROM", "FOR");
          case "POSITION" -> List.of("IN");
          default -> List.of();
        };
    for (String keyword : keywords) {
      if (cursor.accept(keyword)) {
        arguments.add(grammar.expressions.expression());
      }
    }
  }

  private Optional<SqlExpression> extract(int from) {
    if (!cursor.atIdentifier() || !cursor.peek(1).is("FROM")) {
      return Optional.empty();
    }
    Identifier field = cursor.identifier("a field of a date");
    cursor.expect("FROM");
    SqlExpression source = grammar.expressions.expression();
    cursor.expect(")");
    return Optional.of(new Call.Extract(field, source, cursor.since(from)));
  }

  private Optional<SqlExpression> trimWithSide(int from) {
    if (endsArgument(cursor.peek(1))) {
      return Optional.empty();
    }
    for (Call.TrimSide side : Call.TrimSide.values()) {
      if (cursor.accept(side.name())) {
        Optional<SqlExpression> characters =
            cursor.at("FROM") ? Optional.empty() : Optional.of(grammar.expressions.expression());
        cursor.expect("FROM");
        SqlExpression source = grammar.expressions.expression();
        cursor.expect(")");
        return Optional.of(new Call.Trim(side, characters, source, cursor.since(from)));
      }
    }
    return Optional.empty();
  }

  /** Reads {@code unit, a, b)}, or {@code day, b)} where the first argument is a column. */
  private Optional<SqlExpression> unitCall(QualifiedName name, String upper, int from) {
    Token unit = cursor.peek();
    if (!unit.isWord() || !cursor.peek(1).is(",") || Units.of(unit.upper()).isEmpty()) {
      return Optional.empty();
    }
    int columnFrom = cursor.start();
    Identifier column = cursor.identifier("a unit");
    SqlExpression first =
        new Reference.ColumnReference(
            new QualifiedName(List.of(column), column.range()), cursor.since(columnFrom));
    cursor.expect(",");
    List<SqlExpression> arguments = cursor.list(this::argument);
    cursor.expect(")");
    if (arguments.size() == 2) {
      return Optional.of(
          new Call.UnitCall(
              upper, Units.of(unit.upper()).orElseThrow(), arguments, cursor.since(from)));
    }
    List<SqlExpression> all = new ArrayList<>(List.of(first));
    all.addAll(arguments);
    return Optional.of(suffixes(name, false, all, NullTreatment.UNSPECIFIED, from));
  }
}
