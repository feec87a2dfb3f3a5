package io.moraine.log.deletionvector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.fixture.Worlds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeletionVectorWriterTest {
  private final InMemoryStore store = new InMemoryStore("t", Clock.systemUTC());
  private final DeletionVectorReader reader = new DeletionVectorReader(store);

  private DeletionVectorWriter.Stored write(BitSet... positions) {
    List<DeletionVector> vectors = new ArrayList<>();
    for (BitSet rows : positions) {
      vectors.add(DeletionVector.of(rows));
    }
    return new DeletionVectorWriter(store, Worlds.world(new Worlds.ManualClock(0), 1))
        .write(vectors);
  }

  private static BitSet bits(int... rows) {
    BitSet bits = new BitSet();
    for (int row : rows) {
      bits.set(row);
    }
    return bits;
  }

  private static BitSet random(int seed, int rows, int of) {
    SplittableRandom random = new SplittableRandom(seed);
    BitSet bits = new BitSet();
    for (int i = 0; i < rows; i++) {
      bits.set(random.nextInt(of));
    }
    return bits;
  }

  private void assertHolds(DeletionVectorDescriptor descriptor, BitSet rows) {
    DeletionVector vector = reader.read(descriptor);
    assertThat(vector.cardinality()).isEqualTo(rows.cardinality());
    assertThat(rows.stream().allMatch(vector::contains)).isTrue();
  }

  @Test
  void theProtocolsExampleIsWrittenAsItIs() {
    DeletionVectorWriter.Stored stored = write(bits(3, 4, 7, 11, 18, 29));
    assertThat(stored.file()).isEmpty();
    assertThat(stored.descriptors())
        .containsExactly(
            new DeletionVectorDescriptor(
                "i", "^Bg9^0rr910000000000iXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", null, 44, 6));
  }

  @Test
  void largeVectorsOfACommitShareOneFile() {
    BitSet first = random(1, 5_000, 1_000_000);
    BitSet second = random(2, 70_000, 100_000);
    BitSet small = bits(Integer.MAX_VALUE - 1);
    DeletionVectorWriter.Stored stored = write(first, small, second);
    String file = stored.file().orElseThrow();
    assertThat(store.listTree("")).toIterable().extracting(s -> s.key()).containsExactly(file);
    List<DeletionVectorDescriptor> descriptors = stored.descriptors();
    assertThat(descriptors)
        .extracting(DeletionVectorDescriptor::storageType)
        .containsExactly("u", "i", "u");
    assertThat(descriptors.get(0).offset()).isEqualTo(1);
    assertThat(descriptors.get(2).offset()).isEqualTo(1 + 8 + descriptors.get(0).sizeInBytes());
    assertHolds(descriptors.get(0), first);
    assertHolds(descriptors.get(1), small);
    assertHolds(descriptors.get(2), second);
  }

  @Test
  void theLogTakesOnlySoMuch() {
    BitSet[] rows = new BitSet[1_000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random(i, 150, 60_000);
    }
    DeletionVectorWriter.Stored stored = write(rows);
    long inline =
        stored.descriptors().stream()
            .filter(descriptor -> descriptor.storageType().equals("i"))
            .mapToLong(DeletionVectorDescriptor::sizeInBytes)
            .sum();
    assertThat(inline).isBetween(60_000L, (long) DeletionVectorWriter.INLINE_BYTES_PER_COMMIT);
    for (int i = 0; i < rows.length; i++) {
      assertHolds(stored.descriptors().get(i), rows[i]);
    }
  }

  @Test
  void vectorsAreJoined() {
    DeletionVector joined = DeletionVector.of(bits(1, 5)).or(DeletionVector.of(bits(5, 70_000)));
    assertThat(joined.cardinality()).isEqualTo(3);
    assertThat(joined.contains(70_000)).isTrue();
  }
}
