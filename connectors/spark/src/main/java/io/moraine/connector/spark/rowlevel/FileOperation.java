package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.read.MetadataColumns;
import io.moraine.connector.spark.read.TableScanBuilder;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.write.Numbers;
import io.moraine.connector.spark.write.TableWrite;
import io.moraine.connector.spark.write.WriteGoal;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperation;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Writes the files again that have rows to change, with the rows that stay. */
final class FileOperation implements RowLevelOperation {
  private final Target target;

  FileOperation(Target target) {
    this.target = target;
  }

  @Override
  public String description() {
    return "moraine %s by writing files again".formatted(target.command());
  }

  @Override
  public Command command() {
    return target.command();
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return target.scan(TableScanBuilder.Granularity.FILES);
  }

  /** By their files Spark tells which of them are to be written again. */
  @Override
  public NamedReference[] requiredMetadataAttributes() {
    NamedReference file = Expressions.column(MetadataColumns.FILE);
    return target.isTracked()
        ? new NamedReference[] {file, Expressions.column(MetadataColumns.ROW_ID)}
        : new NamedReference[] {file};
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    return new WriteBuilder() {
      @Override
      public Write build() {
        return new TableWrite(new Goal(target), Optional.empty(), info.queryId(), target.zone())
            .keepingRowIds(target.isTracked(), rowIdOrdinal(info));
      }
    };
  }

  private static int rowIdOrdinal(LogicalWriteInfo info) {
    return info.metadataSchema()
        .map(schema -> List.of(schema.fieldNames()).indexOf(MetadataColumns.ROW_ID))
        .orElse(-1);
  }

  /** The files that were read go, the new ones come. */
  private record Goal(Target target) implements WriteGoal {
    @Override
    public TablePlace place() {
      return target.place();
    }

    @Override
    public Snapshot table() {
      return target.snapshot();
    }

    @Override
    public void take(List<AddFile> added, long rows, Map<Integer, Long> lastNumbers) {
      Transaction transaction = target.transaction();
      List<Action> actions = new ArrayList<>();
      long now = OpenPlaces.environment().nowMillis();
      target.rewrittenFiles().forEach(file -> actions.add(file.add().removedAt(now)));
      int removed = actions.size();
      actions.addAll(added);
      if (actions.isEmpty()) {
        return;
      }
      Numbers.after(table().schema(), lastNumbers)
          .ifPresent(schema -> actions.add(table().metadata().withSchema(schema)));
      transaction
          .addAll(actions)
          .metric("numRemovedFiles", removed)
          .metric("numAddedFiles", added.size())
          .metric("numOutputRows", rows)
          .commit();
    }
  }
}
