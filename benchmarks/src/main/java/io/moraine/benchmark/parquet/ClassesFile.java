package io.moraine.benchmark.parquet;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * All classes of the JDK and of the libraries on the class path, a row each: data that nobody made
 * up, wide, nested, mostly strings, and at hand wherever this runs. Some 30 columns and 45 leaves.
 */
final class ClassesFile {
  /** The kinds of constants that are counted. */
  static final List<Integer> TAGS = List.of(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 18);

  static final StructType SCHEMA = schema();
  private static final int BATCH_ROWS = 2000;

  private final ParquetWriter writer;
  private final List<List<Object>> rows = new ArrayList<>();

  private ClassesFile(ParquetWriter writer) {
    this.writer = writer;
  }

  private static StructField text(String name) {
    return StructField.of(name, Primitive.STRING);
  }

  private static StructField number(String name) {
    return StructField.of(name, Primitive.INTEGER);
  }

  private static DataType list(DataType element) {
    return new DataType.Array(element, true);
  }

  private static StructType schema() {
    DataType field =
        StructType.of(number("flags"), text("name"), text("descriptor"), text("signature"));
    DataType method =
        StructType.of(
            number("flags"),
            text("name"),
            text("descriptor"),
            number("stack"),
            number("locals"),
            number("code"),
            StructField.of("exceptions", list(Primitive.STRING)));
    List<StructField> fields = new ArrayList<>();
    Collections.addAll(
        fields,
        text("archive"),
        text("package"),
        text("name"),
        text("parent"),
        StructField.of("interfaces", list(Primitive.STRING)),
        number("flags"),
        number("major"),
        number("size"),
        number("constants"));
    TAGS.forEach(tag -> fields.add(number("constants" + tag)));
    Collections.addAll(
        fields,
        StructField.of("fields", list(field)),
        StructField.of("methods", list(method)),
        text("source"),
        StructField.of("attributes", new DataType.MapOf(Primitive.STRING, Primitive.INTEGER, true)),
        StructField.of("texts", list(Primitive.STRING)));
    return StructType.of(fields);
  }

  /** What the tally of all columns is in SQL: of lists, their sizes. */
  static String sums() {
    List<String> sums = new ArrayList<>();
    for (StructField field : SCHEMA.fields()) {
      String sum =
          field.type() == Primitive.STRING
              ? "sum(strlen(%s))"
              : field.type() == Primitive.INTEGER
                  ? "sum(%s)"
                  : field.type() instanceof DataType.MapOf
                      ? "sum(cardinality(%s))"
                      : "sum(len(%s))";
      sums.add(sum.formatted(field.name()));
    }
    return String.join(", ", sums);
  }

  /** Writes the file. */
  static void write(Path target) throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(
            new DiskWriter(target),
            SCHEMA,
            WriteOptions.DEFAULT.withCompression(Compression.ZSTD))) {
      ClassesFile file = new ClassesFile(writer);
      file.addJdk();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (entry.endsWith(".jar")) {
          file.addJar(Path.of(entry));
        }
      }
      file.flush();
      writer.finish();
    }
  }

  private void addJdk() throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    try (Stream<Path> paths = Files.walk(modules)) {
      for (Path path : paths.filter(p -> isClass(p.toString())).sorted().toList()) {
        add(path.getName(1).toString(), Files.readAllBytes(path));
      }
    }
  }

  private void addJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> isClass(e.getName())).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          add(jar.getFileName().toString(), in.readAllBytes());
        }
      }
    }
  }

  private static boolean isClass(String path) {
    return path.endsWith(".class") && !path.endsWith("module-info.class");
  }

  private void add(String archive, byte[] content) {
    List<Object> row = ClassFile.row(content);
    row.add(0, archive);
    rows.add(row);
    if (rows.size() == BATCH_ROWS) {
      flush();
    }
  }

  private void flush() {
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < SCHEMA.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(SCHEMA.field(i).type(), rows.size());
      for (List<Object> row : rows) {
        builder.append(row.get(i));
      }
      columns.add(builder.build());
    }
    writer.write(new ColumnBatch(SCHEMA, rows.size(), columns));
    rows.clear();
  }
}
