package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.LogicalOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SourceRange;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.SqlTypeName;
import io.moraine.engine.sql.syntax.UnaryOperator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random trees of the kind the parser makes, built without it. */
final class RandomExpressions {
  private static final SourceRange NONE = SourceRange.NONE;
  private static final List<String> NAMES =
      List.of(
          "a",
          "B",
          "select",
          "order",
          "date",
          "interval",
          "end",
          "case",
          "odd name",
          "`",
          "1st",
          "é",
          "day",
          "left",
          "not",
          "x",
          "null",
          "values",
          "exists",
          "default",
          "all");
  private static final List<String> STRINGS =
      List.of(
          "", "a", "it's", "\\", "\\%", "line\nend\r\t", "\0", "\"", "`", "é😀", "--", "\u001a");

  private final Random random;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  /** An expression at most {@code depth} levels above its leaves. */
  SqlExpression next(int depth) {
    if (depth == 0 || random.nextInt(10) == 0) {
      return leaf();
    }
    int below = depth - 1;
    return switch (random.nextInt(22)) {
      case 0, 1, 2, 3 ->
          new Operation.Binary(any(BinaryOperator.values()), next(below), next(below), NONE);
      case 4, 5 -> logical(below);
      case 6, 7 -> new Operation.Unary(any(UnaryOperator.values()), next(below), NONE);
      case 8 ->
          new Predicate.Is(next(below), any(Predicate.IsTest.values()), random.nextBoolean(), NONE);
      case 9 ->
          new Predicate.Between(next(below), next(below), next(below), random.nextBoolean(), NONE);
      case 10 -> new Predicate.InList(next(below), some(1, below), random.nextBoolean(), NONE);
      case 11 -> new Predicate.InQuery(next(below), query(below), random.nextBoolean(), NONE);
      case 12 -> like(below);
      case 13 -> new Predicate.Exists(query(below), NONE);
      case 14 -> new Operation.ScalarSubquery(query(below), NONE);
      case 15 ->
          new Operation.Case(
              maybe(below),
              List.of(new Operation.Branch(next(below), next(below))),
              maybe(below),
              NONE);
      case 16 -> new Operation.Cast(any(Operation.CastKind.values()), next(below), type(2), NONE);
      case 17 -> new Operation.Lambda(List.of(identifier(), identifier()), next(below), NONE);
      case 18 -> new Operation.Row(some(2, below), NONE);
      case 19 -> call(below);
      case 20 -> new Reference.Subscript(next(below), next(below), NONE);
      default ->
          random.nextBoolean()
              ? new Reference.FieldAccess(next(below), identifier(), NONE)
              : new Reference.VariantPath(
                  next(below),
                  List.of(new Reference.PathStep.Key(name()), new Reference.PathStep.Element(3)),
                  NONE);
    };
  }

  private SqlExpression leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> new Literal.NullLiteral(NONE);
      case 1 -> new Literal.BooleanLiteral(random.nextBoolean(), NONE);
      case 2 ->
          new Literal.NumberLiteral(
              any(
                  Literal.NumberKind.INTEGER,
                  Literal.NumberKind.TINYINT,
                  Literal.NumberKind.DOUBLE),
              any("0", "7", "-1", "-128"),
              NONE);
      case 3 -> new Literal.StringLiteral(STRINGS.get(random.nextInt(STRINGS.size())), NONE);
      case 4 -> new Literal.DateTimeLiteral(any(Literal.DateTimeKind.values()), "2024-01-31", NONE);
      case 5 ->
          new Literal.IntervalLiteral(
              List.of(part(any("1", "-2"), "DAY"), part(any("3", "-4"), "HOUR")), NONE);
      default ->
          new Reference.ColumnReference(
              random.nextBoolean()
                  ? new QualifiedName(List.of(identifier()), NONE)
                  : new QualifiedName(List.of(identifier(), identifier()), NONE),
              NONE);
    };
  }

  private static Literal.IntervalPart part(String digits, String unit) {
    return new Literal.IntervalPart(
        new Literal.NumberLiteral(Literal.NumberKind.INTEGER, digits, NONE),
        Optional.of(unit),
        Optional.empty());
  }

  private SqlExpression logical(int below) {
    LogicalOperator operator = any(LogicalOperator.values());
    List<SqlExpression> operands =
        some(2, below).stream()
            .map(
                operand ->
                    operand instanceof Operation.Logical inner && inner.operator() == operator
                        ? inner.operands().get(0)
                        : operand)
            .toList();
    return new Operation.Logical(operator, operands, NONE);
  }

  private SqlExpression like(int below) {
    Predicate.LikeKind kind = any(Predicate.LikeKind.values());
    Predicate.LikeQuantifier quantifier =
        kind == Predicate.LikeKind.RLIKE
            ? Predicate.LikeQuantifier.ONE
            : any(Predicate.LikeQuantifier.values());
    boolean one = quantifier == Predicate.LikeQuantifier.ONE;
    boolean escaped = one && kind != Predicate.LikeKind.RLIKE && random.nextBoolean();
    return new Predicate.Like(
        kind,
        next(below),
        quantifier,
        one ? List.of(next(below)) : some(1, below),
        escaped ? Optional.of(any("!", "\\", "'")) : Optional.empty(),
        random.nextBoolean(),
        NONE);
  }

  private SqlExpression call(int below) {
    return new Call.FunctionCall(
        new QualifiedName(List.of(identifier()), NONE),
        random.nextBoolean(),
        some(1, below),
        List.of(),
        maybe(below),
        any(Call.NullTreatment.values()),
        Optional.empty(),
        NONE);
  }

  private Query query(int below) {
    QueryBody values = new QueryBody.Values(List.of(List.of(next(below)), some(1, below)), NONE);
    QueryBody select =
        new QueryBody.Select(
            random.nextBoolean(),
            List.of(next(below), new Operation.Aliased(next(below), List.of(identifier()), NONE)),
            Optional.empty(),
            maybe(below),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            NONE);
    QueryBody.SetOperator operator = any(QueryBody.SetOperator.values());
    return Query.of(
        random.nextBoolean()
            ? select
            : new QueryBody.SetOperation(operator, random.nextBoolean(), values, select, NONE));
  }

  private SqlType type(int depth) {
    if (depth > 0 && random.nextBoolean()) {
      return random.nextBoolean()
          ? new SqlType.ArrayOf(type(depth - 1), NONE)
          : new SqlType.StructOf(
              List.of(
                  new SqlType.Field(
                      identifier(), type(depth - 1), random.nextBoolean(), Optional.empty(), NONE)),
              NONE);
    }
    return new SqlType.Simple(any(SqlTypeName.INT, SqlTypeName.STRING), List.of(), NONE);
  }

  private Optional<SqlExpression> maybe(int depth) {
    return random.nextBoolean() ? Optional.of(next(depth)) : Optional.empty();
  }

  private List<SqlExpression> some(int least, int depth) {
    return IntStream.range(0, least + random.nextInt(2)).mapToObj(i -> next(depth)).toList();
  }

  private Identifier identifier() {
    return Identifier.of(name());
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}
