package io.moraine.connector.spark.catalog;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.connector.spark.write.TableWrite;
import io.moraine.connector.spark.write.WriteGoal;
import io.moraine.engine.ddl.TableCreation;
import io.moraine.engine.ddl.TableDefinition;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.internal.SQLConf;

/** A table that is made together with its rows: one commit makes it, replaces what was there. */
public final class StagedMoraineTable implements StagedTable, SupportsWrite, WriteGoal {
  private final String name;
  private final TablePlace place;
  private final Column[] columns;
  private final Transform[] partitions;
  private final TableCreation.Begun begun;
  private final Snapshot table;
  private final List<AddFile> files = new ArrayList<>();
  private long rows;

  /**
   * Begins to make the table called {@code name}.
   *
   * @param replacing whether there is one that goes
   */
  public StagedMoraineTable(
      String name,
      TablePlace place,
      Column[] columns,
      Transform[] partitions,
      TableDefinition definition,
      TableCreation.Existing replacing) {
    this.name = name;
    this.place = place;
    this.columns = columns.clone();
    this.partitions = partitions.clone();
    this.begun =
        TableCreation.begin(
            place.handle(),
            definition,
            replacing,
            TableCreation.Content.QUERY,
            OpenPlaces.environment());
    List<Action> actions = new ArrayList<>(List.of(begun.protocol(), begun.metadata()));
    begun.clustering().ifPresent(actions::add);
    this.table = Snapshot.ofPart(place.handle().log(), 0, actions);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @Deprecated
  public org.apache.spark.sql.types.StructType schema() {
    return SparkTypes.toSpark(table.schema());
  }

  @Override
  public Column[] columns() {
    return columns.clone();
  }

  @Override
  public Transform[] partitioning() {
    return partitions.clone();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_WRITE, TableCapability.TRUNCATE);
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    WriteGoal goal = this;
    return new SupportsTruncate() {
      @Override
      public WriteBuilder truncate() {
        return this;
      }

      @Override
      public Write build() {
        return new TableWrite(goal, Optional.empty(), info.queryId(), zone);
      }
    };
  }

  @Override
  public TablePlace place() {
    return place;
  }

  @Override
  public Snapshot table() {
    return table;
  }

  @Override
  public void take(List<AddFile> added, long addedRows, Map<Integer, Long> numbers) {
    files.addAll(added);
    rows += addedRows;
  }

  @Override
  public void commitStagedChanges() {
    begun.transaction().addAll(files).metric("numOutputRows", rows);
    try {
      begun.transaction().commit();
    } catch (CommitStateUnknownException e) {
      files.clear();
      throw e;
    }
    files.clear();
  }

  @Override
  public void abortStagedChanges() {
    place
        .handle()
        .store()
        .deleteAll(files.stream().map(file -> table.paths().resolve(file.path()).key()).toList());
    files.clear();
  }
}
