package io.moraine.connector.spark.procedure;

import io.moraine.Result;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.connector.spark.vector.SparkVectors;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A procedure that runs a statement of Moraine's on the driver, and gives its rows. */
final class StatementProcedure implements UnboundProcedure, BoundProcedure {
  private final String name;
  private final Procedures.Definition definition;
  private final Function<String, TablePlace> places;

  StatementProcedure(
      String name, Procedures.Definition definition, Function<String, TablePlace> places) {
    this.name = name;
    this.definition = definition;
    this.places = places;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return definition.description();
  }

  @Override
  public BoundProcedure bind(StructType inputType) {
    return this;
  }

  @Override
  public ProcedureParameter[] parameters() {
    return definition.parameters().toArray(ProcedureParameter[]::new);
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public Iterator<Scan> call(InternalRow input) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int i = 0; i < definition.parameters().size(); i++) {
      arguments.add(
          input.isNullAt(i) ? null : input.get(i, definition.parameters().get(i).dataType()));
    }
    TablePlace place = places.apply(String.valueOf(arguments.get(0)));
    String statement = definition.statement().of(place.sqlName(), arguments);
    try (Result result = OpenPlaces.session(place).sql(statement)) {
      StructType schema = SparkTypes.toSpark(result.schema());
      Scan rows = new Rows(schema, rows(result.batches(), schema));
      return List.of(rows).iterator();
    }
  }

  private static List<InternalRow> rows(BatchReader reader, StructType schema) {
    List<InternalRow> rows = new ArrayList<>();
    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
      SparkVectors.batch(batch, schema).rowIterator().forEachRemaining(row -> rows.add(row.copy()));
    }
    return rows;
  }

  private record Rows(StructType readSchema, List<InternalRow> values) implements LocalScan {
    @Override
    public InternalRow[] rows() {
      return values.toArray(InternalRow[]::new);
    }
  }
}
