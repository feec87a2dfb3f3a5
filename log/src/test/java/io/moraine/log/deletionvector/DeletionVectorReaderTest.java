package io.moraine.log.deletionvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.path.PathNotAllowedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class DeletionVectorReaderTest {
  /** The protocol's own example of an encoded id. */
  private static final String ID = "ab^-aqEH.-t@S}K{vb[*k^";

  private static final String FILE = "ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin";

  private final InMemoryStore store = new InMemoryStore("t", Clock.systemUTC());
  private final DeletionVectorReader reader = new DeletionVectorReader(store);

  private static byte[] data(int... rows) {
    RoaringBitmap bitmap = RoaringBitmap.bitmapOf(rows);
    bitmap.runOptimize();
    ByteBuffer buffer =
        ByteBuffer.allocate(16 + bitmap.serializedSizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(1681511377).putLong(1).putInt(0);
    bitmap.serialize(buffer);
    return buffer.array();
  }

  /** A file whose vector is at offset 6, after one byte of version and a few of another. */
  private DeletionVectorDescriptor stored(byte[] data, long cardinality) {
    CRC32 checksum = new CRC32();
    checksum.update(data);
    ByteBuffer file = ByteBuffer.allocate(6 + 8 + data.length);
    file.put((byte) 1).position(6);
    file.putInt(data.length).put(data).putInt((int) checksum.getValue());
    store.put(FILE, file.array());
    return new DeletionVectorDescriptor("u", ID, 6, data.length, cardinality);
  }

  @Test
  void aVectorInAFileIsReadByItsRelativeAndItsAbsolutePath() {
    DeletionVectorDescriptor relative = stored(data(0, 3, 4, 7, 11, 18, 29), 7);
    DeletionVector vector = reader.read(relative);
    assertThat(vector.cardinality()).isEqualTo(7);
    assertThat(vector.contains(29)).isTrue();
    assertThat(vector.contains(28)).isFalse();
    assertThat(vector.contains(1L << 32)).as("not by its lower half").isFalse();
    DeletionVectorDescriptor absolute =
        new DeletionVectorDescriptor(
            "p", "memory:/t/" + FILE, 6, relative.sizeInBytes(), relative.cardinality());
    assertThat(reader.read(absolute).cardinality()).isEqualTo(7);
  }

  @Test
  void theProtocolsInlineExampleHasItsRows() {
    DeletionVectorDescriptor inline =
        new DeletionVectorDescriptor(
            "i", "^Bg9^0rr910000000000iXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", null, 44, 6);
    DeletionVector vector = reader.read(inline);
    int[] live = new int[32];
    int count = vector.selectLive(0, 32, live);
    assertThat(count).isEqualTo(26);
    for (int row : new int[] {3, 4, 7, 11, 18, 29}) {
      assertThat(vector.contains(row)).isTrue();
    }
  }

  @Test
  void theRowsThatStayAreSelectedFromAnyPlace() {
    DeletionVector vector = reader.read(stored(data(0, 5, 6, 65535, 65536, Integer.MAX_VALUE), 6));
    int[] live = new int[4];
    assertThat(vector.selectLive(0, 4, live)).isEqualTo(3);
    assertThat(live).startsWith(1, 2, 3);
    assertThat(vector.selectLive(4, 4, live)).isEqualTo(2);
    assertThat(live).startsWith(0, 3);
    assertThat(vector.selectLive(65534, 4, live)).isEqualTo(2);
    assertThat(live).startsWith(0, 3);
    assertThat(vector.selectLive(Integer.MAX_VALUE - 1L, 4, live)).isEqualTo(3);
    assertThat(live).startsWith(0, 2, 3);
    assertThat(vector.selectLive(1L << 40, 2, live)).isEqualTo(2);
    assertThat(vector.selectLive(0, 0, live)).isZero();
  }

  @Test
  void aVectorThatIsNotWhatItsDescriptorSaysIsCorrupt() {
    DeletionVectorDescriptor good = stored(data(1, 2), 2);
    int size = good.sizeInBytes();
    for (DeletionVectorDescriptor bad :
        new DeletionVectorDescriptor[] {
          new DeletionVectorDescriptor("u", ID, 6, size, 3),
          new DeletionVectorDescriptor("u", ID, 6, size - 1, 2),
          new DeletionVectorDescriptor("u", ID, 7, size, 2),
          new DeletionVectorDescriptor("u", ID, 5, size, 2),
          new DeletionVectorDescriptor("u", ID, -1, size, 2),
          new DeletionVectorDescriptor("u", ID, null, size, 2),
          new DeletionVectorDescriptor("u", ID, 6, Integer.MAX_VALUE, 2),
          new DeletionVectorDescriptor("u", ID, 6, -1, 2),
        }) {
      assertThatThrownBy(() -> reader.read(bad))
          .as(bad.toString())
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("memory:/t/" + FILE);
    }
  }

  @Test
  void everyFlippedBitOfTheDataIsNoticedByTheChecksum() {
    DeletionVectorDescriptor good = stored(data(1, 2, 900), 3);
    byte[] file = store.read(FILE);
    for (int i = 6; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= 16;
      store.put(FILE, flipped);
      assertThatThrownBy(() -> reader.read(good)).isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void dataThatIsNoBitmapIsCorruptWithoutAChecksumsHelp() {
    byte[] good = data(1, 2, 900, 70000, 70001, 70002);
    for (int length = 0; length < good.length; length++) {
      DeletionVectorDescriptor cut = stored(Arrays.copyOf(good, length), 6);
      assertThatThrownBy(() -> reader.read(cut))
          .as("%d bytes of %d", length, good.length)
          .isInstanceOf(CorruptFileException.class);
    }
    assertThatThrownBy(() -> reader.read(stored(Arrays.copyOf(good, good.length + 1), 6)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("1 bytes after its rows");
    // The number at the start, the count, the upper half, and what Roaring starts with.
    for (int i = 0; i < 18; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) 0xFF;
      DeletionVectorDescriptor broken = stored(flipped, 6);
      assertThatThrownBy(() -> reader.read(broken))
          .as("byte %d", i)
          .isInstanceOf(CorruptFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "ab^-aqEH.-t@S}K{vb[*k\u00e9",
        "ab^-aqEH.-t@S}K{vb[*k\"",
        "ab#####H.-t@S}K{vb[*k^"
      })
  void aNameThatIsNotZ85IsCorrupt(String name) {
    assertThatThrownBy(() -> reader.read(new DeletionVectorDescriptor("u", name, 1, 40, 1)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("'" + name + "'");
    assertThatThrownBy(() -> reader.read(new DeletionVectorDescriptor("i", name, null, 40, 1)))
        .isInstanceOf(CorruptFileException.class);
  }

  @Test
  void aFileOutsideTheTableIsNotOpened() {
    for (String path : new String[] {"file:/etc/passwd", "../x.bin", "memory:/other/x.bin"}) {
      assertThatThrownBy(() -> reader.read(new DeletionVectorDescriptor("p", path, 1, 40, 1)))
          .isInstanceOf(PathNotAllowedException.class)
          .hasMessageContaining(path);
    }
    assertThatThrownBy(() -> reader.read(new DeletionVectorDescriptor("u", "../.." + ID, 1, 40, 1)))
        .isInstanceOf(PathNotAllowedException.class);
    assertThatThrownBy(() -> reader.read(new DeletionVectorDescriptor("x", "p", 1, 40, 1)))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("'x'");
  }
}
