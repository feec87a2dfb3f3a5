package io.moraine.connector.spark.procedure;

import io.moraine.connector.spark.table.TablePlace;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Joins small files of a whole table by Spark's tasks. */
record OptimizeProcedure(Function<String, TablePlace> places)
    implements UnboundProcedure, BoundProcedure {
  static final String NAME = "optimize_distributed";

  private static final StructType RESULT =
      StructType.fromDDL("version BIGINT, removedFiles BIGINT, addedFiles BIGINT");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Joins small files, and leaves out deleted rows, by tasks of the cluster";
  }

  @Override
  public BoundProcedure bind(StructType inputType) {
    return this;
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("table", DataTypes.StringType)
          .comment("its name below the warehouse, or its path")
          .build()
    };
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public Iterator<Scan> call(InternalRow input) {
    DistributedOptimize.Outcome outcome =
        new DistributedOptimize(places.apply(input.getUTF8String(0).toString()))
            .run(SparkSession.active());
    InternalRow row =
        new GenericInternalRow(
            new Object[] {outcome.version(), outcome.removedFiles(), outcome.addedFiles()});
    Scan result = new Row(row);
    return List.of(result).iterator();
  }

  private record Row(InternalRow value) implements LocalScan {
    @Override
    public InternalRow[] rows() {
      return new InternalRow[] {value};
    }

    @Override
    public StructType readSchema() {
      return RESULT;
    }
  }
}
