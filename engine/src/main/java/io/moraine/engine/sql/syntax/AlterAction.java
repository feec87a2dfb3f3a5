package io.moraine.engine.sql.syntax;

import java.util.List;

/** What ALTER TABLE does. */
public sealed interface AlterAction extends SyntaxNode {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** ADD COLUMNS. */
  record AddColumns(List<ColumnDefinition> columns, SourceRange range) implements AlterAction {
    public AddColumns {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAddColumns(this);
    }
  }

  /** REPLACE COLUMNS. */
  record ReplaceColumns(List<ColumnDefinition> columns, SourceRange range) implements AlterAction {
    public ReplaceColumns {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitReplaceColumns(this);
    }
  }

  /** RENAME COLUMN. */
  record RenameColumn(QualifiedName column, Identifier name, SourceRange range)
      implements AlterAction {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRenameColumn(this);
    }
  }

  /** DROP COLUMNS. */
  record DropColumns(boolean ifExists, List<QualifiedName> columns, SourceRange range)
      implements AlterAction {
    public DropColumns {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropColumns(this);
    }
  }

  /** ALTER COLUMN, or CHANGE COLUMN without a new name. At least one change. */
  record AlterColumn(QualifiedName column, List<ColumnChange> changes, SourceRange range)
      implements AlterAction {
    public AlterColumn {
      changes = List.copyOf(changes);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAlterColumn(this);
    }
  }

  /** SET TBLPROPERTIES. */
  record SetProperties(List<Property> properties, SourceRange range) implements AlterAction {
    public SetProperties {
      properties = List.copyOf(properties);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetProperties(this);
    }
  }

  /** UNSET TBLPROPERTIES. */
  record UnsetProperties(boolean ifExists, List<String> keys, SourceRange range)
      implements AlterAction {
    public UnsetProperties {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnsetProperties(this);
    }
  }

  /** ADD CONSTRAINT … CHECK. */
  record AddConstraint(Ddl.CheckConstraint constraint, SourceRange range) implements AlterAction {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAddConstraint(this);
    }
  }

  /** DROP CONSTRAINT. */
  record DropConstraint(boolean ifExists, Identifier name, SourceRange range)
      implements AlterAction {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropConstraint(this);
    }
  }

  /** DROP FEATURE. */
  record DropFeature(String feature, boolean truncateHistory, SourceRange range)
      implements AlterAction {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropFeature(this);
    }
  }

  /** CLUSTER BY (columns), or NONE, which is no column. */
  record ClusterBy(List<QualifiedName> columns, SourceRange range) implements AlterAction {
    public ClusterBy {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitClusterBy(this);
    }
  }

  /** RENAME TO. */
  record RenameTable(QualifiedName name, SourceRange range) implements AlterAction {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRenameTable(this);
    }
  }

  /** SET LOCATION. */
  record SetLocation(String location, SourceRange range) implements AlterAction {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetLocation(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitAddColumns(AddColumns addColumns);

    R visitReplaceColumns(ReplaceColumns replaceColumns);

    R visitRenameColumn(RenameColumn renameColumn);

    R visitDropColumns(DropColumns dropColumns);

    R visitAlterColumn(AlterColumn alterColumn);

    R visitSetProperties(SetProperties setProperties);

    R visitUnsetProperties(UnsetProperties unsetProperties);

    R visitAddConstraint(AddConstraint addConstraint);

    R visitDropConstraint(DropConstraint dropConstraint);

    R visitDropFeature(DropFeature dropFeature);

    R visitClusterBy(ClusterBy clusterBy);

    R visitRenameTable(RenameTable renameTable);

    R visitSetLocation(SetLocation setLocation);
  }
}
