package io.moraine.core.parquet.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;

/** Files that parquet-java writes. */
record ParquetJavaFile(Path path) {
  /** Writes {@code rows}; {@code options} sets the writer up. */
  static ParquetJavaFile write(
      Path path,
      MessageType schema,
      List<Group> rows,
      UnaryOperator<ExampleParquetWriter.Builder> options) {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.set("fs.file.impl.disable.cache", "true");
    var builder =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(path.toUri()))
            .withConf(configuration)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withType(schema);
    try (var writer = options.apply(builder).build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ParquetJavaFile(path);
  }

  byte[] content() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ParquetFile open() {
    return ParquetFile.open(new InMemoryObject(path.toString(), content()));
  }

  /** The rows as parquet-java reads them. */
  List<List<Object>> rows() {
    return ParquetJava.rows(path, open().columns());
  }
}
