package io.moraine.log.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hashes of paths' identities. */
final class PathHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int TURN = 29;

  private PathHash() {}

  static int of(byte[] data, int from, int length) {
    long hash = length * FACTOR;
    int i = from;
    int end = from + length;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      hash = Long.rotateLeft((hash ^ (long) LONG.get(data, i)) * FACTOR, TURN);
    }
    for (; i < end; i++) {
      hash = Long.rotateLeft((hash ^ data[i]) * FACTOR, TURN);
    }
    hash = (hash ^ hash >>> 32) * FACTOR;
    return (int) (hash >>> 32);
  }
}
