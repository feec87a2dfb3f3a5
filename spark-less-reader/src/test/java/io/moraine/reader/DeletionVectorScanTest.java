package io.moraine.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.Metadata;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeletionVectorScanTest {
  private static final StructType SCHEMA = StructType.of(StructField.of("id", Primitive.LONG));
  private static final ColumnReference ID = new ColumnReference(0, "id", Primitive.LONG, true);
  private static final int ROWS = 100;
  private static final String STATS =
      "{\"numRecords\":100,\"minValues\":{\"id\":0},\"maxValues\":{\"id\":99},\"nullCount\":{\"id\":0},\"tightBounds\":false}";

  private final RawTable table = new RawTable();

  /** Ids 0 to 99 in row groups of ten, without those of {@code deleted}. */
  private Snapshot snapshot(DeletionVectorDescriptor deleted) {
    List<List<Object>> rows = new ArrayList<>();
    LongStream.range(0, ROWS).forEach(id -> rows.add(List.of(id)));
    table.file("data.parquet", SCHEMA, 10, rows);
    return table.commit(
        RawTable.protocol("deletionVectors"),
        Metadata.of("t", SCHEMA, List.of(), 0),
        table.add("data.parquet", STATS, deleted));
  }

  private static Expression idIs(String operator, long value) {
    return Operators.compare(operator, ID, Literal.of(value));
  }

  @Test
  void deletedRowsAreLeftOutAndOthersKeepTheirPlaces() {
    Snapshot snapshot = snapshot(table.deleted(0, 9, 10, 55, 99));
    TableScan scan = TableScan.of(snapshot, table.store).withRowAddresses().build();
    List<List<Object>> expected = new ArrayList<>();
    LongStream.range(0, ROWS)
        .filter(id -> !List.of(0L, 9L, 10L, 55L, 99L).contains(id))
        .forEach(id -> expected.add(List.of(id, 0, id)));
    assertThat(RawTable.rows(scan)).isEqualTo(expected);
    assertThat(FileStatistics.liveRowCount(scan.files().get(0).add())).isEqualTo(95);
  }

  @Test
  void rowGroupsThatAreSkippedStillCount() {
    Snapshot snapshot = snapshot(table.deleted(3, 50, 55, 57, 61));
    List<Expression> three = List.of(idIs(Operators.GE, 56), idIs(Operators.LE, 58));
    TableScan scan = TableScan.of(snapshot, table.store).filter(three).withRowAddresses().build();
    // Of the sixth row group, three rows are wanted, one of which is deleted.
    assertThat(RawTable.rows(scan)).extracting(row -> row.get(2)).containsExactly(56L, 58L);
    TableScan plain = TableScan.of(snapshot, table.store).filter(three).build();
    assertThat(plain.output().names()).containsExactly("id");
    assertThat(RawTable.rows(plain)).containsExactly(List.of(56L), List.of(58L));
    TableScan most =
        TableScan.of(snapshot, table.store).filter(List.of(idIs(Operators.GE, 51))).build();
    // Where most rows are wanted, the others come with them.
    assertThat(RawTable.rows(most)).hasSize(46).contains(List.of(51L), List.of(99L));
  }

  @Test
  void aFilterThatFailsForADeletedRowFailsForNobody() {
    Snapshot snapshot = snapshot(table.deleted(57));
    Expression inverse =
        Expressions.call("div", Literal.of(100L), Expressions.call("-", ID, Literal.of(57L)));
    TableScan scan =
        TableScan.of(snapshot, table.store)
            .filter(List.of(Operators.compare(Operators.EQ, inverse, Literal.of(100L))))
            .build();
    // Of the rows beside the deleted one, on whose account the filter fails, all come.
    assertThat(RawTable.rows(scan)).contains(List.of(58L)).doesNotContain(List.of(57L));
  }

  @Test
  void aBatchWithoutLiveRowsIsPassedOver() {
    Snapshot snapshot = snapshot(table.deleted(IntStream.range(10, ROWS).toArray()));
    assertThat(RawTable.rows(TableScan.of(snapshot, table.store).build())).hasSize(10);
    Snapshot empty = snapshot(table.deleted(IntStream.range(0, ROWS).toArray()));
    assertThat(RawTable.rows(TableScan.of(empty, table.store).build())).isEmpty();
  }

  @Test
  void countsAloneNeedNoColumn() {
    Snapshot snapshot = snapshot(table.deleted(1, 2, 3));
    TableScan scan = TableScan.of(snapshot, table.store).columns(List.of()).build();
    assertThat(RawTable.rows(scan)).hasSize(97);
  }

  @Test
  void allMeansAllLiveRows() {
    Snapshot snapshot = snapshot(table.deleted(99));
    for (long bound : new long[] {99, 98}) {
      TableScan scan =
          TableScan.of(snapshot, table.store).filter(List.of(idIs(Operators.LE, bound))).build();
      // Bounds are not tight: that the greatest id is gone, the log does not tell.
      assertThat(scan.files().get(0).match())
          .isEqualTo(bound == 99 ? ScanFile.Match.ALL : ScanFile.Match.SOME);
      assertThat(RawTable.rows(scan)).hasSize(99);
    }
  }

  @Test
  void aVectorThatIsGoneOrTooLargeIsAnErrorThatNamesTheFile() {
    Snapshot tooLarge = snapshot(table.deleted(IntStream.range(0, ROWS + 1).toArray()));
    assertThatThrownBy(() -> RawTable.rows(TableScan.of(tooLarge, table.store).build()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("data.parquet")
        .hasMessageContaining("its deletion vector deletes 101 rows, but it has 100");
    Snapshot gone = snapshot(table.deleted(1));
    table.store.delete(RawTable.VECTOR_FILE);
    assertThatThrownBy(() -> RawTable.rows(TableScan.of(gone, table.store).build()))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("The deletion vector of the data file data.parquet of memory:/t/")
        .hasMessageContaining("is gone");
  }
}
