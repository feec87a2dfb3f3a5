package io.moraine.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a file have its rows, each once. */
class ScanPartTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.of("id", Primitive.LONG), StructField.of("s", Primitive.STRING));

  private final RawTable table = new RawTable();

  private Snapshot snapshot(int groupRows) {
    List<List<Object>> rows = new ArrayList<>();
    for (long id = 0; id < 1000; id++) {
      rows.add(List.of(id, "row " + id));
    }
    table.file("a.parquet", SCHEMA, groupRows, rows);
    table.file("b.parquet", SCHEMA, groupRows, rows.subList(0, 3));
    return table.commit(
        RawTable.protocol("deletionVectors"),
        Metadata.of("t", SCHEMA, List.of(), 0),
        table.add("a.parquet", null, table.deleted(0, 1, 250, 499, 500, 501, 999)),
        table.add("b.parquet", null, null));
  }

  @ParameterizedTest(name = "groups of {0} rows, {1} parts")
  @CsvSource({"5000,1", "5000,2", "5000,7", "100,3", "300,4", "100,64", "5000,1500"})
  void partsTogetherAreTheFile(int groupRows, int parts) {
    Snapshot snapshot = snapshot(groupRows);
    TableScan scan = TableScan.of(snapshot, table.store).withRowAddresses().build();
    assertThat(RawTable.rowsByParts(scan, parts)).isEqualTo(RawTable.rows(scan)).hasSize(996);
    TableScan few =
        TableScan.of(snapshot, table.store)
            .filter(
                List.of(
                    Operators.compare(
                        Operators.EQ,
                        new ColumnReference(0, "id", Primitive.LONG, true),
                        Literal.of(502L))))
            .build();
    assertThat(RawTable.rowsByParts(few, parts)).contains(List.of(502L, "row 502"));
  }

  @Test
  void partsMayBeReadAgainAndInAnyOrder() {
    TableScan scan = TableScan.of(snapshot(5000), table.store).build();
    List<ScanPart> parts = scan.parts(scan.files().get(0), 4);
    assertThat(parts).extracting(ScanPart::file).containsOnly(scan.files().get(0));
    for (int round = 0; round < 3; round++) {
      long rows = 0;
      for (int i = parts.size() - 1; i >= 0; i--) {
        try (var reader = parts.get(i).open()) {
          for (var batch = reader.next(); batch != null; batch = reader.next()) {
            rows += batch.rowCount();
          }
        }
      }
      assertThat(rows).isEqualTo(993);
    }
    assertThat(scan.parts(scan.files().get(0))).as("a small file").hasSize(1);
  }

  @Test
  void aPartOfAFileThatIsGoneIsAnErrorThatSaysSo() {
    TableScan scan = TableScan.of(snapshot(5000), table.store).build();
    List<ScanPart> parts = scan.parts(scan.files().get(1), 2);
    table.store.delete("b.parquet");
    assertThatThrownBy(() -> parts.get(1).open())
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("data file b.parquet")
        .hasMessageContaining("is gone");
  }
}
