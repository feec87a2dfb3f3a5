package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.Relation.JoinCondition;
import io.moraine.engine.sql.syntax.Relation.JoinKind;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.TimeTravel;
import java.util.List;
import java.util.Optional;

/** Reads what FROM ranges over. */
final class RelationParser {
  private final Grammar grammar;
  private final Cursor cursor;

  RelationParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Reads everything after FROM. */
  Relation from() {
    int from = cursor.start();
    Relation relation = relation();
    while (cursor.accept(",")) {
      cursor.built(cursor.nesting().tallest() + 1);
      Relation right = relation();
      relation =
          new Relation.Join(
              JoinKind.CROSS, relation, right, new JoinCondition.None(), cursor.since(from));
    }
    while (cursor.at("LATERAL", "VIEW")) {
      // Comparing two of these takes twice the stack of other nodes.
      cursor.built(cursor.nesting().tallest() + 2);
      relation = lateralView(relation, from);
    }
    return grammar.reshapes.after(relation, from);
  }

  /** Reads a relation with its joins. */
  Relation relation() {
    cursor.enter();
    int from = cursor.start();
    Relation relation = grammar.reshapes.after(primary(), from);
    while (true) {
      Relation joined = join(relation, from);
      if (joined == null) {
        cursor.leave();
        return relation;
      }
      cursor.built(cursor.nesting().tallest() + 1);
      relation = grammar.reshapes.after(joined, from);
    }
  }

  private Relation join(Relation left, int from) {
    boolean natural = cursor.accept("NATURAL");
    JoinKind kind = joinKind();
    if (kind == null) {
      if (natural) {
        throw cursor.unexpected("a join after NATURAL");
      }
      return null;
    }
    Relation right = primary();
    JoinCondition condition = new JoinCondition.None();
    if (natural) {
      condition = new JoinCondition.Natural();
    } else if (cursor.accept("ON")) {
      condition = new JoinCondition.On(grammar.expressions.expression());
    } else if (cursor.accept("USING")) {
      condition =
          new JoinCondition.Using(cursor.parenthesised(() -> cursor.identifier("a column")));
    }
    return new Relation.Join(kind, left, right, condition, cursor.since(from));
  }

  /** Reads the words of a join up to JOIN; null if there are none. */
  private JoinKind joinKind() {
    JoinKind kind;
    if (cursor.accept("JOIN")) {
      return JoinKind.INNER;
    } else if (cursor.accept("INNER")) {
      kind = JoinKind.INNER;
    } else if (cursor.accept("CROSS")) {
      kind = JoinKind.CROSS;
    } else if (cursor.accept("LEFT", "SEMI") || cursor.accept("SEMI")) {
      kind = JoinKind.LEFT_SEMI;
    } else if (cursor.accept("LEFT", "ANTI") || cursor.accept("ANTI")) {
      kind = JoinKind.LEFT_ANTI;
    } else if (cursor.accept("LEFT")) {
      kind = JoinKind.LEFT;
      cursor.accept("OUTER");
    } else if (cursor.accept("RIGHT")) {
      kind = JoinKind.RIGHT;
      cursor.accept("OUTER");
    } else if (cursor.accept("FULL")) {
      kind = JoinKind.FULL;
      cursor.accept("OUTER");
    } else {
      return null;
    }
    cursor.expect("JOIN");
    return kind;
  }

  private Relation lateralView(Relation relation, int from) {
    cursor.expect("LATERAL", "VIEW");
    boolean outer = cursor.accept("OUTER");
    QualifiedName generator = cursor.qualifiedName("a function");
    List<SqlExpression> arguments = arguments();
    Optional<Identifier> name =
        cursor.at("AS") || !grammar.expressions.atBareAlias()
            ? Optional.empty()
            : Optional.of(cursor.identifier("an alias"));
    List<Identifier> columns = List.of();
    if (cursor.accept("AS") || grammar.expressions.atBareAlias()) {
      columns = cursor.list(() -> cursor.identifier("a column's name"));
    }
    return new Relation.LateralView(
        relation, outer, generator, arguments, name, columns, cursor.since(from));
  }

  private List<SqlExpression> arguments() {
    cursor.expect("(");
    if (cursor.accept(")")) {
      return List.of();
    }
    List<SqlExpression> arguments = cursor.list(grammar.calls::argument);
    if (!cursor.accept(")")) {
      throw cursor.unexpected("',' or ')'");
    }
    return arguments;
  }

  /** Reads one relation with its sample and alias. */
  Relation primary() {
    int from = cursor.start();
    if (cursor.accept("LATERAL")) {
      if (cursor.at("LATERAL")) {
        throw cursor.unexpected("a query in parentheses or a table function after LATERAL");
      }
      return new Relation.Lateral(primary(), cursor.since(from));
    }
    Relation relation;
    if (cursor.at("(")) {
      relation = parenthesis(from);
    } else if (cursor.at("VALUES") && !cursor.peek(1).is(".")) {
      QueryBody values = grammar.queries.values();
      relation = new Relation.SubqueryRelation(Query.of(values), values.range());
    } else {
      relation = named(from);
    }
    relation = grammar.reshapes.sample(relation, from);
    return aliased(relation, from);
  }

  /** Reads the alias of a relation, if one is next. */
  Relation aliased(Relation relation, int from) {
    if (cursor.at("FOR") || (!cursor.at("AS") && !grammar.expressions.atBareAlias())) {
      return relation;
    }
    cursor.accept("AS");
    Identifier name = cursor.identifier("an alias");
    List<Identifier> columns =
        cursor.at("(")
            ? cursor.parenthesised(() -> cursor.identifier("a column's name"))
            : List.of();
    return new Relation.AliasedRelation(relation, name, columns, cursor.since(from));
  }

  private Relation parenthesis(int from) {
    if (grammar.queries.isQueryInParentheses(0)) {
      cursor.expect("(");
      Query query = grammar.queries.query();
      cursor.expect(")");
      return new Relation.SubqueryRelation(query, cursor.since(from));
    }
    cursor.expect("(");
    Relation relation = relation();
    cursor.expect(")");
    return relation;
  }

  private Relation named(int from) {
    if (cursor.peek().isWord() && !cursor.peek(1).is(".") && !grammar.expressions.atBareAlias()) {
      // LEFT or WHERE as a table's name would hide that the name is missing.
      if (!cursor.peek(1).is("(")) {
        throw cursor.unexpected("a table, a function, a query in parentheses or 'VALUES'");
      }
    }
    QualifiedName name =
        cursor.qualifiedName("a table, a function, a query in parentheses or 'VALUES'");
    if (cursor.at("(")) {
      return new Relation.FunctionRelation(name, arguments(), cursor.since(from));
    }
    Optional<TimeTravel> timeTravel = grammar.tables.timeTravel();
    return new Relation.TableReference(name, timeTravel, cursor.since(from));
  }
}
