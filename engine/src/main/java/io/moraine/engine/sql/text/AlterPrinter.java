package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.engine.sql.syntax.ColumnChange;
import java.util.List;

/** Prints what ALTER TABLE does. */
final class AlterPrinter implements AlterAction.Visitor<Void>, ColumnChange.Visitor<Void> {
  private final Text text;

  AlterPrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitAddColumns(AlterAction.AddColumns add) {
    text.add("ADD COLUMNS ").parenthesised(add.columns(), text.columns::print);
    return null;
  }

  @Override
  public Void visitReplaceColumns(AlterAction.ReplaceColumns replace) {
    text.add("REPLACE COLUMNS ").parenthesised(replace.columns(), text.columns::print);
    return null;
  }

  @Override
  public Void visitRenameColumn(AlterAction.RenameColumn rename) {
    text.add("RENAME COLUMN ").name(rename.column()).add(" TO ").name(rename.name());
    return null;
  }

  @Override
  public Void visitDropColumns(AlterAction.DropColumns drop) {
    text.add("DROP COLUMNS ").addIf(drop.ifExists(), "IF EXISTS ");
    text.parenthesised(drop.columns(), text::name);
    return null;
  }

  @Override
  public Void visitAlterColumn(AlterAction.AlterColumn alter) {
    List<ColumnChange> changes = alter.changes();
    if (changes.size() > 1 && changes.get(0) instanceof ColumnChange.SetType type) {
      // Only the older form takes a type and more at once everywhere.
      text.add("CHANGE COLUMN ").name(alter.column()).add(" ");
      text.name(alter.column().last()).add(" ");
      text.types.print(type.type());
      text.add(" ");
      changes = changes.subList(1, changes.size());
    } else {
      text.add("ALTER COLUMN ").name(alter.column()).add(" ");
    }
    text.list(changes, " ", change -> change.accept((ColumnChange.Visitor<Void>) this));
    return null;
  }

  @Override
  public Void visitSetProperties(AlterAction.SetProperties set) {
    text.properties("SET TBLPROPERTIES ", set.properties());
    return null;
  }

  @Override
  public Void visitUnsetProperties(AlterAction.UnsetProperties unset) {
    text.add("UNSET TBLPROPERTIES ").addIf(unset.ifExists(), "IF EXISTS ");
    text.parenthesised(unset.keys(), text::string);
    return null;
  }

  @Override
  public Void visitAddConstraint(AlterAction.AddConstraint add) {
    text.add("ADD ");
    text.ddl.constraint(add.constraint());
    return null;
  }

  @Override
  public Void visitDropConstraint(AlterAction.DropConstraint drop) {
    text.add("DROP CONSTRAINT ").addIf(drop.ifExists(), "IF EXISTS ").name(drop.name());
    return null;
  }

  @Override
  public Void visitDropFeature(AlterAction.DropFeature drop) {
    text.add("DROP FEATURE ").string(drop.feature());
    text.addIf(drop.truncateHistory(), " TRUNCATE HISTORY");
    return null;
  }

  @Override
  public Void visitClusterBy(AlterAction.ClusterBy cluster) {
    text.add("CLUSTER BY ");
    if (cluster.columns().isEmpty()) {
      text.add("NONE");
    } else {
      text.parenthesised(cluster.columns(), text::name);
    }
    return null;
  }

  @Override
  public Void visitRenameTable(AlterAction.RenameTable rename) {
    text.add("RENAME TO ").name(rename.name());
    return null;
  }

  @Override
  public Void visitSetLocation(AlterAction.SetLocation set) {
    text.add("SET LOCATION ").string(set.location());
    return null;
  }

  @Override
  public Void visitSetType(ColumnChange.SetType set) {
    text.add("TYPE ");
    text.types.print(set.type());
    return null;
  }

  @Override
  public Void visitSetNotNull(ColumnChange.SetNotNull set) {
    text.add("SET NOT NULL");
    return null;
  }

  @Override
  public Void visitDropNotNull(ColumnChange.DropNotNull drop) {
    text.add("DROP NOT NULL");
    return null;
  }

  @Override
  public Void visitSetDefault(ColumnChange.SetDefault set) {
    text.add("SET DEFAULT ");
    text.expressions.print(set.value());
    return null;
  }

  @Override
  public Void visitDropDefault(ColumnChange.DropDefault drop) {
    text.add("DROP DEFAULT");
    return null;
  }

  @Override
  public Void visitSetComment(ColumnChange.SetComment set) {
    text.add("COMMENT ").string(set.comment());
    return null;
  }

  @Override
  public Void visitMove(ColumnChange.Move move) {
    text.columns.position(move.position());
    return null;
  }

  @Override
  public Void visitSyncIdentity(ColumnChange.SyncIdentity sync) {
    text.add("SYNC IDENTITY");
    return null;
  }
}
