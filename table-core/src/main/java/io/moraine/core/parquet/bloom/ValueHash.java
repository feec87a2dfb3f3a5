package io.moraine.core.parquet.bloom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash of a value's plain bytes: xxHash with 64 bits and seed 0.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash</a>
 */
public final class ValueHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long PRIME_1 = 0x9e37_79b1_85eb_ca87L;
  private static final long PRIME_2 = 0xc2b2_ae3d_27d4_eb4fL;
  private static final long PRIME_3 = 0x1656_67b1_9e37_79f9L;
  private static final long PRIME_4 = 0x85eb_ca77_c2b2_ae63L;
  private static final long PRIME_5 = 0x27d4_eb2f_1656_67c5L;

  /** The sum of the first two, which wraps around. */
  private static final long FIRST_LANE = 0x60ea_27ee_adc0_b5d6L;

  /** From so many bytes on, four lanes take 8 bytes each at once. */
  private static final int STRIPE = 32;

  private ValueHash() {}

  /** The hash of {@code data[from .. from + length)}. */
  public static long of(byte[] data, int from, int length) {
    int at = from;
    int end = from + length;
    long hash;
    if (length >= STRIPE) {
      long a = FIRST_LANE;
      long b = PRIME_2;
      long c = 0;
      long d = -PRIME_1;
      for (; at <= end - STRIPE; at += STRIPE) {
        a = round(a, (long) LONG.get(data, at));
        b = round(b, (long) LONG.get(data, at + 8));
        c = round(c, (long) LONG.get(data, at + 16));
        d = round(d, (long) LONG.get(data, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = PRIME_5;
    }
    hash += length;
    for (; at <= end - 8; at += 8) {
      hash = step8(hash, (long) LONG.get(data, at));
    }
    if (at <= end - 4) {
      hash = step4(hash, (int) INT.get(data, at));
      at += 4;
    }
    for (; at < end; at++) {
      hash = Long.rotateLeft(hash ^ (data[at] & 0xffL) * PRIME_5, 11) * PRIME_1;
    }
    return mixed(hash);
  }

  /** The hash of a value of 64 bits. */
  public static long of(long value) {
    return mixed(step8(PRIME_5 + Long.BYTES, value));
  }

  /** The hash of a value of 32 bits. */
  public static long of(int value) {
    return mixed(step4(PRIME_5 + Integer.BYTES, value));
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long step8(long hash, long input) {
    return Long.rotateLeft(hash ^ round(0, input), 27) * PRIME_1 + PRIME_4;
  }

  private static long step4(long hash, int input) {
    return Long.rotateLeft(hash ^ (input & 0xffff_ffffL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
  }

  private static long mixed(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
    mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
    return mixed ^ (mixed >>> 32);
  }
}
