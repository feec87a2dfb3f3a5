package io.moraine.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowMetadataTest {
  private static final StructType SCHEMA = StructType.of(StructField.of("id", Primitive.LONG));
  private static final StructType WRITTEN =
      StructType.of(
          StructField.of("id", Primitive.LONG),
          StructField.of("_own_id", Primitive.LONG),
          StructField.of("_own_version", Primitive.LONG));
  private static final Map<String, String> TRACKED =
      Map.of(
          "delta.enableRowTracking", "true",
          "delta.rowTracking.materializedRowIdColumnName", "_own_id",
          "delta.rowTracking.materializedRowCommitVersionColumnName", "_own_version");

  private static final Protocol PROTOCOL =
      new Protocol(
          3,
          7,
          Set.of("deletionVectors"),
          Set.of("deletionVectors", "rowTracking", "domainMetadata"));

  private final RawTable table = new RawTable();

  /** Ids 0 to 99 in row groups of ten; every fifth row has brought an id and a version with it. */
  private Snapshot snapshot(StructType written, Long firstId, DeletionVectorDescriptor deleted) {
    List<List<Object>> rows = new ArrayList<>();
    LongStream.range(0, 100)
        .forEach(
            id ->
                rows.add(
                    Arrays.<Object>asList(
                            id, id % 5 == 0 ? 5000 + id : null, id % 5 == 0 ? 2L : null)
                        .subList(0, written.size())));
    table.file("a b/é.parquet", written, 10, rows);
    AddFile file =
        new AddFile(
            "a%20b/%C3%A9.parquet",
            Map.of(),
            table.store.status("a b/é.parquet").sizeBytes(),
            1_700_000_000_123L,
            true,
            "{\"numRecords\":100}",
            null,
            deleted,
            firstId,
            firstId == null ? null : 7L,
            null);
    Metadata metadata = Metadata.of("t", SCHEMA, List.of(), 0).withConfiguration(TRACKED);
    return table.commit(PROTOCOL, metadata, file);
  }

  private static List<List<Object>> metadata(TableScan scan) {
    List<List<Object>> all = new ArrayList<>();
    for (List<Object> row : RawTable.rows(scan)) {
      List<Object> values = new ArrayList<>(List.of(row.get(0)));
      ((List<?>) row.get(row.size() - 1)).stream().skip(4).forEach(values::add);
      all.add(values);
    }
    return all;
  }

  private static Expression is(ColumnReference column, long value) {
    return Operators.compare(Operators.EQ, column, Literal.of(value));
  }

  @Test
  void idsCountFromTheFilesPositionsWhateverIsSkipped() {
    Snapshot snapshot = snapshot(WRITTEN, 1000L, table.deleted(3, 50, 55, 57, 61));
    ColumnReference id = new ColumnReference(0, "id", Primitive.LONG, true);
    TableScan scan =
        TableScan.of(snapshot, table.store)
            .filter(List.of(Operators.or(is(id, 52), Operators.or(is(id, 55), is(id, 58)))))
            .withRowAddresses()
            .withRowMetadata()
            .build();
    // Of the sixth row group alone rows are read, without those that are deleted.
    List<List<Object>> expected = new ArrayList<>();
    for (long row : new long[] {52, 58}) {
      expected.add(List.of(row, row, 1000L, 7L, 1000 + row, 7L));
    }
    assertThat(metadata(scan)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "base row id {0}")
  @NullSource
  @ValueSource(longs = {0, 1000})
  void whatARowBroughtWithItCountsMoreThanItsFile(Long firstId) {
    TableScan scan =
        TableScan.of(snapshot(WRITTEN, firstId, null), table.store).withRowMetadata().build();
    List<List<Object>> expected = new ArrayList<>();
    Long version = firstId == null ? null : 7L;
    for (long row = 0; row < 100; row++) {
      boolean brought = row % 5 == 0;
      Long own = brought ? Long.valueOf(5000 + row) : firstId == null ? null : firstId + row;
      expected.add(
          Arrays.asList(row, row, firstId, version, own, brought ? Long.valueOf(2) : version));
    }
    assertThat(metadata(scan)).isEqualTo(expected);
  }

  @Test
  void filesWithoutTheColumnsOfIdsAreCountedThrough() {
    TableScan scan =
        TableScan.of(snapshot(SCHEMA, 40L, null), table.store).withRowMetadata().build();
    assertThat(metadata(scan).get(99)).containsExactly(99L, 99L, 40L, 7L, 139L, 7L);
  }

  @Test
  void theFileIsNamedByItsUriAndItsSizeAndTimeAreThoseOfTheLog() {
    TableScan scan =
        TableScan.of(snapshot(SCHEMA, 0L, null), table.store)
            .columns(List.of())
            .withRowMetadata()
            .build();
    List<?> first = (List<?>) RawTable.rows(scan).get(0).get(0);
    assertThat(first.subList(0, 4))
        .isEqualTo(
            List.of(
                "memory:/t/a%20b/é.parquet",
                "é.parquet", scan.files().get(0).add().size(), 1_700_000_000_123_000L));
  }
}
