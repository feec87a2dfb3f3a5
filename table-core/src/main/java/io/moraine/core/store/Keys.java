package io.moraine.core.store;

import io.moraine.core.error.StorageException;

/** The rules of keys. */
public final class Keys {
  private Keys() {}

  /**
   * Returns {@code key} if it is one.
   *
   * @throws StorageException if it is empty, starts or ends with a slash, has an empty part, a part
   *     that is {@code .} or {@code ..}, or a NUL
   */
  public static String require(String key) {
    String problem = problem(key);
    if (problem != null) {
      throw new StorageException("Not a key within a store: '%s' %s".formatted(key, problem));
    }
    return key;
  }

  /** Compares as the UTF-8 bytes do: surrogates come after all other characters. */
  public static int compareUtf8(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean surrogate = Character.isSurrogate(l);
        return surrogate == Character.isSurrogate(r) ? l - r : surrogate ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  private static String problem(String key) {
    if (key.isEmpty()) {
      return "is empty";
    }
    if (key.indexOf('\0') >= 0) {
      return "has a NUL";
    }
    int from = 0;
    while (from <= key.length()) {
      int slash = key.indexOf('/', from);
      int to = slash < 0 ? key.length() : slash;
      String part = key.substring(from, to);
      if (part.isEmpty()) {
        return "has an empty part";
      }
      if (part.equals(".") || part.equals("..")) {
        return "has the part '%s'".formatted(part);
      }
      from = to + 1;
    }
    return null;
  }
}
