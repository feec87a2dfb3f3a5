package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.prune.Outcome;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSkippingTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.of("id", Primitive.LONG), StructField.of("day", Primitive.DATE));
  private static final Expression ID = new ColumnReference(0, "id", Primitive.LONG, true);
  private static final Expression DAY = new ColumnReference(1, "day", Primitive.DATE, true);
  private static final String STATS =
      "{\"numRecords\":5,\"minValues\":{\"id\":10},\"maxValues\":{\"id\":20},\"nullCount\":{\"id\":0}}";

  private static Outcome decide(Expression predicate, String day, String stats) {
    FileSkipping skipping =
        new FileSkipping(predicate, SCHEMA, List.of("day"), ColumnMappingMode.NONE, ZoneOffset.UTC);
    return skipping.decide(
        AddFile.of("f", Collections.singletonMap("day", day), 1, 1).withStats(stats));
  }

  private static Expression call(String function, Expression... arguments) {
    return new Call(function, List.of(arguments), Primitive.BOOLEAN, true);
  }

  private static Expression id(long value) {
    return new Literal(Primitive.LONG, value);
  }

  private static Expression day(int value) {
    return new Literal(Primitive.DATE, value);
  }

  @Test
  void statisticsAndPartitionValuesBothDecide() {
    assertThat(decide(call(Operators.EQ, ID, id(9)), "2024-01-01", STATS)).isEqualTo(Outcome.NONE);
    assertThat(decide(call(Operators.EQ, ID, id(15)), "2024-01-01", STATS)).isEqualTo(Outcome.SOME);
    assertThat(decide(call(Operators.EQ, DAY, day(0)), "1970-01-01", STATS)).isEqualTo(Outcome.ALL);
    assertThat(decide(call(Operators.EQ, DAY, day(1)), "1970-01-01", null)).isEqualTo(Outcome.NONE);
  }

  @Test
  void aNullPartitionIsNullInEveryRowAlsoWhereTheRowsAreNotCounted() {
    for (String stats : new String[] {STATS, "{}"}) {
      assertThat(decide(call(Operators.IS_NULL, DAY), null, stats)).isEqualTo(Outcome.ALL);
      assertThat(decide(call(Operators.EQ, DAY, day(0)), null, stats)).isEqualTo(Outcome.NONE);
      assertThat(decide(call(Operators.IS_NULL, DAY), "1970-01-01", stats)).isEqualTo(Outcome.NONE);
    }
    assertThat(decide(call(Operators.IS_NULL, DAY), null, null)).isEqualTo(Outcome.ALL);
  }

  @Test
  void withoutStatisticsAFileIsKept() {
    assertThat(decide(call(Operators.EQ, ID, id(9)), "2024-01-01", null)).isEqualTo(Outcome.SOME);
    assertThat(decide(call(Operators.IS_NULL, ID), "2024-01-01", "broken")).isEqualTo(Outcome.SOME);
  }

  @Test
  void nullCountsProveNothingWhereRowsAreNotCounted() {
    String stats = "{\"nullCount\":{\"id\":5},\"minValues\":{\"id\":1},\"maxValues\":{\"id\":1}}";
    assertThat(decide(call(Operators.IS_NULL, ID), null, stats)).isEqualTo(Outcome.SOME);
    assertThat(decide(call(Operators.EQ, ID, id(1)), null, stats)).isEqualTo(Outcome.SOME);
  }
}
