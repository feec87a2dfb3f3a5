package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;
import io.moraine.engine.physical.Generator;
import io.moraine.engine.physical.PhysicalGenerate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Gives rows once for each element of a collection. */
public final class GenerateStage implements Stage {
  private static final int BATCH_ROWS = 4096;

  private final PhysicalGenerate plan;
  private final BitSet needed;
  private final Evaluator collection;
  private final StructType generated;

  /** The stage of {@code plan}, of whose output somebody looks at columns {@code needed}. */
  public GenerateStage(PhysicalGenerate plan, BitSet needed, EvaluationContext context) {
    this.plan = plan;
    this.needed = needed;
    this.collection = Evaluator.compile(plan.collection(), context);
    this.generated =
        StructType.ofResult(
            plan.output().fields().subList(plan.child().output().size(), plan.output().size()));
  }

  @Override
  public BatchSink worker(BatchSink next) {
    return (batch, position) -> {
      ColumnVector collections = collection.evaluate(batch).flat();
      int[] offsets =
          collections instanceof ListVector list
              ? list.offsets()
              : ((MapVector) collections).offsets();
      Generated rows = new Generated(batch, elements(collections), next, position);
      boolean more = true;
      for (int row = 0; row < batch.rowCount() && more; row++) {
        int from = offsets[row];
        int to = collections.isNull(row) ? from : offsets[row + 1];
        if (from == to && plan.generator().outer()) {
          more = rows.add(row, -1, 0);
        }
        for (int i = from; i < to && more; i++) {
          more = rows.add(row, i, i - from);
        }
      }
      return more && rows.give();
    };
  }

  /** The columns of all elements, but their positions. */
  private List<ColumnVector> elements(ColumnVector collections) {
    if (collections instanceof MapVector map) {
      return List.of(map.keys(), map.values());
    }
    ColumnVector elements = ((ListVector) collections).elements();
    if (plan.generator().form() == Generator.Form.ELEMENT) {
      return List.of(elements);
    }
    StructVector struct = (StructVector) elements.flat();
    List<ColumnVector> fields = new ArrayList<>();
    for (ColumnVector field : struct.fields()) {
      fields.add(
          struct.validity() == null
              ? field
              : Vectors.withValidity(field, both(struct.validity(), field.validity())));
    }
    return fields;
  }

  private static byte[] both(byte[] left, byte[] right) {
    if (right == null) {
      return left;
    }
    byte[] both = new byte[left.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = (byte) (left[i] & right[i]);
    }
    return both;
  }

  /** Rows that are collected to a batch. */
  private final class Generated {
    private final ColumnBatch batch;
    private final ColumnBatch elements;
    private final BatchSink next;
    private final long position;
    private final int[] rows = new int[BATCH_ROWS];
    private final int[] places = new int[BATCH_ROWS];
    private final int[] numbers = new int[BATCH_ROWS];
    private int count;

    Generated(ColumnBatch batch, List<ColumnVector> elements, BatchSink next, long position) {
      this.batch = batch;
      int first = plan.generator().position() ? 1 : 0;
      this.elements =
          new ColumnBatch(
              StructType.ofResult(generated.fields().subList(first, generated.size())),
              elements.get(0).size(),
              elements);
      this.next = next;
      this.position = position;
    }

    boolean add(int row, int place, int number) {
      rows[count] = row;
      places[count] = place;
      numbers[count++] = number;
      return count < BATCH_ROWS || give();
    }

    boolean give() {
      if (count == 0) {
        return true;
      }
      int size = count;
      count = 0;
      List<ColumnVector> columns = new ArrayList<>(Gather.rows(batch, rows.clone(), size, needed));
      if (plan.generator().position()) {
        byte[] known = new byte[size];
        for (int i = 0; i < size; i++) {
          known[i] = (byte) (places[i] >= 0 ? 1 : 0);
        }
        columns.add(
            new IntVector(
                DataType.Primitive.INTEGER,
                size,
                numbers.clone(),
                plan.generator().outer() ? known : null));
      }
      columns.addAll(Gather.rowsOrNull(elements, places, size, Columns.all(elements.schema())));
      return next.accept(new ColumnBatch(plan.output(), size, columns), position);
    }
  }
}
