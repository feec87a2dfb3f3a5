package io.moraine.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that have other columns than their table, or lie where their partition does not say. */
class OddFilesTest {
  private static final Protocol OLD = Protocol.legacy(1, 2);

  private final RawTable table = new RawTable();

  private AddFile add(String path, Map<String, String> partitionValues) {
    return new AddFile(path, partitionValues, 1, 0, true, null, null, null, null, null, null);
  }

  private Snapshot partitioned(Map<String, String> partitionValues) {
    StructType schema =
        StructType.of(StructField.of("id", Primitive.LONG), StructField.of("p", Primitive.INTEGER));
    // The file has the partition column too, and one that readers of changes alone look at.
    StructType written =
        StructType.of(
            StructField.of("p", Primitive.INTEGER),
            StructField.of("_change_type", Primitive.STRING),
            StructField.of("id", Primitive.LONG));
    table.file("p=8/data.parquet", written, 10, List.of(List.of(9, "insert", 1L)));
    return table.commit(
        OLD, Metadata.of("t", schema, List.of("p"), 0), add("p=8/data.parquet", partitionValues));
  }

  @Test
  void thePartitionIsTheLogsWhateverFolderAndFileSay() {
    TableScan scan = TableScan.of(partitioned(Map.of("p", "7")), table.store).build();
    assertThat(RawTable.rows(scan)).containsExactly(List.of(1L, 7));
    ColumnReference p = new ColumnReference(1, "p", Primitive.INTEGER, true);
    for (int other : new int[] {8, 9}) {
      Expression filter = Operators.compare(Operators.EQ, p, Literal.of(other));
      assertThat(TableScan.of(scan.snapshot(), table.store).filter(List.of(filter)).build().files())
          .isEmpty();
    }
  }

  @Test
  void aPartitionValueIsFoundByItsExactNameFirst() {
    Snapshot both = partitioned(Map.of("P", "8", "p", "7"));
    assertThat(RawTable.rows(TableScan.of(both, table.store).build()))
        .containsExactly(List.of(1L, 7));
    Snapshot none = partitioned(Map.of("q", "7"));
    assertThatThrownBy(() -> RawTable.rows(TableScan.of(none, table.store).build()))
        .isInstanceOf(MoraineException.class)
        .hasMessage("The file 'p=8/data.parquet' has no value for partition column 'p'; it has: q");
  }

  @Test
  void columnsThatAFileLacksAreNullAlsoWhereNullIsNotAllowedAnyMore() {
    StructType schema =
        StructType.of(
            StructField.of("id", Primitive.LONG),
            StructField.required("late", Primitive.INTEGER),
            StructField.of("nothing", Primitive.VOID),
            StructField.of(
                "s",
                StructType.of(
                    StructField.of("x", Primitive.INTEGER),
                    StructField.of("nothing", Primitive.VOID),
                    StructField.required("late", Primitive.STRING))),
            StructField.of(
                "l",
                new DataType.Array(StructType.of(StructField.of("late", Primitive.DATE)), true)));
    StructType written =
        StructType.of(
            StructField.of("id", Primitive.LONG),
            StructField.of("s", StructType.of(StructField.of("x", Primitive.INTEGER))),
            StructField.of(
                "l", new DataType.Array(StructType.of(StructField.of("x", Primitive.LONG)), true)));
    table.file(
        "data.parquet",
        written,
        10,
        List.of(
            Arrays.asList(1L, List.of(2), Arrays.asList(List.of(3L), null)),
            Arrays.asList(4L, null, null)));
    Snapshot snapshot =
        table.commit(OLD, Metadata.of("t", schema, List.of(), 0), add("data.parquet", Map.of()));
    assertThat(RawTable.rows(TableScan.of(snapshot, table.store).build()))
        .containsExactly(
            Arrays.asList(
                1L,
                null,
                null,
                Arrays.asList(2, null, null),
                Arrays.asList(Arrays.asList((Object) null), null)),
            Arrays.asList(4L, null, null, null, null));
  }

  /** Ids 0 to 99, ten a row group, written as a narrower type, under another name. */
  private Snapshot renamedAndWidened() {
    StructType written = StructType.of(StructField.of("old name", Primitive.INTEGER));
    List<List<Object>> rows = new ArrayList<>();
    for (int id = 0; id < 100; id++) {
      rows.add(List.of(id));
    }
    table.file("data.parquet", written, 10, rows);
    StructType schema =
        StructType.of(
            mapped("id", Primitive.LONG, 1, "old name")
                .withMetadata(
                    metadata(1, "old name")
                        .with(
                            "delta.typeChanges",
                            "[{\"fromType\":\"integer\",\"toType\":\"long\"}]")),
            // Another column has the name that the first had.
            mapped("old name", Primitive.STRING, 2, "col-2"));
    return table.commit(
        RawTable.protocol("columnMapping", "typeWidening"),
        Metadata.of("t", schema, List.of(), 0)
            .withConfiguration(Map.of("delta.columnMapping.mode", "name")),
        add("data.parquet", Map.of()));
  }

  private static StructField mapped(String name, DataType type, int id, String physical) {
    return StructField.of(name, type).withMetadata(metadata(id, physical));
  }

  private static FieldMetadata metadata(int id, String physical) {
    return FieldMetadata.EMPTY
        .with("delta.columnMapping.id", Integer.toString(id))
        .with("delta.columnMapping.physicalName", "\"" + physical + "\"");
  }

  @Test
  void filtersOverRenamedWidenedAndMissingColumnsLeaveOutNoRowTooMuch() {
    Snapshot snapshot = renamedAndWidened();
    ColumnReference id = new ColumnReference(0, "id", Primitive.LONG, true);
    ColumnReference missing = new ColumnReference(1, "old name", Primitive.STRING, true);
    assertThat(count(snapshot, Operators.compare(Operators.EQ, id, Literal.of(57L)))).isEqualTo(1);
    // Beyond what the file's own type can hold.
    long beyond = 1L << 32;
    assertThat(count(snapshot, Operators.compare(Operators.EQ, id, Literal.of(57L + beyond))))
        .isZero();
    assertThat(count(snapshot, Operators.compare(Operators.LT, id, Literal.of(beyond))))
        .isEqualTo(100);
    assertThat(count(snapshot, Operators.isNull(missing))).isEqualTo(100);
    assertThat(count(snapshot, Operators.isNotNull(missing))).isZero();
    assertThat(count(snapshot, Operators.compare(Operators.EQ, missing, Literal.of("57"))))
        .isZero();
    assertThat(
            count(
                snapshot,
                Operators.compare(
                    Operators.NULL_SAFE_EQ, missing, Literal.ofNull(Primitive.STRING))))
        .isEqualTo(100);
  }

  private int count(Snapshot snapshot, Expression filter) {
    return RawTable.rows(TableScan.of(snapshot, table.store).filter(List.of(filter)).build())
        .size();
  }

  private static final String ODD = " ,;{}()=\n\t\"\\é";

  /** Files whose columns have names that look like others' paths, each with one row. */
  private Snapshot oddlyNamed() {
    StructType schema =
        StructType.of(
            StructField.of("a.b", Primitive.LONG),
            StructField.of("a", StructType.of(StructField.of("b", Primitive.LONG))),
            StructField.of("x`y", Primitive.STRING),
            StructField.of(ODD, Primitive.INTEGER));
    AddFile[] adds = new AddFile[2];
    for (int i = 0; i < adds.length; i++) {
      long dotted = i;
      long nested = 1L - i;
      table.file(
          "f" + i,
          schema,
          10,
          List.of(List.of(dotted, List.of(nested), "s" + dotted, (int) nested)));
      String bounds =
          "{\"a.b\":%d,\"a\":{\"b\":%d},\"x`y\":\"s%d\",\" ,;{}()=\\n\\t\\\"\\\\é\":%d}"
              .formatted(dotted, nested, dotted, nested);
      adds[i] =
          table.add(
              "f" + i,
              "{\"numRecords\":1,\"minValues\":%s,\"maxValues\":%s}".formatted(bounds, bounds),
              null);
    }
    return table.commit(OLD, Metadata.of("t", schema, List.of(), 0), adds);
  }

  @Test
  void columnsWhoseNamesLookLikePathsAreNotTakenForOthers() {
    Snapshot read = oddlyNamed();
    // From the commit's text, and from the columns of a checkpoint.
    new CheckpointWriter(table.store, Worlds.world(Worlds.clock(), 1)).write(read);
    for (Snapshot snapshot : List.of(read, new TableLog(table.store).latest())) {
      StructType schema = snapshot.schema();
      Expression struct = new ColumnReference(1, "a", schema.field(1).type(), true);
      List<Expression> columns =
          List.of(
              new ColumnReference(0, "a.b", Primitive.LONG, true),
              new FieldAccess(struct, 0),
              new ColumnReference(2, "x`y", Primitive.STRING, true),
              new ColumnReference(3, ODD, Primitive.INTEGER, true));
      List<Literal> wanted =
          List.of(Literal.of(0L), Literal.of(0L), Literal.of("s0"), Literal.of(0));
      for (int i = 0; i < columns.size(); i++) {
        Expression filter = Operators.compare(Operators.EQ, columns.get(i), wanted.get(i));
        TableScan scan = TableScan.of(snapshot, table.store).filter(List.of(filter)).build();
        assertThat(scan.files()).extracting(ScanFile::path).containsExactly("f" + i % 2);
        assertThat(RawTable.rows(scan))
            .containsExactly(
                i % 2 == 0 ? List.of(0L, List.of(1L), "s0", 1) : List.of(1L, List.of(0L), "s1", 0));
      }
    }
  }

  @Test
  void aFileThatIsGoneIsToldWithTheVersionThatNeededIt() {
    Snapshot snapshot = renamedAndWidened();
    table.store.delete("data.parquet");
    assertThatThrownBy(() -> RawTable.rows(TableScan.of(snapshot, table.store).build()))
        .isInstanceOf(MoraineException.class)
        .hasMessage(
            "The data file data.parquet of memory:/t/ at version 0 is gone: VACUUM may have removed"
                + " it since. Load the table again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"columnMapping", "unheardOf"})
  void aVersionIsReadByItsOwnProtocolAndSchema(String later) {
    StructType schema = StructType.of(StructField.of("id", Primitive.LONG));
    table.file("data.parquet", schema, 10, List.of(List.of(1L)));
    table.commit(OLD, Metadata.of("t", schema, List.of(), 0), add("data.parquet", Map.of()));
    String renamed =
        """
        {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["%1$s"],"writerFeatures":["%1$s"]}}
        {"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[{\\"name\\":\\"renamed\\",\\"type\\":\\"long\\",\\"nullable\\":true,\\"metadata\\":{\\"delta.columnMapping.id\\":1,\\"delta.columnMapping.physicalName\\":\\"id\\"}}]}","partitionColumns":[],"configuration":{"delta.columnMapping.mode":"name"}}}
        """
            .formatted(later);
    table.store.put(
        "_delta_log/00000000000000000001.json", renamed.getBytes(StandardCharsets.UTF_8));
    TableLog log = new TableLog(table.store);
    Snapshot before = log.at(0);
    assertThat(before.schema().names()).containsExactly("id");
    assertThat(RawTable.rows(TableScan.of(before, table.store).build()))
        .containsExactly(List.of(1L));
    if (later.equals("unheardOf")) {
      assertThatThrownBy(log::latest)
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("unheardOf");
    } else {
      TableScan scan = TableScan.of(log.latest(), table.store).build();
      assertThat(scan.output().names()).containsExactly("renamed");
      assertThat(RawTable.rows(scan)).containsExactly(List.of(1L));
    }
  }
}
