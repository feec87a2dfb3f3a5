package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.Relation.JoinCondition;
import io.moraine.engine.sql.syntax.Relation.SampleSize;
import io.moraine.engine.sql.syntax.Relation.UnpivotGroup;
import io.moraine.engine.sql.syntax.TimeTravel;

/** Prints relations. */
final class RelationPrinter implements Relation.Visitor<Void> {
  private final Text text;

  RelationPrinter(Text text) {
    this.text = text;
  }

  void print(Relation relation) {
    relation.accept(this);
  }

  /** Prints a relation that something follows which would bind to the last part of a join. */
  private void single(Relation relation) {
    boolean parentheses =
        relation instanceof Relation.Join
            || relation instanceof Relation.Pivot
            || relation instanceof Relation.Unpivot
            || (relation instanceof Relation.AliasedRelation aliased
                && isReshape(aliased.relation()));
    text.addIf(parentheses, "(");
    print(relation);
    text.addIf(parentheses, ")");
  }

  private static boolean isReshape(Relation relation) {
    return relation instanceof Relation.Pivot || relation instanceof Relation.Unpivot;
  }

  @Override
  public Void visitTableReference(Relation.TableReference table) {
    text.name(table.name());
    table.timeTravel().ifPresent(this::timeTravel);
    return null;
  }

  void timeTravel(TimeTravel timeTravel) {
    boolean version = timeTravel instanceof TimeTravel.AsOfVersion;
    text.add(version ? " VERSION AS OF " : " TIMESTAMP AS OF ");
    text.expressions.print(timeTravel.value(), Precedence.COMPARISON);
  }

  @Override
  public Void visitSubqueryRelation(Relation.SubqueryRelation subquery) {
    text.add("(");
    text.queries.print(subquery.query());
    text.add(")");
    return null;
  }

  @Override
  public Void visitFunctionRelation(Relation.FunctionRelation function) {
    text.name(function.function());
    text.parenthesised(function.arguments(), text.expressions::print);
    return null;
  }

  @Override
  public Void visitLateral(Relation.Lateral lateral) {
    text.add("LATERAL ");
    single(lateral.relation());
    return null;
  }

  @Override
  public Void visitAliasedRelation(Relation.AliasedRelation aliased) {
    Relation relation = aliased.relation();
    if (isReshape(relation)) {
      print(relation);
    } else if (relation instanceof Relation.AliasedRelation) {
      text.add("(");
      print(relation);
      text.add(")");
    } else {
      single(relation);
    }
    text.add(" AS ").name(aliased.name());
    if (!aliased.columns().isEmpty()) {
      text.parenthesised(aliased.columns(), text::name);
    }
    return null;
  }

  @Override
  public Void visitSampled(Relation.Sampled sampled) {
    Relation relation = sampled.relation();
    boolean parentheses =
        relation instanceof Relation.AliasedRelation
            || relation instanceof Relation.Sampled
            || relation instanceof Relation.Lateral;
    text.addIf(parentheses, "(");
    single(relation);
    text.addIf(parentheses, ")").add(" TABLESAMPLE (");
    SampleSize size = sampled.size();
    if (size instanceof SampleSize.Percent percent) {
      text.add(percent.percent()).add(" PERCENT");
    } else if (size instanceof SampleSize.Bucket bucket) {
      text.add("BUCKET %d OUT OF %d".formatted(bucket.ordinal(), bucket.count()));
    } else {
      text.expressions.print(((SampleSize.Rows) size).count());
      text.add(" ROWS");
    }
    text.add(")");
    sampled.seed().ifPresent(seed -> text.add(" REPEATABLE (" + seed + ")"));
    return null;
  }

  @Override
  public Void visitJoin(Relation.Join join) {
    print(join.left());
    JoinCondition condition = join.condition();
    text.addIf(condition instanceof JoinCondition.Natural, " NATURAL");
    text.add(" ").add(join.kind().name().replace('_', ' ')).add(" JOIN ");
    single(join.right());
    if (condition instanceof JoinCondition.On on) {
      text.add(" ON ");
      text.expressions.print(on.condition());
    } else if (condition instanceof JoinCondition.Using using) {
      text.add(" USING ").parenthesised(using.columns(), text::name);
    }
    return null;
  }

  @Override
  public Void visitLateralView(Relation.LateralView view) {
    print(view.relation());
    text.add(" LATERAL VIEW ").addIf(view.outer(), "OUTER ").name(view.generator());
    text.parenthesised(view.arguments(), text.expressions::print);
    text.clause(" ", view.name(), text::name);
    text.clause(" AS ", view.columns(), text::name);
    return null;
  }

  @Override
  public Void visitPivot(Relation.Pivot pivot) {
    print(pivot.relation());
    text.add(" PIVOT (").list(pivot.aggregates(), text.expressions::print).add(" FOR ");
    text.parenthesised(pivot.columns(), text::name).add(" IN ");
    text.parenthesised(pivot.values(), text.expressions::print).add(")");
    return null;
  }

  @Override
  public Void visitUnpivot(Relation.Unpivot unpivot) {
    print(unpivot.relation());
    text.add(" UNPIVOT ").addIf(unpivot.includeNulls(), "INCLUDE NULLS ").add("(");
    text.parenthesised(unpivot.values(), text::name).add(" FOR ").name(unpivot.name());
    text.add(" IN ").parenthesised(unpivot.groups(), this::group).add(")");
    return null;
  }

  private void group(UnpivotGroup group) {
    text.parenthesised(group.columns(), text::name).clause(" AS ", group.alias(), text::name);
  }
}
