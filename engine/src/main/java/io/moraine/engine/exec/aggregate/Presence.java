package io.moraine.engine.exec.aggregate;

import java.util.Arrays;

/**
 * Which groups have had a value. Nothing is written as long as every row of every group has one,
 * which is the common case.
 */
final class Presence {
  /** 1 for groups with a value; null while all groups have one. */
  private byte[] marks;

  private int groups;
  private int groupsBefore;

  /** Starts with no group. */
  Presence(InputRows rows) {
    this.marks = rows == InputRows.SOME ? new byte[16] : null;
  }

  void resize(int newGroups) {
    groupsBefore = groups;
    groups = newGroups;
    if (marks != null) {
      marks = GroupArrays.room(marks, newGroups);
    }
  }

  /** The marks to set, or null if none need setting as the rows at hand all have a value. */
  byte[] marks(boolean rowsMayBeNull) {
    if (marks == null && rowsMayBeNull) {
      marks = new byte[Math.max(16, groups)];
      Arrays.fill(marks, 0, groupsBefore, (byte) 1);
    }
    return marks;
  }

  /** Marks {@code group}, whose rows at hand are null but for {@code present} of {@code rows}. */
  void markGroup(int group, int present, int rows) {
    byte[] own = marks(present < rows);
    if (own != null && present > 0) {
      own[group] = 1;
    }
  }

  boolean has(int group) {
    return marks == null || marks[group] != 0;
  }

  /** Marks the groups {@code to} whose groups {@code from} in {@code other} have a value. */
  void merge(Presence other, int[] from, int[] to, int count) {
    byte[] own = marks(other.marks != null);
    if (own != null) {
      for (int i = 0; i < count; i++) {
        own[to[i]] = (byte) (own[to[i]] | (other.has(from[i]) ? 1 : 0));
      }
    }
  }

  /** The validity of groups {@code from} to {@code to}; null if all have a value. */
  byte[] validity(int from, int to) {
    if (marks == null) {
      return null;
    }
    for (int i = from; i < to; i++) {
      if (marks[i] == 0) {
        return Arrays.copyOfRange(marks, from, to);
      }
    }
    return null;
  }

  long bytes() {
    return marks == null ? 0 : marks.length;
  }
}
