package io.moraine.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.LocalStore;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.ScanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of files, beside what DuckDB reads from the same files. */
class FlightsTest {
  @TempDir private Path folder;

  private String flights() throws IOException {
    StringBuilder text = new StringBuilder("id,departure,day,delay,ratio,origin\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i)
          .append(",2001-01-%02dT%02d:%02d:00Z".formatted(1 + i % 31, i % 24, i % 60))
          .append(",2001-%02d-%02d".formatted(1 + i % 12, 1 + i % 28))
          .append(i % 7 == 0 ? "," : "," + (i % 200 - 100))
          .append("," + (i - 2500) / 7.0)
          .append(i % 11 == 0 ? ",\"a, \"\"b\"\"\"\n" : ",A" + i % 5 + "\n");
    }
    return FileRows.write(folder, "flights.csv", text.toString());
  }

  @Test
  void csvRowsAreThoseThatDuckDbReads() throws IOException, SQLException {
    String file = flights();
    FileTable table = FileRows.open(file);

    assertThat(FileRows.rows(table)).isEqualTo(duckDb("read_csv('%s')".formatted(file)));
  }

  @Test
  void parquetRowsAreThoseThatDuckDbReads() throws IOException, SQLException {
    FileTable csv = FileRows.open(flights());
    LocalStore store = new LocalStore(folder, FileRows.ENVIRONMENT);
    StructType schema = csv.schema();
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    try (ParquetWriter writer =
            ParquetWriter.create(store.create("f.parquet"), schema, WriteOptions.DEFAULT);
        var rows = csv.scan(new ScanRequest(all, List.of())).splits().get(0).open()) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        writer.write(batch);
      }
      writer.finish();
    }
    FileTable parquet = FileRows.open(folder.resolve("f.parquet").toString());

    assertThat(parquet.schema()).isEqualTo(schema);
    assertThat(parquet.rowCount()).hasValue(5000);
    assertThat(FileRows.rows(parquet))
        .isEqualTo(duckDb("read_parquet('%s')".formatted(folder.resolve("f.parquet"))))
        .isEqualTo(FileRows.rows(csv));
  }

  private static List<List<Object>> duckDb(String source) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT id::INT, epoch_us(departure), (day - DATE '1970-01-01')::INT, delay::INT,"
                    + " ratio::DOUBLE, origin FROM "
                    + source)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
