package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Table;
import io.moraine.VersionChanges;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows that a range of versions changes, as text: {@code table.v<first>-<last>.tsv}. */
record ExpectedChanges(long first, long last, List<String> columns, List<String> rows) {
  private static final Pattern NAME = Pattern.compile(".*\\.v(\\d+)-(\\d+)\\.tsv");

  static ExpectedChanges read(Path file) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    assertThat(name.matches()).as("name of %s", file).isTrue();
    List<String> lines = Files.readAllLines(file);
    return new ExpectedChanges(
        Long.parseLong(name.group(1)),
        Long.parseLong(name.group(2)),
        Arrays.asList(lines.get(0).split("\t", -1)),
        lines.stream().skip(1).sorted().toList());
  }

  /** Fails if {@code table} tells other changes, all at once, from the middle, or one by one. */
  void assertAreThoseOf(Table table) {
    String[] names = columns.toArray(String[]::new);
    assertThat(sorted(table.changes().from(first).to(last).read().select(names).batches()))
        .isEqualTo(rows);
    List<String> followed = new ArrayList<>();
    var tail = table.changes(first).to(last).follow();
    for (Optional<VersionChanges> change = tail.next(); change.isPresent(); change = tail.next()) {
      followed.addAll(sorted(change.get().read().select(names).batches()));
    }
    assertThat(tail.nextVersion()).isEqualTo(last + 1);
    assertThat(followed.stream().sorted()).isEqualTo(rows);
  }

  private static List<String> sorted(BatchReader reader) {
    List<String> rows = new ArrayList<>();
    try (reader) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<String> cells = new ArrayList<>();
          for (int i = 0; i < batch.schema().size(); i++) {
            cells.add(text(batch.schema().field(i).type(), batch.column(i).value(row)));
          }
          rows.add(String.join("\t", cells));
        }
      }
    }
    return rows.stream().sorted().toList();
  }

  private static String text(DataType type, Object value) {
    if (value == null) {
      return "";
    } else if (type == DataType.Primitive.DATE) {
      return LocalDate.ofEpochDay((Integer) value).toString();
    } else if (type instanceof StructType struct) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < struct.size(); i++) {
        fields.add(
            struct.field(i).name() + ": " + text(struct.field(i).type(), ((List<?>) value).get(i)));
      }
      return "{" + String.join(", ", fields) + "}";
    }
    return value.toString();
  }
}
