package io.moraine.engine.session;

import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Maintenance.ConvertToDelta;
import io.moraine.engine.sql.syntax.Maintenance.CopyInto;
import io.moraine.engine.sql.syntax.Maintenance.Optimize;
import io.moraine.engine.sql.syntax.Maintenance.Reorg;
import io.moraine.engine.sql.syntax.Maintenance.Restore;
import io.moraine.engine.sql.syntax.Maintenance.Vacuum;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.Optional;

/** What statements of maintenance are about. */
final class MaintenanceTargets {
  private MaintenanceTargets() {}

  /** The table that the statement names. */
  static QualifiedName table(Maintenance statement) {
    return statement.accept(
        new Maintenance.Visitor<QualifiedName>() {
          @Override
          public QualifiedName visitOptimize(Optimize optimize) {
            return optimize.table();
          }

          @Override
          public QualifiedName visitVacuum(Vacuum vacuum) {
            return vacuum.table();
          }

          @Override
          public QualifiedName visitRestore(Restore restore) {
            return restore.table();
          }

          @Override
          public QualifiedName visitConvertToDelta(ConvertToDelta convert) {
            return convert.table();
          }

          @Override
          public QualifiedName visitReorg(Reorg reorg) {
            return reorg.table();
          }

          @Override
          public QualifiedName visitCopyInto(CopyInto copy) {
            return copy.table();
          }
        });
  }

  /** The condition that says which part of the table is meant. */
  static Optional<SqlExpression> where(Maintenance statement) {
    if (statement instanceof Optimize optimize) {
      return optimize.where();
    }
    return statement instanceof Reorg reorg ? reorg.where() : Optional.empty();
  }

  /** The statement's keywords. */
  static String name(Maintenance statement) {
    return statement.accept(
        new Maintenance.Visitor<String>() {
          @Override
          public String visitOptimize(Optimize optimize) {
            return optimize.zorderBy().isEmpty() ? "OPTIMIZE" : "OPTIMIZE … ZORDER BY";
          }

          @Override
          public String visitVacuum(Vacuum vacuum) {
            return "VACUUM";
          }

          @Override
          public String visitRestore(Restore restore) {
            return "RESTORE";
          }

          @Override
          public String visitConvertToDelta(ConvertToDelta convert) {
            return "CONVERT TO DELTA";
          }

          @Override
          public String visitReorg(Reorg reorg) {
            return "REORG";
          }

          @Override
          public String visitCopyInto(CopyInto copy) {
            return "COPY INTO";
          }
        });
  }
}
