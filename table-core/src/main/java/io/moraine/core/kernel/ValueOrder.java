package io.moraine.core.kernel;

import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The order of single values, the objects that {@link DataType} names, as SQL sees them.
 *
 * <p>NaN equals NaN and is above every other number, −0.0 equals 0.0, strings and binaries compare
 * by unsigned bytes of UTF-8, false is below true. Inside arrays and structs null is below all
 * else.
 */
public final class ValueOrder {
  private ValueOrder() {}

  /**
   * Negative, zero or positive as {@code left} is below, equal to or above {@code right}; neither
   * is null and both are of one type.
   *
   * @throws IllegalArgumentException for maps, which have no order
   */
  public static int compare(Object left, Object right) {
    if (left instanceof String a) {
      return compareStrings(a, (String) right);
    } else if (left instanceof Integer a) {
      return Integer.compare(a, (Integer) right);
    } else if (left instanceof Long a) {
      return Long.compare(a, (Long) right);
    } else if (left instanceof Double a) {
      return compareDoubles(a, (Double) right);
    } else if (left instanceof Float a) {
      return compareDoubles(a, (Float) right);
    } else if (left instanceof BigDecimal a) {
      return a.compareTo((BigDecimal) right);
    } else if (left instanceof Boolean a) {
      return Boolean.compare(a, (Boolean) right);
    } else if (left instanceof byte[] a) {
      return Arrays.compareUnsigned(a, (byte[]) right);
    } else if (left instanceof List<?> a) {
      return compareLists(a, (List<?>) right);
    }
    throw new IllegalArgumentException("Values of " + left.getClass() + " have no order");
  }

  /** Whether both are null, or neither is and they are equal as values; also for maps. */
  public static boolean same(Object left, Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.equals(b);
    }
    return compare(left, right) == 0;
  }

  /** As {@link Double#compare}, but −0.0 equals 0.0. */
  public static int compareDoubles(double left, double right) {
    if (left < right) {
      return -1;
    } else if (left > right) {
      return 1;
    }
    return left == right ? 0 : Boolean.compare(Double.isNaN(left), Double.isNaN(right));
  }

  /** The order of the strings' UTF-8 bytes, which is the order of their code points. */
  public static int compareStrings(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above all that one char can hold.
        boolean aHigh = Character.isSurrogate(a);
        return aHigh == Character.isSurrogate(b) ? Character.compare(a, b) : aHigh ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareLists(List<?> left, List<?> right) {
    int length = Math.min(left.size(), right.size());
    for (int i = 0; i < length; i++) {
      Object a = left.get(i);
      Object b = right.get(i);
      int order = a == null || b == null ? Boolean.compare(a != null, b != null) : compare(a, b);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
