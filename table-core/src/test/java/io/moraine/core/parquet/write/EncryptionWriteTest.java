package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.crypto.Algorithm;
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.crypto.Encryption;
import io.moraine.core.parquet.crypto.Encryption.FooterMode;
import io.moraine.core.parquet.crypto.Encryption.OtherColumns;
import io.moraine.core.parquet.crypto.KeyRetriever;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Encrypted files are read back by parquet-java and by the project's reader, with the keys only.
 */
class EncryptionWriteTest {
  private static final byte[] FOOTER_KEY = key(16, 1);
  private static final byte[] SECRET_KEY = key(32, 2);
  private static final byte[] PREFIX = "table 7".getBytes(StandardCharsets.UTF_8);

  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("id", Primitive.LONG),
          StructField.of("secret", Primitive.STRING),
          StructField.of("list", new DataType.Array(Primitive.INTEGER, true)),
          StructField.of("d", Primitive.DOUBLE));

  private static final WriteOptions OPTIONS =
      WriteOptions.DEFAULT
          .withPages(100, 1 << 20)
          .withRowGroups(1 << 20, 1000)
          .withBloomFilters(BloomFilters.of(List.of("id", "secret")));

  @TempDir private Path folder;

  static byte[] key(int bytes, long seed) {
    byte[] key = new byte[bytes];
    new Random(seed).nextBytes(key);
    return key;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Encryption encryption() {
    Random random = new Random(5);
    return Encryption.of(new Encryption.Key(FOOTER_KEY, bytes("f")), random::nextBytes);
  }

  static Stream<Arguments> encryptions() {
    List<Arguments> all = new ArrayList<>();
    for (Algorithm algorithm : Algorithm.values()) {
      for (FooterMode footer : FooterMode.values()) {
        Encryption uniform = encryption().withAlgorithm(algorithm).withFooter(footer);
        all.add(Arguments.of(algorithm + " " + footer + " one key", uniform));
        Map<String, Encryption.Key> keys =
            Map.of("secret", new Encryption.Key(SECRET_KEY, bytes("s")));
        for (OtherColumns others : OtherColumns.values()) {
          all.add(
              Arguments.of(
                  algorithm + " " + footer + " column key, others " + others,
                  uniform.withColumnKeys(keys, others)));
        }
        all.add(
            Arguments.of(
                algorithm + " " + footer + " stored prefix", uniform.withStoredPrefix(PREFIX)));
        all.add(
            Arguments.of(
                algorithm + " " + footer + " secret prefix", uniform.withSecretPrefix(PREFIX)));
      }
    }
    return all.stream();
  }

  private static List<List<Object>> rows() {
    List<List<Object>> rows = Samples.rows(SCHEMA, 1500, 1, 60);
    rows.addAll(Samples.rows(SCHEMA, 1500, 2, 1_000_000));
    return rows;
  }

  private Path write(Encryption encryption) {
    Path file = folder.resolve("f.parquet");
    Samples.write(file, SCHEMA, OPTIONS.withEncryption(encryption), rows(), 400);
    return file;
  }

  private static final KeyRetriever KEYS =
      (column, metadata) ->
          Optional.of(
              new String(metadata, StandardCharsets.UTF_8).equals("s") ? SECRET_KEY : FOOTER_KEY);

  private static final Decryption KNOWN = Decryption.by(KEYS).withPrefix(PREFIX);

  @ParameterizedTest(name = "{0}")
  @MethodSource("encryptions")
  void bothReadersGetTheRows(String name, Encryption encryption) throws IOException {
    Path file = write(encryption);
    List<Object> expected = rows().stream().map(Samples::comparable).toList();
    assertThat(parquetJava(file, name.endsWith("prefix"))).isEqualTo(expected);
    Decryption known = name.endsWith("prefix") ? KNOWN : Decryption.by(KEYS);
    assertThat(moraine(file, known, SCHEMA)).isEqualTo(expected);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .as("what is encrypted cannot be seen")
        .doesNotContain("longer than eight");
  }

  private static List<Object> parquetJava(Path file, boolean prefix) throws IOException {
    FileDecryptionProperties.Builder properties =
        FileDecryptionProperties.builder()
            .withKeyRetriever(
                metadata -> metadata.length == 1 && metadata[0] == 's' ? SECRET_KEY : FOOTER_KEY);
    if (prefix) {
      properties.withAADPrefix(PREFIX);
    }
    List<Object> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .withDecryption(properties.build())
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(Samples.comparable(ParquetJava.struct(group, SCHEMA)));
      }
    }
    return rows;
  }

  private static List<Object> moraine(Path file, Decryption known, StructType schema) {
    List<Object> rows = new ArrayList<>();
    try (ObjectReader in = open(file);
        BatchReader reader = ParquetFile.open(in, known).read(schema)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int column = 0; column < batch.columns().size(); column++) {
            values.add(batch.column(column).value(row));
          }
          rows.add(Samples.comparable(values));
        }
      }
    }
    return rows;
  }

  private static ObjectReader open(Path file) {
    return new InMemoryObject(file.toString(), content(file));
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void columnsWithoutAKeyCannotBeReadAndOthersCan() {
    Map<String, Encryption.Key> keys = Map.of("secret", new Encryption.Key(SECRET_KEY, bytes("s")));
    StructType id = StructType.of(SCHEMA.field(0));
    StructType secret = StructType.of(SCHEMA.field(1));
    Decryption footerOnly =
        Decryption.by((column, metadata) -> Optional.of(FOOTER_KEY).filter(k -> column.isEmpty()));
    List<Object> ids =
        rows().stream().map(row -> Samples.comparable(Arrays.asList(row.get(0)))).toList();
    for (FooterMode footer : FooterMode.values()) {
      Path file =
          write(encryption().withFooter(footer).withColumnKeys(keys, OtherColumns.FOOTER_KEY));
      assertThat(moraine(file, footerOnly, id)).isEqualTo(ids);
      assertThatThrownBy(() -> moraine(file, footerOnly, secret))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessage(
              "Cannot read column 'secret' of %s: it is encrypted, and there is no key for it"
                  .formatted(file));
    }
    Path plain =
        write(
            encryption()
                .withFooter(FooterMode.PLAINTEXT)
                .withColumnKeys(keys, OtherColumns.PLAINTEXT));
    assertThat(moraine(plain, Decryption.NONE, id)).isEqualTo(ids);
    Path hidden = write(encryption());
    assertThatThrownBy(() -> moraine(hidden, Decryption.NONE, id))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("its footer is encrypted, and there is no key for it");
  }

  @Test
  void otherKeysAndPrefixesAreNoticed() {
    Path file = write(encryption());
    Decryption wrong = Decryption.by((column, metadata) -> Optional.of(key(16, 9)));
    assertThatThrownBy(() -> moraine(file, wrong, SCHEMA))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("the FOOTER was changed, is of another file, or the key is another");
    Decryption useless = Decryption.by((column, metadata) -> Optional.of(new byte[5]));
    assertThatThrownBy(() -> moraine(file, useless, SCHEMA))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("the key of its footer cannot be one");
    Path prefixed = write(encryption().withStoredPrefix(bytes("other")));
    assertThatThrownBy(() -> moraine(prefixed, KNOWN, SCHEMA))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("encrypted with another prefix");
    Path secret = write(encryption().withSecretPrefix(PREFIX));
    assertThatThrownBy(() -> moraine(secret, Decryption.by(KEYS), SCHEMA))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("with a prefix that it does not tell");
    assertThatThrownBy(() -> new Encryption.Key(new byte[15], new byte[0]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("A key of AES has 16, 24 or 32 bytes, got 15");
  }

  @Test
  void everyChangeOfAnAuthenticatedFileIsNoticed() {
    List<Object> expected = rows().stream().map(Samples::comparable).toList();
    for (FooterMode footer : FooterMode.values()) {
      byte[] whole = content(write(encryption().withFooter(footer)));
      Random random = new Random(6);
      for (int i = 0; i < 300; i++) {
        byte[] changed = whole.clone();
        changed[4 + random.nextInt(whole.length - 4)] ^= (byte) (1 + random.nextInt(255));
        try (BatchReader reader =
            ParquetFile.open(new InMemoryObject("changed", changed), Decryption.by(KEYS))
                .read(SCHEMA)) {
          List<Object> rows = new ArrayList<>();
          for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
            for (int row = 0; row < batch.rowCount(); row++) {
              List<Object> values = new ArrayList<>();
              batch.columns().forEach(column -> values.add(column));
              rows.add(values);
            }
          }
          // What was changed is an index or a Bloom filter, which this reading does not look at.
          assertThat(rows).hasSameSizeAs(expected);
        } catch (CorruptFileException | UnsupportedFeatureException e) {
          assertThat(e).hasMessageContaining("changed");
        }
      }
    }
  }

  /** An object whose bytes are in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  private record InMemoryObject(String location, byte[] content) implements ObjectReader {
    @Override
    public long sizeBytes() {
      return content.length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) {
      System.arraycopy(content, (int) position, target, offset, length);
    }

    @Override
    public void close() {}
  }
}
