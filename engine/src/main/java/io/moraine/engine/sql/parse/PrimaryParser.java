package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Keywords;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what operators stand between: literals, names, calls and whatever is in brackets. */
final class PrimaryParser {
  private final Grammar grammar;
  private final Cursor cursor;

  PrimaryParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  SqlExpression primary() {
    int from = cursor.start();
    Token token = cursor.peek();
    return switch (token.kind()) {
      case STRING -> grammar.literals.string();
      case NUMBER -> grammar.literals.number();
      case QUOTED_WORD -> named(from);
      case WORD -> word(token, from);
      case SYMBOL, END ->
          switch (token.upper()) {
            case "(" -> parenthesis(from);
            case "?" -> positional(from);
            case ":" -> namedParameter(from);
            case "*" -> star(Optional.empty(), from);
            default -> throw cursor.unexpected("an expression");
          };
    };
  }

  private SqlExpression word(Token token, int from) {
    if (token.is("CASE")) {
      return caseExpression(from);
    }
    if (!Keywords.canBeginExpression(token.upper()) && !isShownToBeName(token, cursor.peek(1))) {
      throw cursor.unexpected("an expression");
    }
    if (cursor.peek(1).is(".")) {
      return named(from);
    }
    Optional<SqlExpression> literal = grammar.literals.worded();
    if (literal.isPresent()) {
      return literal.get();
    }
    if (cursor.peek(1).is("(")) {
      if (token.is("CAST") || token.is("TRY_CAST")) {
        return cast(from);
      }
      if (token.is("EXISTS") && grammar.queries.isQueryInParentheses(1)) {
        cursor.advance();
        return new Predicate.Exists(queryInParentheses(), cursor.since(from));
      }
    }
    return named(from);
  }

  /** Whether a word before this token must be a name, though it could begin a clause. */
  private static boolean isShownToBeName(Token token, Token next) {
    return switch (next.upper()) {
      case "(" -> token.is("LIKE") || token.is("ILIKE") || token.is("RLIKE");
      case "FROM" -> !token.is("FROM");
      case ".",
          ",",
          ")",
          "=",
          "==",
          "<=>",
          "<>",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "/",
          "%",
          "||",
          "::",
          "->" ->
          true;
      default -> false;
    };
  }

  /** Reads what begins with a name: a column, a star, a call or a lambda. */
  private SqlExpression named(int from) {
    if (cursor.peek(1).is("->")) {
      return lambda(List.of(cursor.identifier("a parameter")), from);
    }
    List<Identifier> parts = new ArrayList<>();
    parts.add(cursor.identifier("a name"));
    while (cursor.accept(".")) {
      if (cursor.at("*")) {
        return star(Optional.of(new QualifiedName(parts, cursor.since(from))), from);
      }
      parts.add(cursor.identifier("a name or '*' after '.'"));
    }
    QualifiedName name = new QualifiedName(parts, cursor.since(from));
    return cursor.at("(")
        ? grammar.calls.call(name, from)
        : new Reference.ColumnReference(name, name.range());
  }

  private SqlExpression star(Optional<QualifiedName> qualifier, int from) {
    cursor.expect("*");
    List<QualifiedName> except = List.of();
    if (cursor.at("EXCEPT", "(") && !grammar.queries.isQueryInParentheses(1)) {
      cursor.advance();
      except = cursor.parenthesised(() -> cursor.qualifiedName("a column"));
    }
    return new Reference.Star(qualifier, except, cursor.since(from));
  }

  private SqlExpression lambda(List<Identifier> parameters, int from) {
    cursor.expect("->");
    SqlExpression body = grammar.expressions.expression();
    return new Operation.Lambda(parameters, body, cursor.since(from));
  }

  private SqlExpression positional(int from) {
    cursor.expect("?");
    return new Reference.PositionalParameter(cursor.nextParameter(), cursor.since(from));
  }

  private SqlExpression namedParameter(int from) {
    cursor.expect(":");
    String name = cursor.identifier("the name of a parameter after ':'").text();
    return new Reference.NamedParameter(name, cursor.since(from));
  }

  private SqlExpression parenthesis(int from) {
    if (cursor.peek(cursor.closingOf(0) + 1).is("->")) {
      return lambda(cursor.parenthesised(() -> cursor.identifier("a parameter")), from);
    }
    if (grammar.queries.isQueryInParentheses(0)) {
      return new Operation.ScalarSubquery(queryInParentheses(), cursor.since(from));
    }
    List<SqlExpression> values = cursor.parenthesised(grammar.expressions::aliased);
    if (values.size() > 1) {
      return new Operation.Row(values, cursor.since(from));
    }
    if (values.get(0) instanceof Operation.Aliased aliased) {
      throw cursor.error(
          aliased.names().get(0).range().from(), "expected ')', found an alias in parentheses");
    }
    return values.get(0);
  }

  private Query queryInParentheses() {
    cursor.expect("(");
    Query query = grammar.queries.query();
    cursor.expect(")");
    return query;
  }

  private SqlExpression cast(int from) {
    Operation.CastKind kind = Operation.CastKind.valueOf(cursor.advance().upper());
    cursor.expect("(");
    SqlExpression operand = grammar.expressions.expression();
    cursor.expect("AS");
    SqlType type = grammar.types.type();
    cursor.expect(")");
    return new Operation.Cast(kind, operand, type, cursor.since(from));
  }

  private SqlExpression caseExpression(int from) {
    cursor.expect("CASE");
    Optional<SqlExpression> operand =
        cursor.at("WHEN") ? Optional.empty() : Optional.of(grammar.expressions.expression());
    List<Operation.Branch> branches = new ArrayList<>();
    cursor.expect("WHEN");
    do {
      SqlExpression condition = grammar.expressions.expression();
      cursor.expect("THEN");
      branches.add(new Operation.Branch(condition, grammar.expressions.expression()));
    } while (cursor.accept("WHEN"));
    Optional<SqlExpression> otherwise =
        cursor.accept("ELSE") ? Optional.of(grammar.expressions.expression()) : Optional.empty();
    if (!cursor.accept("END")) {
      throw cursor.unexpected(otherwise.isPresent() ? "'END'" : "'WHEN', 'ELSE' or 'END'");
    }
    return new Operation.Case(operand, branches, otherwise, cursor.since(from));
  }

  /** Reads the subscripts, fields, casts and paths that follow {@code base}. */
  SqlExpression postfix(SqlExpression base, int from) {
    SqlExpression result = base;
    while (true) {
      if (cursor.accept("[")) {
        SqlExpression index = grammar.expressions.expression();
        cursor.expect("]");
        result = new Reference.Subscript(result, index, cursor.since(from));
      } else if (cursor.accept(".")) {
        Identifier field = cursor.identifier("the name of a field");
        result = new Reference.FieldAccess(result, field, cursor.since(from));
      } else if (cursor.accept("::")) {
        SqlType type = grammar.types.type();
        result = new Operation.Cast(Operation.CastKind.CAST, result, type, cursor.since(from));
      } else if (cursor.at("COLLATE") && isCollation(cursor.peek(1))) {
        result = collate(result, from);
      } else if (cursor.accept(":")) {
        result = new Reference.VariantPath(result, pathSteps(), cursor.since(from));
      } else {
        return result;
      }
      cursor.built(cursor.nesting().tallest() + 1);
    }
  }

  private static boolean isCollation(Token token) {
    return token.kind() == TokenKind.QUOTED_WORD
        || (token.isWord() && Keywords.canBeBareAlias(token.upper()));
  }

  /** Reads {@code COLLATE name}, which is the function of that name. */
  private SqlExpression collate(SqlExpression operand, int from) {
    int nameFrom = cursor.start();
    cursor.expect("COLLATE");
    Identifier function = new Identifier("collate", cursor.since(nameFrom));
    nameFrom = cursor.start();
    String collation = cursor.qualifiedName("a collation").display();
    return new Call.FunctionCall(
        new QualifiedName(List.of(function), function.range()),
        false,
        List.of(operand, new Literal.StringLiteral(collation, cursor.since(nameFrom))),
        List.of(),
        Optional.empty(),
        Call.NullTreatment.UNSPECIFIED,
        Optional.empty(),
        cursor.since(from));
  }

  private List<Reference.PathStep> pathSteps() {
    List<Reference.PathStep> steps = new ArrayList<>();
    if (!cursor.at("[")) {
      steps.add(new Reference.PathStep.Key(cursor.identifier("a key after ':'").text()));
    }
    while (true) {
      if (cursor.accept(".")) {
        steps.add(new Reference.PathStep.Key(cursor.identifier("a key after '.'").text()));
      } else if (cursor.accept("[")) {
        steps.add(bracketedStep());
        cursor.expect("]");
      } else {
        return steps;
      }
    }
  }

  private Reference.PathStep bracketedStep() {
    if (cursor.accept("*")) {
      return new Reference.PathStep.AllElements();
    }
    return cursor.peek().isString()
        ? new Reference.PathStep.Key(cursor.string("a key"))
        : new Reference.PathStep.Element(cursor.integer("an index, a key in quotes or '*'"));
  }
}
