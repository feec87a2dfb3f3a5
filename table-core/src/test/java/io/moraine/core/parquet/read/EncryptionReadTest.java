package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.crypto.Encryption;
import io.moraine.core.parquet.crypto.KeyRetriever;
import io.moraine.core.parquet.crypto.KeyService;
import io.moraine.core.parquet.crypto.KeyTools;
import io.moraine.core.type.DataType.Primitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.crypto.ColumnEncryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.crypto.keytools.KmsClient;
import org.apache.parquet.crypto.keytools.PropertiesDrivenCryptoFactory;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that parquet-java encrypts. */
class EncryptionReadTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int64 id;
            optional binary secret (STRING);
            optional group list (LIST) { repeated group list { optional int64 element; } }
            optional double d;
          }
          """);
  private static final byte[] FOOTER_KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECRET_KEY = "fedcba9876543210".getBytes(StandardCharsets.UTF_8);

  private static final KeyRetriever KEYS =
      (column, metadata) -> Optional.of(column.equals("secret") ? SECRET_KEY : FOOTER_KEY);

  @TempDir private Path folder;

  private static List<Group> rows() {
    List<Group> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("id", (long) i * 7);
      if (i % 5 > 0) {
        row.add("secret", i < 1500 ? "code " + i % 9 : "text " + i);
        row.add("d", random.nextDouble());
        Group list = row.addGroup("list");
        for (int k = 0; k < i % 4; k++) {
          list.addGroup("list").add("element", (long) k * i);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static UnaryOperator<ExampleParquetWriter.Builder> layout(WriterVersion version) {
    return builder ->
        builder
            .withWriterVersion(version)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withBloomFilterEnabled("secret", true)
            .withBloomFilterEnabled("id", true)
            .withPageSize(2000)
            .withPageRowCountLimit(200)
            .withRowGroupRowCountLimit(1300);
  }

  private List<List<Object>> plain() {
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("plain.parquet"), SCHEMA, rows(), layout(WriterVersion.PARQUET_1_0));
    return file.rows();
  }

  @ParameterizedTest(name = "{0}, plaintext footer {1}, column key {2}, {3}")
  @CsvSource({
    "AES_GCM_V1,false,false,PARQUET_1_0",
    "AES_GCM_V1,false,true,PARQUET_2_0",
    "AES_GCM_V1,true,false,PARQUET_2_0",
    "AES_GCM_V1,true,true,PARQUET_1_0",
    "AES_GCM_CTR_V1,false,false,PARQUET_2_0",
    "AES_GCM_CTR_V1,false,true,PARQUET_1_0",
    "AES_GCM_CTR_V1,true,true,PARQUET_2_0"
  })
  void rowsAreThoseOfTheSameFileWithoutEncryption(
      ParquetCipher algorithm, boolean plaintextFooter, boolean columnKey, WriterVersion version) {
    FileEncryptionProperties.Builder encryption =
        FileEncryptionProperties.builder(FOOTER_KEY).withAlgorithm(algorithm);
    if (plaintextFooter) {
      encryption.withPlaintextFooter();
    }
    if (columnKey) {
      ColumnPath path = ColumnPath.fromDotString("secret");
      encryption.withEncryptedColumns(
          Map.of(path, ColumnEncryptionProperties.builder(path).withKey(SECRET_KEY).build()));
    }
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("encrypted.parquet"),
            SCHEMA,
            rows(),
            builder -> layout(version).apply(builder).withEncryption(encryption.build()));
    check(open(file, Decryption.by(KEYS)));
  }

  private static ParquetFile open(ParquetJavaFile file, Decryption known) {
    return ParquetFile.open(new InMemoryObject(file.path().toString(), file.content()), known);
  }

  private void check(ParquetFile file) {
    List<List<Object>> expected = plain();
    assertThat(Rows.of(file.read(file.schema()))).isEqualTo(expected);
    // By Bloom filters, and by page indexes.
    for (String text : List.of("code 3", "text 2003", "text 1")) {
      Expression filter =
          Operators.compare(
              Operators.EQ,
              new ColumnReference(1, "secret", Primitive.STRING, true),
              Literal.of(text));
      assertThat(kept(file, filter))
          .containsAll(expected.stream().filter(row -> text.equals(row.get(1))).toList());
    }
    Expression one =
        Operators.compare(
            Operators.EQ,
            new ColumnReference(0, "id", Primitive.LONG, false),
            Literal.of(7L * 1234));
    assertThat(kept(file, one)).contains(expected.get(1234)).hasSizeLessThan(300);
    assertThat(Rows.of(file.read(file.schema(), ReadOptions.DEFAULT.withRows(1250, 1777))))
        .isEqualTo(expected.subList(1250, 1777));
  }

  private static List<List<Object>> kept(ParquetFile file, Expression filter) {
    ReadOptions options =
        ReadOptions.DEFAULT.withRowFilter(
            new RowFilter(filter, EvaluationContext.UTC), file.schema());
    try (BatchReader reader = file.read(file.schema(), options)) {
      return Rows.of(reader);
    }
  }

  /** Master keys in memory: a wrapped key is the key and its master's name. */
  public static final class MemoryKms implements KmsClient, KeyService {
    @Override
    public void initialize(Configuration configuration, String id, String url, String token) {}

    @Override
    public String wrapKey(byte[] key, String masterKeyId) {
      return wrap(key, masterKeyId);
    }

    @Override
    public byte[] unwrapKey(String wrapped, String masterKeyId) {
      return unwrap(wrapped, masterKeyId);
    }

    @Override
    public String wrap(byte[] key, String masterKeyId) {
      return masterKeyId + ":" + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public byte[] unwrap(String wrapped, String masterKeyId) {
      if (!wrapped.startsWith(masterKeyId + ":")) {
        throw new UnsupportedFeatureException("No key of " + masterKeyId);
      }
      return Base64.getDecoder().decode(wrapped.substring(masterKeyId.length() + 1));
    }
  }

  private static Configuration keyTools(boolean doubleWrapping) {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.set(
        "parquet.crypto.factory.class", PropertiesDrivenCryptoFactory.class.getName());
    configuration.set("parquet.encryption.kms.client.class", MemoryKms.class.getName());
    configuration.set("parquet.encryption.kms.instance.id", "DEFAULT");
    configuration.set("parquet.encryption.kms.instance.url", "DEFAULT");
    configuration.set("parquet.encryption.footer.key", "mf");
    configuration.set("parquet.encryption.column.keys", "mc:secret,id");
    configuration.setBoolean("parquet.encryption.double.wrapping", doubleWrapping);
    return configuration;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keysOfParquetJavasKeyToolsAreFound(boolean doubleWrapping) {
    Path path = folder.resolve("tools.parquet");
    FileEncryptionProperties properties =
        new PropertiesDrivenCryptoFactory()
            .getFileEncryptionProperties(
                keyTools(doubleWrapping), new org.apache.hadoop.fs.Path(path.toUri()), null);
    ParquetJavaFile file =
        ParquetJavaFile.write(
            path,
            SCHEMA,
            rows(),
            builder -> layout(WriterVersion.PARQUET_1_0).apply(builder).withEncryption(properties));
    check(open(file, Decryption.by(KeyTools.retriever(new MemoryKms()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SINGLE", "DOUBLE"})
  void ourKeyMaterialIsThatOfParquetJavasKeyTools(KeyTools.Wrapping wrapping) {
    Random random = new Random(4);
    Encryption encryption =
        new KeyTools(new MemoryKms(), random::nextBytes, wrapping)
            .forFile("mf", Map.of("mc", List.of("secret")), Encryption.OtherColumns.FOOTER_KEY);
    Map<String, byte[]> keys = new HashMap<>();
    encryption.columnKeys().forEach((column, key) -> keys.put(column, key.metadata()));
    var theirs =
        new PropertiesDrivenCryptoFactory()
            .getFileDecryptionProperties(
                keyTools(true), new org.apache.hadoop.fs.Path(folder.resolve("x").toUri()));
    byte[] found = theirs.getKeyRetriever().getKey(keys.get("secret"));
    byte[] ours =
        KeyTools.retriever(new MemoryKms()).key("secret", keys.get("secret")).orElseThrow();
    assertThat(found).isEqualTo(ours).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"keyMaterialType\":\"PKMT2\",\"internalStorage\":true}",
        "{\"keyMaterialType\":\"PKMT1\",\"internalStorage\":false,\"keyReference\":\"k\"}"
      })
  void keyMaterialThatIsElsewhereIsRefused(String json) {
    byte[] metadata = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> KeyTools.retriever(new MemoryKms()).key("secret", metadata))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("Cannot use the key metadata of column 'secret'");
  }
}
