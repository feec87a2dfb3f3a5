package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The columns that names may mean, and beyond them those of the query around.
 *
 * @param columns in the order in which {@code *} gives them
 * @param outer the scope of the query that this one is a subquery of
 */
record Scope(List<Column> columns, Optional<Scope> outer) {
  /**
   * A column in reach.
   *
   * @param qualifiers the names of its table, outermost first; empty if it has none
   * @param visibility how it may be named
   */
  record Column(
      List<String> qualifiers, String name, ColumnReference reference, Visibility visibility) {
    Column {
      qualifiers = List.copyOf(qualifiers);
    }
  }

  /** How a column may be named. */
  enum Visibility {
    /** By its name and by {@code *}. */
    SHOWN,
    /** By its name and its table's: it is the second of two that were joined USING a column. */
    QUALIFIED,
    /** By its name, never by {@code *}: it tells of the table's files. */
    NAMED
  }

  Scope {
    columns = List.copyOf(columns);
  }

  /** No columns at all. */
  static Scope empty(Optional<Scope> outer) {
    return new Scope(List.of(), outer);
  }

  /** The columns of {@code output}, all qualified by {@code qualifiers}. */
  static Scope of(List<ColumnReference> output, List<String> qualifiers, Optional<Scope> outer) {
    return new Scope(
        output.stream().map(c -> new Column(qualifiers, c.name(), c, Visibility.SHOWN)).toList(),
        outer);
  }

  /** These columns and one more, {@code column}, that {@code *} leaves out. */
  Scope withNamed(ColumnReference column, List<String> qualifiers) {
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column(qualifiers, column.name(), column, Visibility.NAMED));
    return new Scope(more, outer);
  }

  /** The columns of both, those of this one first. */
  Scope and(Scope right) {
    List<Column> both = new ArrayList<>(columns);
    both.addAll(right.columns);
    return new Scope(both, outer);
  }

  /** The same columns under one other qualifier. */
  Scope qualified(String qualifier) {
    return new Scope(
        columns.stream()
            .map(c -> new Column(List.of(qualifier), c.name(), c.reference(), c.visibility()))
            .toList(),
        outer);
  }

  /** The same columns as {@code output} now gives them: an outer join makes them nullable. */
  Scope updated(List<ColumnReference> output) {
    return new Scope(
        columns.stream()
            .map(
                c ->
                    output.stream()
                        .filter(o -> o.id() == c.reference().id())
                        .findFirst()
                        .map(o -> new Column(c.qualifiers(), c.name(), o, c.visibility()))
                        .orElse(c))
            .toList(),
        outer);
  }

  /** What a lookup found. */
  sealed interface Found {
    /** One meaning. */
    record One(Expression expression) implements Found {}

    /** Several columns of that name. */
    record Ambiguous(List<String> candidates) implements Found {}

    /** None. */
    record None() implements Found {}
  }

  /**
   * What {@code parts} means: some of them a table's name, the next a column, the rest fields of
   * structs. An inner scope's meaning hides an outer one's.
   */
  Found find(List<String> parts) {
    for (int columnPart = Math.min(parts.size(), 4) - 1; columnPart >= 0; columnPart--) {
      List<Column> matches = matches(parts, columnPart);
      List<Expression> meanings = new ArrayList<>();
      for (Column match : matches) {
        field(match.reference(), parts.subList(columnPart + 1, parts.size()))
            .ifPresent(meanings::add);
      }
      Set<Expression> distinct = new LinkedHashSet<>(meanings);
      if (distinct.size() > 1) {
        return new Found.Ambiguous(
            matches.stream()
                .map(
                    c ->
                        c.qualifiers().isEmpty()
                            ? c.name()
                            : String.join(".", c.qualifiers()) + "." + c.name())
                .toList());
      }
      if (distinct.size() == 1) {
        return new Found.One(distinct.iterator().next());
      }
    }
    return outer.map(scope -> scope.find(parts)).orElseGet(Found.None::new);
  }

  private List<Column> matches(List<String> parts, int columnPart) {
    List<String> qualifier = parts.subList(0, columnPart);
    return columns.stream()
        .filter(c -> c.name().equalsIgnoreCase(parts.get(columnPart)))
        .filter(c -> qualifiedBy(c, qualifier))
        .filter(c -> c.visibility() != Visibility.QUALIFIED || !qualifier.isEmpty())
        .toList();
  }

  /** Whether {@code qualifier} is how a column's table may be called: its name or the end of it. */
  static boolean qualifiedBy(Column column, List<String> qualifier) {
    List<String> own = column.qualifiers();
    int skip = own.size() - qualifier.size();
    if (skip < 0) {
      return false;
    }
    for (int i = 0; i < qualifier.size(); i++) {
      if (!own.get(skip + i).equalsIgnoreCase(qualifier.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Expression> field(Expression base, List<String> path) {
    Expression expression = base;
    for (String name : path) {
      if (!(expression.type() instanceof StructType struct)) {
        return Optional.empty();
      }
      OptionalInt ordinal = struct.ordinalOf(name);
      if (ordinal.isEmpty()) {
        return Optional.empty();
      }
      expression = new FieldAccess(expression, ordinal.getAsInt());
    }
    return Optional.of(expression);
  }

  /** The columns' names, for messages. */
  List<String> names() {
    return columns.stream()
        .filter(c -> c.visibility() == Visibility.SHOWN)
        .map(Column::name)
        .distinct()
        .toList();
  }
}
