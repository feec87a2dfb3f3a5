package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows in no order, as their count, a sum of hashes, and, while they are few, their texts. */
final class RowBag {
  private static final int FEW = 2000;

  private final List<String> texts = new ArrayList<>();
  private long count;
  private long hashes;

  void add(String row) {
    count++;
    hashes += hash(row);
    if (texts.size() < FEW) {
      texts.add(row);
    }
  }

  long count() {
    return count;
  }

  /** Fails if the rows, of which {@code what} tells, are not those of {@code expected}. */
  void assertSameAs(RowBag expected, String what) {
    assertThat(count).as("rows of %s", what).isEqualTo(expected.count);
    if (count <= FEW) {
      Collections.sort(texts);
      Collections.sort(expected.texts);
      assertThat(texts).as(what).isEqualTo(expected.texts);
    }
    assertThat(hashes).as("hash of %s", what).isEqualTo(expected.hashes);
  }

  /** 64 bits, well mixed: sums of them differ where rows do. */
  private static long hash(String row) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (int i = 0; i < row.length(); i++) {
      hash = (hash ^ row.charAt(i)) * 0x0000_0100_0000_01b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e37_79b9_7f4a_7c15L;
    return hash ^ (hash >>> 29);
  }
}
