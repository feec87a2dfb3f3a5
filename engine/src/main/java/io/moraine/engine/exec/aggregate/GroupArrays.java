package io.moraine.engine.exec.aggregate;

import java.util.Arrays;

/** Arrays that grow with the number of groups. */
final class GroupArrays {
  private GroupArrays() {}

  private static int grown(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(16L, needed + (long) needed / 2));
  }

  static byte[] room(byte[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }

  static int[] room(int[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }

  static long[] room(long[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }

  static double[] room(double[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }

  static <T> T[] room(T[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }
}
