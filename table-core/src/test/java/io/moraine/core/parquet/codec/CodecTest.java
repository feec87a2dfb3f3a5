package io.moraine.core.parquet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  /** Room on both sides of what is decompressed must stay as it is. */
  private static final int MARGIN = 3;

  static Stream<Compression> compressions() {
    return Stream.of(
        Compression.NONE,
        Compression.SNAPPY,
        Compression.GZIP,
        new Compression(Codec.GZIP, 9),
        Compression.ZSTD,
        new Compression(Codec.ZSTD, 1),
        new Compression(Codec.ZSTD, 22),
        Compression.LZ4_RAW);
  }

  static Stream<Compression> realCompressions() {
    return compressions().skip(1);
  }

  private static byte[] noise(int length) {
    byte[] data = new byte[length];
    new Random(7).nextBytes(data);
    return data;
  }

  private static byte[] repetitive(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i % 17);
    }
    return data;
  }

  private static byte[] compress(Compression compression, byte[] data) {
    try (Compressor compressor = Compressor.of(compression)) {
      byte[] padded = new byte[data.length + 2];
      System.arraycopy(data, 0, padded, 1, data.length);
      byte[] out = new byte[compressor.maxSize(data.length)];
      return Arrays.copyOf(out, compressor.compress(padded, 1, data.length, out));
    }
  }

  private static byte[] decompress(Codec codec, byte[] in, int size) {
    byte[] padded = new byte[in.length + 1];
    System.arraycopy(in, 0, padded, 1, in.length);
    byte[] out = new byte[size + 2 * MARGIN];
    Arrays.fill(out, (byte) 0x5a);
    try (Decompressor decompressor = Decompressor.of(codec, "f.parquet")) {
      decompressor.decompress(42, padded, 1, in.length, out, MARGIN, size);
    } finally {
      for (int i = 0; i < MARGIN; i++) {
        assertThat(out[i]).isEqualTo((byte) 0x5a);
        assertThat(out[size + MARGIN + i]).isEqualTo((byte) 0x5a);
      }
    }
    return Arrays.copyOfRange(out, MARGIN, MARGIN + size);
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void bytesComeBackAsTheyWere(Compression compression) {
    for (int length : new int[] {0, 1, 2, 63, 64, 65, 1000, 65_535, 65_536, 65_537, 1 << 20}) {
      for (byte[] data : new byte[][] {noise(length), repetitive(length)}) {
        assertThat(decompress(compression.codec(), compress(compression, data), length))
            .isEqualTo(data);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void parquetJavaReadsWhatWeCompressAndWeReadWhatItCompresses(Codec codec) throws IOException {
    byte[] data = repetitive(100_000);
    var factory = new CodecFactory(new Configuration(), 8192);
    var name = CompressionCodecName.valueOf(codec.name());
    try {
      byte[] theirs = bytes(factory.getCompressor(name).compress(BytesInput.from(data)));
      assertThat(decompress(codec, theirs, data.length)).isEqualTo(data);
      byte[] ours = compress(Compression.named(codec.name()), data);
      assertThat(
              bytes(factory.getDecompressor(name).decompress(BytesInput.from(ours), data.length)))
          .isEqualTo(data);
    } finally {
      factory.release();
    }
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    var bytes = new ByteArrayOutputStream();
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void refusesMoreBytesThanDeclared(Compression compression) {
    byte[] bomb = compress(compression, new byte[1 << 20]);
    assertThatThrownBy(() -> decompress(compression.codec(), bomb, 1000))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("Corrupt file f.parquet at byte 42")
        .hasMessageContaining("compressed with " + compression.codec())
        .hasMessageContaining("1000");
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void refusesFewerBytesThanDeclared(Compression compression) {
    byte[] few = compress(compression, repetitive(999));
    assertThatThrownBy(() -> decompress(compression.codec(), few, 1000))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("should come to the declared 1000 bytes, but come to 999");
  }

  @ParameterizedTest
  @MethodSource("realCompressions")
  void refusesTruncatedBytes(Compression compression) {
    byte[] whole = compress(compression, noise(1000));
    for (int length : new int[] {0, 1, 2, whole.length / 2, whole.length - 1}) {
      assertThatThrownBy(() -> decompress(compression.codec(), Arrays.copyOf(whole, length), 1000))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("f.parquet");
    }
  }

  @ParameterizedTest
  @MethodSource("realCompressions")
  void damagedBytesAreAnErrorOrAnotherResultButNeverACrash(Compression compression) {
    byte[] whole = compress(compression, repetitive(5000));
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(decompress(compression.codec(), damaged, 5000)).hasSize(5000);
      } catch (CorruptFileException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void readsGzipOfSeveralMembers() {
    byte[] first = compress(Compression.GZIP, repetitive(100));
    byte[] second = compress(Compression.GZIP, noise(50));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    byte[] expected = Arrays.copyOf(repetitive(100), 150);
    System.arraycopy(noise(50), 0, expected, 100, 50);
    assertThat(decompress(Codec.GZIP, both, 150)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void readsLz4InHadoopsFraming(int blocks) throws IOException {
    byte[] data = repetitive(7000);
    var bytes = new ByteArrayOutputStream();
    var framed = new DataOutputStream(bytes);
    // Two groups; the first of several blocks.
    framed.writeInt(6000);
    for (int i = 0; i < blocks; i++) {
      int from = 6000 * i / blocks;
      byte[] block = lz4(Arrays.copyOfRange(data, from, 6000 * (i + 1) / blocks));
      framed.writeInt(block.length);
      framed.write(block);
    }
    framed.writeInt(1000);
    byte[] last = lz4(Arrays.copyOfRange(data, 6000, 7000));
    framed.writeInt(last.length);
    framed.write(last);
    assertThat(decompress(Codec.LZ4, bytes.toByteArray(), 7000)).isEqualTo(data);
    assertThatThrownBy(() -> decompress(Codec.LZ4, bytes.toByteArray(), 6999))
        .isInstanceOf(CorruptFileException.class);
  }

  @Test
  void readsABareBlockUnderTheNameOfHadoopsFraming() {
    byte[] data = repetitive(7000);
    assertThat(decompress(Codec.LZ4, lz4(data), 7000)).isEqualTo(data);
  }

  private static byte[] lz4(byte[] data) {
    return LZ4Factory.fastestInstance().fastCompressor().compress(data);
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"LZO", "BROTLI"})
  void refusesUnsupportedCodecsByName(Codec codec) {
    assertThatThrownBy(() -> Decompressor.of(codec, "f.parquet"))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "Cannot read f.parquet: its pages are compressed with %s, which Moraine does not support",
            codec);
    assertThatThrownBy(() -> new Compression(codec, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot write Parquet compressed with " + codec);
  }

  @Test
  void refusesUnknownNamesAndLevels() {
    assertThatThrownBy(() -> Compression.named("rar"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'rar'")
        .hasMessageContaining("zstd");
    assertThatThrownBy(() -> new Compression(Codec.ZSTD, 23))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Level of compression with ZSTD needs to be 1 to 22, got 23");
    assertThat(Compression.named("Lz4")).isEqualTo(Compression.LZ4_RAW);
  }

  @Test
  void idsAreTheFormats() {
    for (var theirs : org.apache.parquet.format.CompressionCodec.values()) {
      assertThat(Codec.ofId(theirs.getValue())).hasValue(Codec.valueOf(theirs.name()));
      assertThat(Codec.valueOf(theirs.name()).id()).isEqualTo(theirs.getValue());
    }
    assertThat(Codec.ofId(8)).isEmpty();
    assertThat(Codec.ofId(-1)).isEmpty();
  }
}
