package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Maintenance.CopySource;
import io.moraine.engine.sql.syntax.Maintenance.VacuumMode;

/** Prints maintenance statements. */
final class MaintenancePrinter implements Maintenance.Visitor<Void> {
  private final Text text;

  MaintenancePrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitOptimize(Maintenance.Optimize optimize) {
    text.add("OPTIMIZE ").name(optimize.table()).addIf(optimize.full(), " FULL");
    text.clause(" WHERE ", optimize.where(), text.expressions::print);
    if (!optimize.zorderBy().isEmpty()) {
      text.add(" ZORDER BY ").parenthesised(optimize.zorderBy(), text::name);
    }
    return null;
  }

  @Override
  public Void visitVacuum(Maintenance.Vacuum vacuum) {
    text.add("VACUUM ").name(vacuum.table());
    text.addIf(vacuum.mode() != VacuumMode.DEFAULT, " " + vacuum.mode());
    vacuum
        .inventory()
        .ifPresent(
            query -> {
              text.add(" USING INVENTORY (");
              text.queries.print(query);
              text.add(")");
            });
    vacuum.retainHours().ifPresent(hours -> text.add(" RETAIN ").add(hours).add(" HOURS"));
    text.addIf(vacuum.dryRun(), " DRY RUN");
    return null;
  }

  @Override
  public Void visitRestore(Maintenance.Restore restore) {
    text.add("RESTORE TABLE ").name(restore.table()).add(" TO");
    text.relations.timeTravel(restore.to());
    return null;
  }

  @Override
  public Void visitConvertToDelta(Maintenance.ConvertToDelta convert) {
    text.add("CONVERT TO DELTA ").name(convert.table());
    text.addIf(!convert.statistics(), " NO STATISTICS");
    if (!convert.partitionColumns().isEmpty()) {
      text.add(" PARTITIONED BY ").parenthesised(convert.partitionColumns(), text.columns::print);
    }
    return null;
  }

  @Override
  public Void visitReorg(Maintenance.Reorg reorg) {
    text.add("REORG TABLE ").name(reorg.table());
    text.clause(" WHERE ", reorg.where(), text.expressions::print).add(" APPLY (PURGE)");
    return null;
  }

  @Override
  public Void visitFsck(Maintenance.Fsck fsck) {
    text.add("FSCK REPAIR TABLE ").name(fsck.table()).addIf(fsck.dryRun(), " DRY RUN");
    return null;
  }

  @Override
  public Void visitGenerate(Maintenance.Generate generate) {
    text.add("GENERATE ").name(generate.mode()).add(" FOR TABLE ").name(generate.table());
    return null;
  }

  @Override
  public Void visitCopyInto(Maintenance.CopyInto copy) {
    text.add("COPY INTO ").name(copy.table()).add(" FROM ");
    if (copy.source() instanceof CopySource.Projection projection) {
      text.add("(SELECT ").list(projection.items(), text.expressions::print);
      text.add(" FROM ").string(projection.path()).add(")");
    } else {
      text.string(((CopySource.Path) copy.source()).path());
    }
    text.add(" FILEFORMAT = ").name(copy.format());
    if (!copy.files().isEmpty()) {
      text.add(" FILES = ").parenthesised(copy.files(), text::string);
    }
    text.clause(" PATTERN = ", copy.pattern(), text::string);
    text.properties(" FORMAT_OPTIONS ", copy.formatOptions());
    text.properties(" COPY_OPTIONS ", copy.copyOptions());
    return null;
  }
}
