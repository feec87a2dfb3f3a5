package io.moraine.core.parquet.footer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FooterTest {
  private static final SchemaElement COLUMN =
      new SchemaElement("c")
          .setType(Type.INT32)
          .setRepetition_type(FieldRepetitionType.OPTIONAL)
          .setField_id(7);

  @Test
  void aFooterThatTheThriftLibraryWritesIsRead() throws IOException {
    FileMetaData metadata =
        new FileMetaData(1, List.of(root(1), COLUMN), 0, List.of())
            .setCreated_by("a test")
            .setKey_value_metadata(List.of(new KeyValue("k").setValue("v"), new KeyValue("bare")));
    Footer footer = Footer.read(object(file(bytes(metadata))));
    assertThat(footer.createdBy()).isEqualTo("a test");
    assertThat(footer.keyValues()).containsExactly(java.util.Map.entry("k", "v"));
    assertThat(footer.rowGroups()).isEmpty();
    assertThat(footer.leaves())
        .singleElement()
        .satisfies(
            leaf -> {
              assertThat(leaf.path()).isEqualTo("c");
              assertThat(leaf.fieldId()).hasValue(7);
              assertThat(leaf.maxDefinition()).isEqualTo(1);
            });
  }

  @Test
  void aFooterLargerThanTheFirstReadIsRead() throws IOException {
    String value = "x".repeat(200_000);
    FileMetaData metadata =
        new FileMetaData(1, List.of(root(1), COLUMN), 0, List.of())
            .setKey_value_metadata(List.of(new KeyValue("k").setValue(value)));
    assertThat(Footer.read(object(file(bytes(metadata)))).keyValues()).containsEntry("k", value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 11})
  void anObjectTooSmallForAFileIsCorrupt(int size) {
    assertThatThrownBy(() -> Footer.read(object(new byte[size])))
        .isInstanceOf(CorruptFileException.class)
        .hasMessage(
            "Corrupt file object: a Parquet file has at least 12 bytes, got %d".formatted(size));
  }

  @Test
  void anotherMagicIsCorruptAndAnEncryptedFooterUnsupported() {
    byte[] file = file(new byte[10]);
    file[file.length - 1] = 'E';
    assertThatThrownBy(() -> Footer.read(object(file)))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("it is encrypted by an algorithm that Moraine does not know");
    file[file.length - 1] = 'X';
    assertThatThrownBy(() -> Footer.read(object(file)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("a Parquet file ends with 'PAR1', got 58524150");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11, Integer.MAX_VALUE})
  void aFooterLengthThatTheFileCannotHaveIsCorrupt(int length) {
    byte[] file = file(new byte[10]);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 8, length);
    assertThatThrownBy(() -> Footer.read(object(file)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("the footer cannot have %d of the file's 22 bytes".formatted(length));
  }

  @Test
  void aListLongerThanTheFooterTakesNoMemory() {
    // Field 2, a list of 2^31 - 1 structs.
    byte[] footer = {0x29, (byte) 0xfc, -1, -1, -1, -1, 7, 0};
    assertThatThrownBy(() -> Footer.read(object(file(footer))))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("a list of the metadata has 2147483647 elements, but only 1 bytes");
  }

  @Test
  void aStringLongerThanTheFooterTakesNoMemory() {
    // Field 6, a string of 2^31 - 1 bytes.
    byte[] footer = {0x68, -1, -1, -1, -1, 7, 0};
    assertThatThrownBy(() -> Footer.read(object(file(footer))))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("has 2147483647 bytes, but only 1 are left");
  }

  @Test
  void endlessNestingIsCorrupt() {
    byte[] footer = new byte[5000];
    // Field 15 of every struct is a struct.
    java.util.Arrays.fill(footer, (byte) 0xfc);
    assertThatThrownBy(() -> Footer.read(object(file(footer))))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("metadata nests deeper than 32");
  }

  @Test
  void schemasThatAreNoTreeAreCorrupt() throws IOException {
    assertThatThrownBy(() -> read(root(2), COLUMN))
        .hasMessageContaining("group 'root' of the schema has 2 children, but only 1 nodes follow");
    assertThatThrownBy(() -> read(root(1), COLUMN, COLUMN))
        .hasMessageContaining("the schema's tree has 2 nodes, its list 3");
    assertThatThrownBy(() -> read(COLUMN))
        .hasMessageContaining("the schema should begin with a group, its root");
    assertThatThrownBy(
            () ->
                read(
                    root(1),
                    new SchemaElement("fixed")
                        .setType(Type.FIXED_LEN_BYTE_ARRAY)
                        .setRepetition_type(FieldRepetitionType.REQUIRED)))
        .hasMessageContaining("column 'fixed' has values of fixed length, but the length 0");
    SchemaElement[] deep = new SchemaElement[200];
    java.util.Arrays.fill(deep, root(1));
    assertThatThrownBy(() -> read(deep))
        .hasMessageContaining("the schema nests deeper than 100 groups");
  }

  private static void read(SchemaElement... elements) throws IOException {
    Footer.read(object(file(bytes(new FileMetaData(1, List.of(elements), 0, List.of())))));
  }

  private static SchemaElement root(int children) {
    return new SchemaElement("root").setNum_children(children);
  }

  private static byte[] bytes(FileMetaData metadata) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, out);
    return out.toByteArray();
  }

  private static byte[] file(byte[] footer) {
    return ByteBuffer.allocate(footer.length + 12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("PAR1".getBytes(StandardCharsets.US_ASCII))
        .put(footer)
        .putInt(footer.length)
        .put("PAR1".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static ObjectReader object(byte[] content) {
    return new ObjectReader() {
      @Override
      public String location() {
        return "object";
      }

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
    };
  }
}
