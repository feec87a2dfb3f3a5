package io.moraine.reader.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.changes.TableState;
import io.moraine.log.changes.VersionCommit;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.fixture.Batches;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.path.DataPaths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeScanTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.of("id", Primitive.LONG), StructField.of("part", Primitive.STRING));
  private static final StructType IDS = StructType.of(SCHEMA.field(0));
  private static final long MILLIS = 1_700_000_000_000L;

  private final InMemoryStore store = new InMemoryStore("t", Worlds.clock());
  private final DeletionVectorWriter vectors =
      new DeletionVectorWriter(store, Worlds.world(Worlds.clock(), 1));

  private static TableState state(String... partitionColumns) {
    return new TableState(
        Protocol.legacy(1, 4), Metadata.of("t", SCHEMA, List.of(partitionColumns), 0));
  }

  private static VersionCommit commit(TableState state, Action... actions) {
    return new VersionCommit(7, MILLIS, state, List.of(actions));
  }

  /** Writes a file with ids 0 to {@code rows}, with row groups of 10. */
  private AddFile file(String name, int rows) {
    List<List<Object>> values = new ArrayList<>();
    for (long id = 0; id < rows; id++) {
      values.add(List.of(id));
    }
    write(name, IDS, values);
    return AddFile.of(name, Map.of("part", "p"), store.status(name).sizeBytes(), 0);
  }

  private void write(String name, StructType schema, List<List<Object>> rows) {
    WriteOptions options = WriteOptions.DEFAULT.withRowGroups(Long.MAX_VALUE, 10);
    try (ParquetWriter writer = ParquetWriter.create(store.create(name), schema, options)) {
      writer.write(Batches.of(schema, rows));
      writer.finish();
    }
  }

  private DeletionVectorDescriptor vector(int... rows) {
    BitSet positions = new BitSet();
    Arrays.stream(rows).forEach(positions::set);
    return vectors.write(List.of(DeletionVector.of(positions))).descriptors().get(0);
  }

  private ChangeScan.Builder scan(TableState state) {
    return ChangeScan.of(state, store, new DataPaths(store.root()));
  }

  private List<String> rows(ChangeScan.Builder builder, VersionCommit... commits) {
    List<String> rows = new ArrayList<>();
    try (BatchReader reader = builder.build().read(List.of(commits).iterator())) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < batch.schema().size(); column++) {
            values.add(String.valueOf(batch.column(column).value(row)));
          }
          rows.add(String.join(" ", values));
        }
      }
    }
    return rows;
  }

  /** Ids and kinds of the changed rows. */
  private List<String> changes(VersionCommit commit) {
    return rows(scan(commit.state()).columns(List.of(0, 2)), commit);
  }

  @Test
  void rowsHaveTheTablesColumnsAndWhatHappenedWhenAndInWhichVersion() {
    AddFile add = file("a", 1);
    assertThat(rows(scan(state("part")), commit(state("part"), add)))
        .containsExactly("0 p insert 7 1700000000000000");
    assertThat(scan(state("part")).schema().names())
        .containsExactly("id", "part", "_change_type", "_commit_version", "_commit_timestamp");
  }

  @Test
  void aRemovedFileGivesTheRowsThatWereLive() {
    RemoveFile remove = file("a", 5).withDeletionVector(vector(0, 3)).removedAt(1);
    assertThat(changes(commit(state("part"), remove)))
        .containsExactly("1 delete", "2 delete", "4 delete");
  }

  @Test
  void aFileThatStaysGivesTheRowsThatItsVectorsDifferIn() {
    AddFile file = file("a", 35);
    AddFile some = file.withDeletionVector(vector(1, 12, 33));
    AddFile others = file.withDeletionVector(vector(12, 20, 34));
    TableState state = state("part");

    assertThat(changes(commit(state, file.removedAt(1), some)))
        .as("no vector before")
        .containsExactly("1 delete", "12 delete", "33 delete");
    assertThat(changes(commit(state, file, some.removedAt(1))))
        .as("no vector after, in either order")
        .containsExactly("1 insert", "12 insert", "33 insert");
    assertThat(changes(commit(state, some.removedAt(1), others)))
        .containsExactly("20 delete", "34 delete", "1 insert", "33 insert");
    assertThat(changes(commit(state, some.removedAt(1), some))).isEmpty();
    assertThat(changes(commit(state, file.removedAt(1), file))).isEmpty();
  }

  @Test
  void whatChangesNoDataChangesNoRows() {
    AddFile add = file("a", 2);
    assertThat(
            changes(
                commit(
                    state("part"), add.withoutDataChange(), add.removedAt(1).withoutDataChange())))
        .isEmpty();
    CommitInfo merge =
        CommitInfo.of(0, "MERGE")
            .with(
                "operationMetrics",
                Map.of(
                    "numTargetRowsInserted", "0",
                    "numTargetRowsUpdated", "0",
                    "numTargetRowsDeleted", "0"));
    assertThat(changes(commit(state("part"), merge, add))).as("a MERGE of nothing").isEmpty();
    assertThat(
            changes(
                commit(
                    state("part"),
                    merge.with("operationMetrics", Map.of("numTargetRowsInserted", "0")),
                    add)))
        .hasSize(2);
  }

  @Test
  void recordedRowsAreAllThereAre() {
    StructType recorded = StructType.of(IDS.field(0), ChangeColumns.TYPE);
    write(
        "_change_data/c",
        recorded,
        List.of(List.of(1L, "update_preimage"), List.of(2L, "update_postimage")));
    AddCdcFile cdc = new AddCdcFile("_change_data/c", Map.of("part", "p"), 1, false, null);
    assertThat(changes(commit(state("part"), file("a", 9), cdc)))
        .containsExactly("1 update_preimage", "2 update_postimage");

    AddFile plain = file("b", 1);
    AddCdcFile wrong = new AddCdcFile(plain.path(), Map.of("part", "p"), 1, false, null);
    assertThatThrownBy(() -> changes(commit(state("part"), wrong)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("a file of changed rows needs a column '_change_type'");
  }

  @Test
  void filesAreReadAsTheirOwnPartitioningSays() {
    // The table is partitioned no more; what it removes still is.
    write("whole", SCHEMA, List.of(List.of(5L, "in the file")));
    AddFile whole = AddFile.of("whole", Map.of(), 1, 0);
    VersionCommit commit = commit(state(), file("a", 1).removedAt(1), whole);
    assertThat(rows(scan(state()).columns(List.of(0, 1, 2)), commit))
        .containsExactly("0 p delete", "5 in the file insert");
  }

  @Test
  void missingPartitionValuesAreAnError() {
    RemoveFile old = new RemoveFile("a", 1L, true, null, null, null, null, null, null, null, null);
    assertThatThrownBy(() -> changes(commit(state("part"), old)))
        .isInstanceOf(CorruptTableException.class)
        .hasMessage(
            "Cannot tell the rows that version 7 of memory:/t/ removes with the file 'a': its commit lacks the file's values of part");
    AddFile lacking = AddFile.of(file("b", 1).path(), Map.of(), 1, 0);
    assertThatThrownBy(() -> rows(scan(state("part")), commit(state("part"), lacking)))
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("has no value for partition column 'part'");
  }

  @Test
  void filesThatAreGoneAreToldByVersion() {
    AddFile gone = AddFile.of("gone", Map.of(), 1, 0);
    assertThatThrownBy(() -> changes(commit(state(), gone)))
        .isInstanceOf(MoraineException.class)
        .hasMessage(
            "The file gone, with rows that version 7 of memory:/t/ changes, is gone: VACUUM may have removed it");
  }

  @Test
  void aVectorForMoreRowsThanTheFileHasIsAnError() {
    AddFile file = file("a", 3);
    AddFile marked = file.withDeletionVector(vector(3));
    assertThatThrownBy(() -> changes(commit(state("part"), file.removedAt(1), marked)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("its deletion vector is for 4 rows at least, but it has 3");
  }

  @Test
  void aTableWithAColumnOfThatNameIsRefused() {
    StructType schema = StructType.of(StructField.of("_Change_Type", Primitive.STRING));
    TableState state =
        new TableState(Protocol.legacy(1, 4), Metadata.of("t", schema, List.of(), 0));
    assertThatThrownBy(() -> scan(state))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read the changes of memory:/t/: it has a column '_Change_Type' of its own");
  }

  private int selected(Expression filter, VersionCommit commit) {
    return scan(commit.state()).filter(List.of(filter)).build().select(commit).size();
  }

  private static Expression equal(int ordinal, StructField field, Object value) {
    return Operators.compare(
        "=",
        new ColumnReference(ordinal, field.name(), field.type(), true),
        new Literal(field.type(), value));
  }

  @Test
  void filtersLeaveOutFilesByPartitionStatisticsVersionAndKind() {
    String stats =
        "{\"numRecords\":5,\"minValues\":{\"id\":0},\"maxValues\":{\"id\":4},\"nullCount\":{\"id\":0}}";
    AddFile add = file("a", 5).withStats(stats);
    RemoveFile remove = file("b", 5).withStats(stats).removedAt(1);
    VersionCommit commit = commit(state("part"), add, remove);
    StructField id = SCHEMA.field(0);
    StructField part = SCHEMA.field(1);

    assertThat(selected(Literal.TRUE, commit)).isEqualTo(2);
    assertThat(selected(equal(0, id, 4L), commit)).isEqualTo(2);
    assertThat(selected(equal(0, id, 5L), commit)).isZero();
    assertThat(selected(equal(1, part, "p"), commit)).isEqualTo(2);
    assertThat(selected(equal(1, part, "q"), commit)).isZero();
    assertThat(selected(equal(2, ChangeColumns.TYPE, "insert"), commit)).isEqualTo(1);
    assertThat(selected(equal(2, ChangeColumns.TYPE, "update_preimage"), commit)).isZero();
    assertThat(selected(equal(3, ChangeColumns.VERSION, 7L), commit)).isEqualTo(2);
    assertThat(selected(equal(3, ChangeColumns.VERSION, 8L), commit)).isZero();
    assertThat(selected(equal(4, ChangeColumns.TIMESTAMP, MILLIS * 1000), commit)).isEqualTo(2);
    assertThat(selected(equal(4, ChangeColumns.TIMESTAMP, MILLIS), commit)).isZero();
  }

  @Test
  void deletedRowsAreNotLeftOutByStatisticsOfThoseThatStay() {
    AddFile file = file("a", 5);
    AddFile after =
        file.withDeletionVector(vector(4))
            .withStats(
                "{\"numRecords\":5,\"minValues\":{\"id\":0},\"maxValues\":{\"id\":3},\"nullCount\":{\"id\":0}}");
    VersionCommit commit = commit(state("part"), file.removedAt(1), after);
    assertThat(selected(equal(0, SCHEMA.field(0), 4L), commit)).isEqualTo(1);
  }
}
