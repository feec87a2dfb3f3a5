package io.moraine.core.kernel;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Hashes of single values, the objects that {@link DataType} names, chained by their seed.
 *
 * <p>Murmur3 (x86, 32 bits, with Spark's handling of the last bytes) and xxHash64. Null leaves the
 * seed as it is, −0.0 hashes as 0.0, all NaNs alike.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash</a>
 */
public final class ValueHash {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private ValueHash() {}

  /** One of the two hashes, of the forms that values come down to. */
  private interface Algorithm {
    long ofInt(int value, long seed);

    long ofLong(long value, long seed);

    long ofBytes(byte[] value, long seed);
  }

  /** The Murmur3 hash of {@code value}, which may be null. */
  public static int murmur3(DataType type, Object value, int seed) {
    return (int) hash(Murmur3.INSTANCE, type, value, seed);
  }

  /** The xxHash64 hash of {@code value}, which may be null. */
  public static long xxHash64(DataType type, Object value, long seed) {
    return hash(XxHash.INSTANCE, type, value, seed);
  }

  private static long hash(Algorithm algorithm, DataType type, Object value, long seed) {
    if (value == null) {
      return seed;
    } else if (value instanceof Boolean bool) {
      return algorithm.ofInt(bool ? 1 : 0, seed);
    } else if (value instanceof Integer number) {
      return algorithm.ofInt(number, seed);
    } else if (value instanceof Long number) {
      return algorithm.ofLong(number, seed);
    } else if (value instanceof Float number) {
      return algorithm.ofInt(Float.floatToIntBits(number + 0f), seed);
    } else if (value instanceof Double number) {
      return algorithm.ofLong(Double.doubleToLongBits(number + 0.0), seed);
    } else if (value instanceof String text) {
      return algorithm.ofBytes(text.getBytes(StandardCharsets.UTF_8), seed);
    } else if (value instanceof byte[] bytes) {
      return algorithm.ofBytes(bytes, seed);
    } else if (value instanceof BigDecimal decimal) {
      return ((DataType.Decimal) type).fitsLong()
          ? algorithm.ofLong(decimal.unscaledValue().longValueExact(), seed)
          : algorithm.ofBytes(decimal.unscaledValue().toByteArray(), seed);
    }
    return nested(algorithm, type, value, seed);
  }

  private static long nested(Algorithm algorithm, DataType type, Object value, long seed) {
    long hash = seed;
    if (type instanceof DataType.Array array) {
      for (Object element : (List<?>) value) {
        hash = hash(algorithm, array.element(), element, hash);
      }
    } else if (type instanceof DataType.MapOf map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        hash = hash(algorithm, map.key(), entry.getKey(), hash);
        hash = hash(algorithm, map.value(), entry.getValue(), hash);
      }
    } else if (type instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        hash = hash(algorithm, struct.field(i).type(), ((List<?>) value).get(i), hash);
      }
    } else {
      // A variant: its two binaries.
      for (Object part : (List<?>) value) {
        hash = hash(algorithm, Primitive.BINARY, part, hash);
      }
    }
    return hash;
  }

  private enum Murmur3 implements Algorithm {
    INSTANCE;

    @Override
    public long ofInt(int value, long seed) {
      return finish(mix((int) seed, value), 4);
    }

    @Override
    public long ofLong(long value, long seed) {
      return finish(mix(mix((int) seed, (int) value), (int) (value >>> 32)), 8);
    }

    @Override
    public long ofBytes(byte[] value, long seed) {
      int hash = (int) seed;
      int whole = value.length & ~3;
      for (int i = 0; i < whole; i += 4) {
        hash = mix(hash, (int) INTS.get(value, i));
      }
      // Spark mixes each byte that is left as an integer of its own.
      for (int i = whole; i < value.length; i++) {
        hash = mix(hash, value[i]);
      }
      return finish(hash, value.length);
    }

    private static int mix(int hash, int value) {
      int scrambled = Integer.rotateLeft(value * 0xCC9E2D51, 15) * 0x1B873593;
      return Integer.rotateLeft(hash ^ scrambled, 13) * 5 + 0xE6546B64;
    }

    private static int finish(int hash, int length) {
      int h = hash ^ length;
      h = (h ^ (h >>> 16)) * 0x85EBCA6B;
      h = (h ^ (h >>> 13)) * 0xC2B2AE35;
      return h ^ (h >>> 16);
    }
  }

  private enum XxHash implements Algorithm {
    INSTANCE;

    @Override
    public long ofInt(int value, long seed) {
      return finish(ofFour(seed + PRIME_5 + 4, value));
    }

    @Override
    public long ofLong(long value, long seed) {
      return finish(ofEight(seed + PRIME_5 + 8, value));
    }

    @Override
    public long ofBytes(byte[] value, long seed) {
      int position = 0;
      long hash;
      if (value.length >= 32) {
        long a = seed + PRIME_1 + PRIME_2;
        long b = seed + PRIME_2;
        long c = seed;
        long d = seed - PRIME_1;
        for (; position <= value.length - 32; position += 32) {
          a = round(a, (long) LONGS.get(value, position));
          b = round(b, (long) LONGS.get(value, position + 8));
          c = round(c, (long) LONGS.get(value, position + 16));
          d = round(d, (long) LONGS.get(value, position + 24));
        }
        hash =
            Long.rotateLeft(a, 1)
                + Long.rotateLeft(b, 7)
                + Long.rotateLeft(c, 12)
                + Long.rotateLeft(d, 18);
        hash = merge(merge(merge(merge(hash, a), b), c), d);
      } else {
        hash = seed + PRIME_5;
      }
      hash += value.length;
      for (; position <= value.length - 8; position += 8) {
        hash = ofEight(hash, (long) LONGS.get(value, position));
      }
      if (position <= value.length - 4) {
        hash = ofFour(hash, (int) INTS.get(value, position));
        position += 4;
      }
      for (; position < value.length; position++) {
        hash ^= (value[position] & 0xFFL) * PRIME_5;
        hash = Long.rotateLeft(hash, 11) * PRIME_1;
      }
      return finish(hash);
    }

    private static long round(long lane, long value) {
      return Long.rotateLeft(lane + value * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
      return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long ofEight(long hash, long value) {
      return Long.rotateLeft(hash ^ round(0, value), 27) * PRIME_1 + PRIME_4;
    }

    private static long ofFour(long hash, int value) {
      return Long.rotateLeft(hash ^ ((value & 0xFFFFFFFFL) * PRIME_1), 23) * PRIME_2 + PRIME_3;
    }

    private static long finish(long hash) {
      long h = (hash ^ (hash >>> 33)) * PRIME_2;
      h = (h ^ (h >>> 29)) * PRIME_3;
      return h ^ (h >>> 32);
    }
  }
}
