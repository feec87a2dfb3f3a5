package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.read.MetadataColumns;
import io.moraine.connector.spark.read.TableScanBuilder;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.DeltaWrite;
import org.apache.spark.sql.connector.write.DeltaWriteBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsDelta;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Takes rows out by their places, and writes only those that are new or changed. */
final class PlacedOperation implements SupportsDelta {
  private final Target target;

  PlacedOperation(Target target) {
    this.target = target;
  }

  @Override
  public String description() {
    return "moraine %s by the places of rows".formatted(target.command());
  }

  @Override
  public Command command() {
    return target.command();
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return target.scan(TableScanBuilder.Granularity.ROWS);
  }

  @Override
  public NamedReference[] rowId() {
    return new NamedReference[] {
      Expressions.column(MetadataColumns.FILE), Expressions.column(MetadataColumns.POSITION)
    };
  }

  @Override
  public NamedReference[] requiredMetadataAttributes() {
    return target.isTracked()
        ? new NamedReference[] {Expressions.column(MetadataColumns.ROW_ID)}
        : new NamedReference[0];
  }

  @Override
  public DeltaWriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    return new DeltaWriteBuilder() {
      @Override
      public DeltaWrite build() {
        return new PlacedWrite(target, info);
      }
    };
  }
}
