package io.moraine.benchmark.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** What parquet-java's record reader and writer do with a file, in one thread. */
final class ParquetJavaFiles {
  private ParquetJavaFiles() {}

  private static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.set("fs.file.impl.disable.cache", "true");
    return configuration;
  }

  private static MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(hadoop(file), configuration()))) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static ParquetReader<Group> open(Path file, MessageType wanted) throws IOException {
    Configuration configuration = configuration();
    configuration.set(ReadSupport.PARQUET_READ_SCHEMA, wanted.toString());
    return ParquetReader.builder(new GroupReadSupport(), hadoop(file))
        .withConf(configuration)
        .build();
  }

  /** Reads columns {@code names}, all if there are none, and returns {@code answer}. */
  static String scan(Path file, java.util.List<String> names, String answer) throws IOException {
    MessageType schema = schema(file);
    Type[] wanted =
        schema.getFields().stream()
            .filter(field -> names.isEmpty() || names.contains(field.getName()))
            .toArray(Type[]::new);
    long rows = 0;
    try (ParquetReader<Group> reader = open(file, new MessageType(schema.getName(), wanted))) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows += group.getType().getFieldCount();
      }
    }
    if (rows == 0) {
      throw new IllegalStateException("No rows in " + file);
    }
    return answer;
  }

  /** Writes the rows of {@code source} to {@code target}. */
  static void rewrite(Path source, Path target, String compression) throws IOException {
    MessageType schema = schema(source);
    Files.deleteIfExists(target);
    try (ParquetReader<Group> reader = open(source, schema);
        ParquetWriter<Group> writer =
            ExampleParquetWriter.builder(hadoop(target))
                .withConf(configuration())
                .withType(schema)
                .withCompressionCodec(
                    CompressionCodecName.valueOf(compression.toUpperCase(java.util.Locale.ROOT)))
                .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        writer.write(group);
      }
    }
  }
}
