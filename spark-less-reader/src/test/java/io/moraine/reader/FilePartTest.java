package io.moraine.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.IndexLocations;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.parquet.read.ReadOptions.RowRange;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a file have its rows, each once. */
class FilePartTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.of("id", Primitive.LONG), StructField.of("s", Primitive.STRING));

  private final RawTable table = new RawTable();

  private void files(int groupRows) {
    List<List<Object>> rows = new ArrayList<>();
    for (long id = 0; id < 1000; id++) {
      rows.add(List.of(id, "row " + id));
    }
    table.file("a.parquet", SCHEMA, groupRows, rows);
    table.file("b.parquet", SCHEMA, groupRows, rows.subList(0, 3));
  }

  private Snapshot snapshot(int groupRows) {
    files(groupRows);
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
    for (int round = 0; round < 3; round++) {
      long rows = 0;
      for (int i = 3; i >= 0; i--) {
        try (var reader = scan.open(scan.files().get(0), new FilePart(i, 4))) {
          for (var batch = reader.next(); batch != null; batch = reader.next()) {
            rows += batch.rowCount();
          }
        }
      }
      assertThat(rows).isEqualTo(993);
    }
  }

  @Test
  void bytesAreReadAheadWhereAnExecutorIsGiven() {
    Snapshot snapshot = snapshot(100);
    List<List<Object>> expected = RawTable.rows(TableScan.of(snapshot, table.store).build());
    List<Runnable> tasks = new ArrayList<>();
    TableScan scan = TableScan.of(snapshot, table.store).fetcher(tasks::add).build();
    assertThat(RawTable.rows(scan)).isEqualTo(expected);
    assertThat(tasks).as("reads that the reader did not wait for").isNotEmpty();
    tasks.forEach(Runnable::run);
    TableScan ahead = TableScan.of(snapshot, table.store).fetcher(Runnable::run).build();
    assertThat(RawTable.rowsByParts(ahead, 3)).isEqualTo(expected);
    assertThat(RawTable.rows(ahead.narrowed(List.of(), Map.of()))).isEqualTo(expected);
  }

  @Test
  void aLargeFileIsOfSeveralPartsASmallOneOfOne() {
    assertThat(FilePart.of(1000)).containsExactly(FilePart.WHOLE);
    assertThat(FilePart.of(0)).hasSize(1);
    assertThat(FilePart.of(100 << 20)).hasSize(12).contains(new FilePart(11, 12));
    assertThat(FilePart.of(Long.MAX_VALUE)).hasSize(16);
  }

  @Test
  void aRowGroupIsCutOnlyWhereItsPagesCanBeFound() {
    files(300);
    ParquetFile file = ParquetFile.open(table.store.open("a.parquet"));
    // 250 is not far from 300; 500 and 750 are far from 600 and 900.
    assertThat(rows(file, 4))
        .containsExactly(
            new RowRange(0, 300),
            new RowRange(300, 500),
            new RowRange(500, 750),
            new RowRange(750, 1000));
    ParquetFile bare = ParquetFile.open(table.store.open("a.parquet"), withoutIndexes(file));
    assertThat(rows(bare, 2)).containsExactly(new RowRange(0, 600), new RowRange(600, 1000));
    assertThat(rows(bare, 10).stream().filter(part -> part.from() < part.to())).hasSize(4);
    assertThat(rows(bare, 10).get(9).to()).isEqualTo(1000);
  }

  private static List<RowRange> rows(ParquetFile file, int parts) {
    return IntStream.range(0, parts)
        .mapToObj(index -> new FilePart(index, parts).of(file, ReadOptions.DEFAULT).rows())
        .toList();
  }

  private static Footer withoutIndexes(ParquetFile file) {
    Footer footer = file.footer();
    return new Footer(
        footer.footerOffset(),
        footer.schema(),
        footer.leaves(),
        footer.rowCount(),
        footer.rowGroups().stream()
            .map(
                group ->
                    new RowGroupMetadata(
                        group.rowCount(),
                        group.sizeBytes(),
                        group.chunks().stream().map(FilePartTest::withoutIndexes).toList()))
            .toList(),
        footer.keyValues(),
        footer.createdBy());
  }

  private static ChunkMetadata withoutIndexes(ChunkMetadata chunk) {
    return new ChunkMetadata(
        chunk.type(),
        chunk.codec(),
        chunk.valueCount(),
        chunk.startOffset(),
        chunk.dataOffset(),
        chunk.sizeBytes(),
        chunk.uncompressedBytes(),
        chunk.statistics(),
        IndexLocations.NONE,
        chunk.onlyCodes(),
        chunk.elsewhere(),
        chunk.cipher());
  }

  @Test
  void aPartThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new FilePart(2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A part needs 0 <= index < count, got 2 of 2");
  }

  @Test
  void aPartOfAFileThatIsGoneIsAnErrorThatSaysSo() {
    TableScan scan = TableScan.of(snapshot(5000), table.store).build();
    table.store.delete("b.parquet");
    assertThatThrownBy(() -> scan.open(scan.files().get(1), new FilePart(1, 2)))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("data file b.parquet")
        .hasMessageContaining("is gone");
  }
}
