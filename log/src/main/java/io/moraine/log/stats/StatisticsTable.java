package io.moraine.log.stats;

import java.util.List;

/** The statistics of some columns of many files, as columns. Immutable. */
public final class StatisticsTable {
  private final long[] numRecords;
  private final List<LeafStatistics> leaves;

  /** Owns {@code numRecords}, −1 where they are not known; {@code leaves} are by number. */
  StatisticsTable(long[] numRecords, List<LeafStatistics> leaves) {
    this.numRecords = numRecords;
    this.leaves = List.copyOf(leaves);
  }

  /** How many files. */
  public int size() {
    return numRecords.length;
  }

  /** The rows in a file, deleted ones among them; −1 if unknown. */
  public long numRecords(int file) {
    return numRecords[file];
  }

  /** More rows than a file can have, where they are not known: a proof is about every row. */
  long rowBound(int file) {
    return numRecords[file] < 0 ? Long.MAX_VALUE : numRecords[file];
  }

  LeafStatistics leaf(int number) {
    return leaves.get(number);
  }

  /** By number; not to be changed. */
  List<LeafStatistics> leaves() {
    return leaves;
  }

  /** Of each file; not to be changed. */
  long[] numRecords() {
    return numRecords;
  }
}
