package io.moraine.log.stats;

import io.moraine.log.packed.PackedLongs;
import java.util.List;

/** A {@link StatisticsTable} in few bytes, to be kept. Immutable. */
public final class PackedStatistics {
  private record Leaf(PackedBounds min, PackedBounds max, PackedLongs nullCount) {}

  private final PackedLongs numRecords;
  private final List<Leaf> leaves;

  private PackedStatistics(PackedLongs numRecords, List<Leaf> leaves) {
    this.numRecords = numRecords;
    this.leaves = leaves;
  }

  /** Packs {@code table}. */
  public static PackedStatistics of(StatisticsTable table) {
    List<Leaf> leaves =
        table.leaves().stream()
            .map(
                leaf ->
                    new Leaf(
                        PackedBounds.of(leaf.min),
                        PackedBounds.of(leaf.max),
                        PackedLongs.of(leaf.nullCount, leaf.nullCount.length)))
            .toList();
    return new PackedStatistics(PackedLongs.of(table.numRecords(), table.size()), leaves);
  }

  /** The table that was packed. */
  public StatisticsTable unpack() {
    return new StatisticsTable(
        unpacked(numRecords),
        leaves.stream()
            .map(
                leaf ->
                    new LeafStatistics(
                        leaf.min().unpack(), leaf.max().unpack(), unpacked(leaf.nullCount())))
            .toList());
  }

  private static long[] unpacked(PackedLongs packed) {
    long[] values = new long[packed.size()];
    packed.copyTo(values);
    return values;
  }

  /** About how much heap it takes. */
  public long heapBytes() {
    long bytes = numRecords.heapBytes();
    for (Leaf leaf : leaves) {
      bytes += leaf.min().heapBytes() + leaf.max().heapBytes() + leaf.nullCount().heapBytes();
    }
    return bytes;
  }
}
