package io.moraine.engine.ddl;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.json.JsonWriter;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.Map;
import java.util.Set;

/** Runs ALTER TABLE: works out what becomes of the table, and commits it. */
public final class TableAlteration implements AlterAction.Visitor<Alteration> {
  private final Binder binder;
  private final DeltaTable table;
  private final ColumnAlterations columns;
  private final PropertyAlterations properties;

  private TableAlteration(Binder binder, Environment environment, DeltaTable table) {
    this.binder = binder;
    this.table = table;
    this.columns = new ColumnAlterations(binder, environment, table);
    this.properties = new PropertyAlterations(binder, table);
  }

  /**
   * Changes {@code table} as {@code action} says, as one new version, or several where the protocol
   * wants that.
   *
   * @throws InvalidInputException if the table cannot be changed so
   * @throws io.moraine.engine.rule.ConstraintViolationException if rows that it has break what is
   *     to hold
   */
  public static void run(
      AlterAction action, Binder binder, Environment environment, DeltaTable table) {
    table.snapshot().requireWritable();
    if (action instanceof AlterAction.DropFeature drop) {
      new FeatureRemoval(environment, table).run(drop);
      return;
    }
    Alteration alteration;
    try {
      alteration = action.accept(new TableAlteration(binder, environment, table));
    } catch (io.moraine.engine.bind.SqlBindException
        | io.moraine.engine.rule.ConstraintViolationException e) {
      throw e;
    } catch (InvalidInputException e) {
      throw binder.error(action, e.getMessage());
    }
    commit(environment, table, alteration);
  }

  private static void commit(Environment environment, DeltaTable table, Alteration alteration) {
    Snapshot snapshot = table.snapshot();
    Protocol protocol =
        ProtocolUpgrade.of(snapshot.protocol(), alteration.metadata(), alteration.features());
    if (RowIdBackfill.isNeeded(snapshot, alteration.metadata())) {
      snapshot = new RowIdBackfill(environment, table.handle()).run(snapshot);
      protocol =
          ProtocolUpgrade.of(snapshot.protocol(), alteration.metadata(), alteration.features());
    }
    Transaction transaction =
        Transaction.begin(
            table.handle().transactions(environment),
            snapshot,
            Operation.of(alteration.operation(), alteration.parameters()));
    if (!protocol.equals(snapshot.protocol())) {
      transaction.add(protocol);
    }
    if (!alteration.metadata().equals(snapshot.metadata())) {
      transaction.add(alteration.metadata());
    }
    if (alteration.reads()) {
      transaction.readWholeTable();
    }
    transaction.addAll(alteration.actions());
    transaction.commit();
  }

  @Override
  public Alteration visitAddColumns(AlterAction.AddColumns action) {
    return columns.add(action);
  }

  @Override
  public Alteration visitReplaceColumns(AlterAction.ReplaceColumns action) {
    return new ColumnReplacement(binder, table, columns).replace(action);
  }

  @Override
  public Alteration visitRenameColumn(AlterAction.RenameColumn action) {
    return columns.rename(action);
  }

  @Override
  public Alteration visitDropColumns(AlterAction.DropColumns action) {
    return columns.drop(action);
  }

  @Override
  public Alteration visitAlterColumn(AlterAction.AlterColumn action) {
    return columns.change(action);
  }

  @Override
  public Alteration visitSetProperties(AlterAction.SetProperties action) {
    return properties.set(action);
  }

  @Override
  public Alteration visitUnsetProperties(AlterAction.UnsetProperties action) {
    return properties.unset(action);
  }

  @Override
  public Alteration visitAddConstraint(AlterAction.AddConstraint action) {
    return properties.addConstraint(action);
  }

  @Override
  public Alteration visitDropConstraint(AlterAction.DropConstraint action) {
    return properties.dropConstraint(action);
  }

  @Override
  public Alteration visitDropFeature(AlterAction.DropFeature action) {
    throw new IllegalStateException("Features are dropped elsewhere");
  }

  @Override
  public Alteration visitClusterBy(AlterAction.ClusterBy action) {
    if (!table.snapshot().partitionColumns().isEmpty()) {
      throw new InvalidInputException(
          "%s is partitioned by %s, so that it cannot be clustered"
              .formatted(table.name(), table.snapshot().partitionColumns()));
    }
    DomainMetadata domain =
        Clustering.domain(
            table.snapshot().metadata(),
            action.columns().stream().map(QualifiedName::texts).toList());
    JsonWriter named = new JsonWriter().beginArray();
    action.columns().forEach(column -> named.value(column.display()));
    return Alteration.of(
            "CLUSTER BY",
            Map.of("newClusteringColumns", named.endArray().toString()),
            table.snapshot().metadata())
        .withFeatures(Set.of(TableFeature.CLUSTERING))
        .with(domain);
  }

  @Override
  public Alteration visitRenameTable(AlterAction.RenameTable action) {
    throw unsupported("ALTER TABLE … RENAME TO", "move the table's folder");
  }

  @Override
  public Alteration visitSetLocation(AlterAction.SetLocation action) {
    throw unsupported("ALTER TABLE … SET LOCATION", "name the table by its path");
  }

  private static UnsupportedFeatureException unsupported(String what, String instead) {
    return new UnsupportedFeatureException("%s cannot be run; %s".formatted(what, instead));
  }
}
