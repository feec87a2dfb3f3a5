package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A statement that changes a table's files or version and none of its rows, or brings files in. */
public sealed interface Maintenance extends Statement {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitMaintenance(this);
  }

  /** What VACUUM looks at. */
  enum VacuumMode {
    DEFAULT,
    FULL,
    LITE
  }

  /** Where COPY INTO reads. */
  sealed interface CopySource {
    /** A folder or file. */
    record Path(String path) implements CopySource {}

    /** SELECT items FROM a folder or file. */
    record Projection(List<SqlExpression> items, String path) implements CopySource {
      public Projection {
        items = List.copyOf(items);
      }
    }
  }

  /** OPTIMIZE. */
  record Optimize(
      QualifiedName table,
      boolean full,
      Optional<SqlExpression> where,
      List<QualifiedName> zorderBy,
      SourceRange range)
      implements Maintenance {
    public Optimize {
      zorderBy = List.copyOf(zorderBy);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOptimize(this);
    }
  }

  /** VACUUM, perhaps of the files that a query gives. Hours are in decimal digits. */
  record Vacuum(
      QualifiedName table,
      VacuumMode mode,
      Optional<Query> inventory,
      Optional<String> retainHours,
      boolean dryRun,
      SourceRange range)
      implements Maintenance {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitVacuum(this);
    }
  }

  /** RESTORE TABLE. */
  record Restore(QualifiedName table, TimeTravel to, SourceRange range) implements Maintenance {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRestore(this);
    }
  }

  /** CONVERT TO DELTA. */
  record ConvertToDelta(
      QualifiedName table,
      boolean statistics,
      List<ColumnDefinition> partitionColumns,
      SourceRange range)
      implements Maintenance {
    public ConvertToDelta {
      partitionColumns = List.copyOf(partitionColumns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitConvertToDelta(this);
    }
  }

  /** REORG TABLE … APPLY (PURGE). */
  record Reorg(QualifiedName table, Optional<SqlExpression> where, SourceRange range)
      implements Maintenance {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitReorg(this);
    }
  }

  /** FSCK REPAIR TABLE. */
  record Fsck(QualifiedName table, boolean dryRun, SourceRange range) implements Maintenance {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFsck(this);
    }
  }

  /** GENERATE mode FOR TABLE. */
  record Generate(Identifier mode, QualifiedName table, SourceRange range) implements Maintenance {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitGenerate(this);
    }
  }

  /** COPY INTO from a path, or from a query over one. At most one of files and pattern is there. */
  record CopyInto(
      QualifiedName table,
      CopySource source,
      Identifier format,
      List<String> files,
      Optional<String> pattern,
      List<Property> formatOptions,
      List<Property> copyOptions,
      SourceRange range)
      implements Maintenance {
    public CopyInto {
      files = List.copyOf(files);
      formatOptions = List.copyOf(formatOptions);
      copyOptions = List.copyOf(copyOptions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCopyInto(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitOptimize(Optimize optimize);

    R visitVacuum(Vacuum vacuum);

    R visitRestore(Restore restore);

    R visitConvertToDelta(ConvertToDelta convertToDelta);

    R visitReorg(Reorg reorg);

    R visitFsck(Fsck fsck);

    R visitGenerate(Generate generate);

    R visitCopyInto(CopyInto copyInto);
  }
}
