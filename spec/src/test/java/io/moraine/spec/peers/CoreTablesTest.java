package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.session.SqlSession;
import io.moraine.spec.peers.CoreTables.CoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moraine reads in the tables of the core set what Spark read when it made them. */
class CoreTablesTest {
  static Stream<String> tables() {
    return CoreTables.ALL.stream().map(CoreTable::name);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void eachVersionHasTheRowsThatSparkSaw(String name) throws IOException {
    CoreTable table =
        CoreTables.ALL.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    Path folder = table.folder().toAbsolutePath();
    long version = 0;
    try (SqlSession moraine = Sessions.open(folder)) {
      for (; CoreTablesGenerator.hasVersion(folder, version); version++) {
        List<String> rows = Moraine.rows(moraine, table.query(folder, version));
        assertThat(CoreTables.lines(rows))
            .as("version %d", version)
            .isEqualTo(Files.readAllLines(table.rows(version)));
      }
      if (table.changesFrom() >= 0) {
        List<String> changes = Moraine.rows(moraine, table.changesQuery(folder));
        assertThat(CoreTables.lines(changes)).isEqualTo(Files.readAllLines(table.changes()));
      }
    }
    assertThat(version).isPositive();
    assertThat(table.rows(version)).doesNotExist();
  }
}
