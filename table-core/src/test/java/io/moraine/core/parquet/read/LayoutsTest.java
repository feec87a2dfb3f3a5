package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts of lists and maps that writers have used, by the examples of the format's rules. */
class LayoutsTest {
  @TempDir private Path folder;

  @Test
  void threeLevelsWithAnyNamesAreAList() {
    assertRead(
        "optional group c (LIST) { repeated group bag { optional int32 array_element; } }",
        "array<integer>",
        List.of(1, 2),
        row -> {
          Group list = row.addGroup("c");
          list.addGroup("bag").add(0, 1);
          list.addGroup("bag").add(0, 2);
        });
  }

  @Test
  void aRepeatedPrimitiveInAListIsTheElement() {
    assertRead(
        "optional group c (LIST) { repeated int32 element; }",
        "array<integer>",
        List.of(1, 2),
        row -> row.addGroup("c").append("element", 1).append("element", 2));
  }

  @Test
  void aRepeatedGroupOfSeveralFieldsIsTheElement() {
    assertRead(
        "optional group c (LIST) { repeated group element { required int32 a; optional int32 b; } }",
        "array<struct<a integer NOT NULL, b integer>>",
        List.of(Rows.row(1, null)),
        row -> row.addGroup("c").addGroup(0).add("a", 1));
  }

  @Test
  void aRepeatedGroupCalledArrayOrTupleIsTheElement() {
    assertRead(
        "optional group c (LIST) { repeated group array { required int32 a; } }",
        "array<struct<a integer NOT NULL>>",
        List.of(List.of(1)),
        row -> row.addGroup("c").addGroup(0).add("a", 1));
    assertRead(
        "optional group c (LIST) { repeated group c_tuple { required int32 a; } }",
        "array<struct<a integer NOT NULL>>",
        List.of(List.of(1)),
        row -> row.addGroup("c").addGroup(0).add("a", 1));
  }

  @Test
  void aRepeatedGroupOfOneRepeatedFieldIsTheElement() {
    assertRead(
        "optional group c (LIST) { repeated group element { repeated int32 a; } }",
        "array<struct<a array<integer> NOT NULL>>",
        List.of(List.of(List.of(1, 2)), List.of(List.of())),
        row -> {
          Group list = row.addGroup("c");
          list.addGroup(0).append("a", 1).append("a", 2);
          list.addGroup(0);
        });
  }

  @Test
  void aListOfTwoLevelListsIsAListOfLists() {
    assertRead(
        "optional group c (LIST) { repeated group array (LIST) { repeated int32 array; } }",
        "array<array<integer>>",
        List.of(List.of(1), List.of()),
        row -> {
          Group list = row.addGroup("c");
          list.addGroup(0).add(0, 1);
          list.addGroup(0);
        });
  }

  @Test
  void repeatedFieldsWithoutAMarkAreListsThatAreNeverNull() {
    assertRead("repeated int32 c;", "array<integer>", List.of(), row -> {});
    assertRead(
        "repeated group c { optional int32 a; repeated int32 b; }",
        "array<struct<a integer, b array<integer> NOT NULL>>",
        List.of(Rows.row(null, List.of(4, 5)), Rows.row(3, List.of())),
        row -> {
          row.addGroup("c").append("b", 4).append("b", 5);
          row.addGroup("c").add("a", 3);
        });
  }

  @Test
  void mapsAreThoseWithAnyNamesAndTheOldMark() {
    Consumer<Group> rows = row -> row.addGroup("c").addGroup(0).append("k", "a").add("v", 7);
    assertRead(
        "optional group c (MAP) { repeated group any { required binary k (STRING); optional int32 v; } }",
        "map<string,integer>",
        Map.of("a", 7),
        rows);
    assertRead(
        "optional group c (MAP_KEY_VALUE) { repeated group map { required binary k (STRING); required int32 v; } }",
        "map<string,integer>",
        Map.of("a", 7),
        rows);
    assertRead(
        "optional group c (MAP) { repeated group map (MAP_KEY_VALUE) { required binary k (STRING); optional int32 v; } }",
        "map<string,integer>",
        Map.of("a", 7),
        rows);
  }

  private void assertRead(String column, String type, Object value, Consumer<Group> fill) {
    MessageType schema = MessageTypeParser.parseMessageType("message m { %s }".formatted(column));
    SimpleGroup row = new SimpleGroup(schema);
    fill.accept(row);
    List<Group> rows = new ArrayList<>(List.of(row, row));
    ParquetFile file =
        ParquetJavaFile.write(folder.resolve("layout.parquet"), schema, rows, builder -> builder)
            .open();
    DataType read = file.schema().field("c").type();
    assertThat(read).hasToString(type);
    assertThat(Rows.firstColumn(file.read(file.schema()))).isEqualTo(List.of(value, value));
  }
}
