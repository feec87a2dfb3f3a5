package io.moraine.connector.spark.write;

import io.moraine.core.expr.Expression;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/**
 * A write, planned. Rows of one partition come to one task, and in order of the partitions, so that
 * a table of many partitions gets few files.
 */
public final class TableWrite implements RequiresDistributionAndOrdering {
  private static final long TASK_BYTES = 256L << 20;

  private final WriteGoal goal;
  private final Optional<Expression> condition;
  private final String query;
  private final ZoneId zone;
  private final FileBatchWrite.KeptIds ids;

  /**
   * A write to {@code goal}.
   *
   * @param condition what new rows have to satisfy
   * @param query the id of the statement or stream
   */
  public TableWrite(WriteGoal goal, Optional<Expression> condition, String query, ZoneId zone) {
    this(goal, condition, query, zone, FileBatchWrite.KeptIds.NONE);
  }

  private TableWrite(
      WriteGoal goal,
      Optional<Expression> condition,
      String query,
      ZoneId zone,
      FileBatchWrite.KeptIds ids) {
    this.goal = goal;
    this.condition = condition;
    this.query = query;
    this.zone = zone;
    this.ids = ids;
  }

  /**
   * The same write, of rows that were in the table before and keep their ids, where rows are
   * tracked.
   *
   * @param ordinal where the rows' metadata has the id; −1 for nowhere
   */
  public TableWrite keepingRowIds(boolean tracked, int ordinal) {
    return new TableWrite(
        goal, condition, query, zone, new FileBatchWrite.KeptIds(tracked, ordinal));
  }

  @Override
  public String description() {
    return "moraine %s version %d".formatted(goal.place(), goal.table().version());
  }

  private NamedReference[] partitions() {
    Snapshot table = goal.table();
    return table.partitionColumns().stream()
        .map(name -> Expressions.column("`" + name.replace("`", "``") + "`"))
        .toArray(NamedReference[]::new);
  }

  @Override
  public Distribution requiredDistribution() {
    NamedReference[] partitions = partitions();
    return partitions.length == 0
        ? Distributions.unspecified()
        : Distributions.clustered(partitions);
  }

  @Override
  public boolean distributionStrictlyRequired() {
    return false;
  }

  @Override
  public long advisoryPartitionSizeInBytes() {
    return partitions().length == 0 ? 0 : TASK_BYTES;
  }

  @Override
  public SortOrder[] requiredOrdering() {
    NamedReference[] partitions = partitions();
    SortOrder[] orders = new SortOrder[partitions.length];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = Expressions.sort(partitions[i], SortDirection.ASCENDING);
    }
    return orders;
  }

  @Override
  public BatchWrite toBatch() {
    return new FileBatchWrite(goal, condition, zone, ids);
  }

  @Override
  public StreamingWrite toStreaming() {
    if (!(goal instanceof CommittedWrite write)) {
      throw new UnsupportedOperationException("A stream writes to a table that is there");
    }
    return new FileStreamWrite(write, query);
  }
}
