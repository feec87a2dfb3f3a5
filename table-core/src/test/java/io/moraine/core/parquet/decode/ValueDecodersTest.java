package io.moraine.core.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.parquet.schema.PhysicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueDecodersTest {
  private static final int DELTA_PACKED = 5;
  private static final int DELTA_LENGTH = 6;
  private static final int DELTA_BYTES = 7;
  private static final int SPLIT = 9;

  @ParameterizedTest(name = "{0} values")
  @ValueSource(ints = {1, 2, 32, 33, 128, 129, 130, 1000, 4097})
  void deltaPackedNumbersAreThoseThatParquetJavaEncodes(int count) throws IOException {
    // From deltas of no bits to those of all 64, whose sums wrap around.
    for (int bits = 0; bits <= 64; bits++) {
      Random random = new Random(bits);
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = bits == 0 ? 17L * i : random.nextLong() >> (64 - bits);
      }
      var writer =
          new DeltaBinaryPackingValuesWriterForLong(64, 1 << 20, new HeapByteBufferAllocator());
      for (long value : values) {
        writer.writeLong(value);
      }
      ValueDecoder decoder = decoder(DELTA_PACKED, PhysicalType.INT64, 0, writer);
      long[] decoded = new long[count];
      int first = count / 3;
      decoder.longs(decoded, 0, first);
      decoder.longs(decoded, first, count - first);
      assertThat(decoded).as("%d bits", bits).isEqualTo(values);
    }
  }

  @Test
  void deltasOf32BitNumbersWrapAround() throws IOException {
    int[] values = {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, Integer.MIN_VALUE, 1};
    var writer =
        new DeltaBinaryPackingValuesWriterForInteger(64, 1 << 20, new HeapByteBufferAllocator());
    for (int value : values) {
      writer.writeInteger(value);
    }
    int[] decoded = new int[values.length];
    decoder(DELTA_PACKED, PhysicalType.INT32, 0, writer).ints(decoded, 0, values.length);
    assertThat(decoded).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {DELTA_LENGTH, DELTA_BYTES})
  void deltaEncodedStringsAreThoseThatParquetJavaEncodes(int encoding) throws IOException {
    var allocator = new HeapByteBufferAllocator();
    ValuesWriter writer =
        encoding == DELTA_LENGTH
            ? new DeltaLengthByteArrayValuesWriter(64, 1 << 20, allocator)
            : new DeltaByteArrayWriter(64, 1 << 20, allocator);
    String[] values = new String[3000];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 50 == 0 ? "" : "prefix/" + i / 100 + "/" + random.nextInt(1000);
      writer.writeBytes(Binary.fromString(values[i]));
    }
    ValueDecoder decoder = decoder(encoding, PhysicalType.BYTE_ARRAY, 0, writer);
    int[] start = new int[values.length];
    int[] length = new int[values.length];
    for (int at = 0; at < values.length; at += 700) {
      int count = Math.min(700, values.length - at);
      byte[] data = decoder.bytes(start, length, at, count);
      for (int i = at; i < at + count; i++) {
        assertThat(new String(data, start[i], length[i], StandardCharsets.UTF_8))
            .isEqualTo(values[i]);
      }
    }
    assertThatThrownBy(() -> decoder.bytes(start, length, 0, 1))
        .isInstanceOf(MalformedPage.class)
        .hasMessage("more than the 3000 delta values of the header are expected");
  }

  @Test
  void splitBytesOfAnyLengthAreThoseThatParquetJavaEncodes() throws IOException {
    var writer =
        new ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter(
            7, 64, 1 << 20, new HeapByteBufferAllocator());
    byte[][] values = new byte[100][7];
    Random random = new Random(1);
    for (byte[] value : values) {
      random.nextBytes(value);
      writer.writeBytes(Binary.fromConstantByteArray(value));
    }
    ValueDecoder decoder = decoder(SPLIT, PhysicalType.FIXED_LEN_BYTE_ARRAY, 7, writer);
    int[] start = new int[100];
    int[] length = new int[100];
    byte[] first = decoder.bytes(start, length, 0, 60);
    byte[] second = decoder.bytes(start, length, 60, 40);
    for (int i = 0; i < 100; i++) {
      byte[] data = i < 60 ? first : second;
      assertThat(Arrays.copyOfRange(data, start[i], start[i] + length[i])).isEqualTo(values[i]);
    }
  }

  @Test
  void aStringThatPassesThePageIsMalformed() {
    byte[] page = new byte[16 + ValueDecoder.SLACK];
    page[0] = 13;
    ValueDecoder decoder =
        Decoders.of(0, PhysicalType.BYTE_ARRAY, 0, page, 0, 16, null).orElseThrow();
    assertThatThrownBy(() -> decoder.bytes(new int[1], new int[1], 0, 1))
        .isInstanceOf(MalformedPage.class)
        .hasMessage("a byte array has 13 bytes, but 12 are left");
  }

  @Test
  void valuesWithoutTheirBytesAreMalformed() {
    byte[] page = new byte[16 + ValueDecoder.SLACK];
    ValueDecoder decoder = Decoders.of(0, PhysicalType.INT64, 0, page, 0, 16, null).orElseThrow();
    assertThatThrownBy(() -> decoder.longs(new long[3], 0, 3))
        .isInstanceOf(MalformedPage.class)
        .hasMessage("3 values of 8 bytes are expected, but only 16 bytes are left");
    assertThatThrownBy(() -> Decoders.of(8, PhysicalType.INT64, 0, page, 0, 16, null))
        .hasMessage("values are codes, but the chunk has no dictionary");
    assertThatThrownBy(() -> Decoders.of(5, PhysicalType.DOUBLE, 0, page, 0, 16, null))
        .hasMessage("values of type DOUBLE cannot have the encoding DELTA_BINARY_PACKED");
    assertThat(Decoders.of(10, PhysicalType.DOUBLE, 0, page, 0, 16, null)).isEmpty();
    assertThatThrownBy(() -> Dictionary.decode(PhysicalType.INT64, 0, page, 0, 16, 1_000_000_000))
        .hasMessage("1000000000 values of 8 bytes are expected, but only 16 bytes are left");
  }

  @Test
  void aCodePastTheDictionaryIsMalformed() {
    byte[] values = new byte[3 * 4 + ValueDecoder.SLACK];
    Dictionary dictionary = Dictionary.decode(PhysicalType.BYTE_ARRAY, 0, values, 0, 12, 3);
    // Eight codes of two bits, all of them 3.
    byte[] page = Arrays.copyOf(new byte[] {2, 3, -1, -1}, 4 + ValueDecoder.SLACK);
    var decoder =
        (DictionaryDecoder)
            Decoders.of(8, PhysicalType.BYTE_ARRAY, 0, page, 0, 4, dictionary).orElseThrow();
    assertThatThrownBy(() -> decoder.codes(new int[8], 0, 8))
        .isInstanceOf(MalformedPage.class)
        .hasMessage("a code passes the dictionary of 3 values");
  }

  @Test
  void aPrefixLongerThanTheValueBeforeIsMalformed() throws IOException {
    var prefixes =
        new DeltaBinaryPackingValuesWriterForInteger(64, 1 << 20, new HeapByteBufferAllocator());
    prefixes.writeInteger(0);
    prefixes.writeInteger(3);
    var suffixes = new DeltaLengthByteArrayValuesWriter(64, 1 << 20, new HeapByteBufferAllocator());
    suffixes.writeBytes(Binary.fromString("ab"));
    suffixes.writeBytes(Binary.fromString("c"));
    byte[] first = prefixes.getBytes().toInputStream().readAllBytes();
    byte[] second = suffixes.getBytes().toInputStream().readAllBytes();
    byte[] page = Arrays.copyOf(first, first.length + second.length + ValueDecoder.SLACK);
    System.arraycopy(second, 0, page, first.length, second.length);
    ValueDecoder decoder =
        Decoders.of(
                DELTA_BYTES,
                PhysicalType.BYTE_ARRAY,
                0,
                page,
                0,
                first.length + second.length,
                null)
            .orElseThrow();
    assertThatThrownBy(() -> decoder.bytes(new int[2], new int[2], 0, 2))
        .isInstanceOf(MalformedPage.class)
        .hasMessage("a byte array shares 3 bytes with one of 2");
  }

  private static ValueDecoder decoder(
      int encoding, PhysicalType type, int typeLength, ValuesWriter writer) throws IOException {
    byte[] encoded = writer.getBytes().toInputStream().readAllBytes();
    byte[] page = Arrays.copyOf(encoded, encoded.length + ValueDecoder.SLACK);
    return Decoders.of(encoding, type, typeLength, page, 0, encoded.length, null).orElseThrow();
  }
}
