package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableChangesTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.of("id", Primitive.LONG), StructField.of("city", Primitive.STRING));

  @TempDir private Path folder;
  private Path location;
  private Table table;

  /** Version 0 is empty, 1 to 3 add a row each, and 4 deletes the first. */
  @BeforeEach
  void fourVersions() {
    location = folder.resolve("t");
    table = Table.create(location).schema(SCHEMA).partitionedBy("city").execute();
    append(1, "Oslo");
    append(2, "Rome");
    append(3, "Oslo");
    table.delete("id = 1");
  }

  private void append(long id, String city) {
    table.append(Rows.of(SCHEMA).add(id, city));
  }

  /** Lets the table have recorded its changes from the start; none needed files of their own. */
  private void recorded() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(location.resolve("_delta_log"))) {
      files = list.toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(".crc")) {
        Files.delete(file);
      } else if (file.toString().endsWith(".json")) {
        FileTime committed = Files.getLastModifiedTime(file);
        Files.writeString(
            file,
            Files.readString(file)
                .replace(
                    "\"configuration\":{",
                    "\"configuration\":{\"delta.enableChangeDataFeed\":\"true\""));
        Files.setLastModifiedTime(file, committed);
      }
    }
    table = Table.open(location);
  }

  private static List<String> rows(Stream<Row> stream) {
    try (stream) {
      return stream
          .map(
              row ->
                  "%d %s %s %d"
                      .formatted(
                          row.longValue("id"),
                          row.string("city"),
                          row.string("_change_type"),
                          row.longValue("_commit_version")))
          .toList();
    }
  }

  @Test
  void rowsComeInTheOrderOfTheirVersions() throws IOException {
    recorded();
    assertThat(rows(table.changes().read().rows()))
        .containsExactly(
            "1 Oslo insert 1", "2 Rome insert 2", "3 Oslo insert 3", "1 Oslo delete 4");
    assertThat(rows(table.changes().from(2).to(3).read().rows()))
        .containsExactly("2 Rome insert 2", "3 Oslo insert 3");
    assertThat(table.changes(3).read().count()).isEqualTo(2);
    assertThat(table.changes().read().schema().names())
        .containsExactly("id", "city", "_change_type", "_commit_version", "_commit_timestamp");
  }

  @Test
  void conditionsAndColumnsNarrowWhatIsRead() throws IOException {
    recorded();
    ChangeRead read =
        table.changes().read().where("city = 'Oslo'").where("_change_type = 'insert'");
    assertThat(rows(read.rows())).containsExactly("1 Oslo insert 1", "3 Oslo insert 3");
    assertThat(read.count()).isEqualTo(2);
    try (Stream<Row> rows = read.select("_commit_version", "id").rows()) {
      assertThat(rows.map(row -> row.values().toString())).containsExactly("[1, 1]", "[3, 3]");
    }
    assertThatThrownBy(() -> read.select("none"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("No column 'none'");
    assertThatThrownBy(() -> read.where("none = 1").batches())
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("none");
  }

  @Test
  void timesBoundChangesAsVersionsDo() throws IOException {
    recorded();
    Instant second = table.snapshot(2).timestamp();
    assertThat(rows(table.changes().from(second).to(second).read().rows()))
        .containsExactly("2 Rome insert 2");
    assertThat(rows(table.changes().from(second.plusNanos(1)).to(3).read().rows()))
        .containsExactly("3 Oslo insert 3");
    Instant late = Instant.parse("2999-01-01T00:00:00Z");
    assertThatThrownBy(() -> table.changes().from(late).read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("after the latest version, 4");
    assertThat(table.changes().from(late).allowingBeyondLatest().read().count()).isZero();
    assertThat(table.changes().from(9).allowingBeyondLatest().read().count()).isZero();
  }

  @Test
  void aTableThatRecordedNoChangesIsFollowedAllTheSame() {
    assertThatThrownBy(() -> table.changes().read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("they are not recorded in version 0");
    ChangeTail tail = table.changes(3).follow();

    VersionChanges third = tail.next().orElseThrow();
    assertThat(rows(third.read().rows())).containsExactly("3 Oslo insert 3");
    assertThat(third.commit().operation()).isEqualTo("WRITE");
    assertThat(third.timestamp()).isEqualTo(table.snapshot(3).timestamp());
    assertThat(third.added()).hasSize(1).first().extracting("rowCount.asLong").isEqualTo(1L);
    assertThat(third.removed()).isEmpty();
    assertThat(third.isMetadataChange()).isFalse();
    VersionChanges fourth = tail.next().orElseThrow();
    assertThat(rows(fourth.read().rows())).containsExactly("1 Oslo delete 4");
    assertThat(fourth.removed()).hasSize(1);
    assertThat(fourth.schema()).isEqualTo(SCHEMA);
    assertThat(fourth.partitionColumns()).containsExactly("city");

    assertThat(tail.next()).isEmpty();
    assertThat(tail.nextVersion()).isEqualTo(5);
    append(4, "Rome");
    assertThat(tail.poll(Duration.ZERO).orElseThrow().version()).isEqualTo(5);
    // Another tail goes on where this one stopped, if it is the same table.
    append(5, "Rome");
    TableChanges from = table.changes(tail.nextVersion());
    assertThat(from.ofTable(tail.tableId()).follow().next().map(VersionChanges::version))
        .hasValue(6L);
    assertThatThrownBy(() -> from.ofTable("another").follow().next())
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("its id is " + tail.tableId() + ", expected another");
  }

  @Test
  void versionZeroMadeTheTable() {
    VersionChanges first = table.changes(0).follow().next().orElseThrow();
    assertThat(first.isMetadataChange()).isTrue();
    assertThat(first.isProtocolChange()).isTrue();
    assertThat(first.read().count()).isZero();
  }

  @Test
  void aTimeStartsATailAtTheNextVersionWhichMayBeToCome() {
    assertThat(
            table
                .changes()
                .from(table.snapshot(3).timestamp())
                .follow()
                .next()
                .orElseThrow()
                .version())
        .isEqualTo(3);
    ChangeTail tail = table.changes().from(Instant.parse("2999-01-01T00:00:00Z")).follow();
    assertThat(tail.next()).isEmpty();
    append(9, "Rome");
    assertThat(tail.next().map(VersionChanges::version)).hasValue(5L);
    assertThatThrownBy(() -> table.changes().to(Instant.now()).follow())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not to a time");
  }

  @Test
  void aPublisherWithAnEndCompletes() {
    List<Object> signals = new ArrayList<>();
    table
        .changes(2)
        .to(4)
        .publisher(Runnable::run)
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(VersionChanges change) {
                signals.add(change.version());
              }

              @Override
              public void onError(Throwable error) {
                signals.add(error);
              }

              @Override
              public void onComplete() {
                signals.add(Optional.empty());
              }
            });
    assertThat(signals).containsExactly(2L, 3L, 4L, Optional.empty());
  }
}
