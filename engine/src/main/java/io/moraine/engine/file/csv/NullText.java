package io.moraine.engine.file.csv;

/** Tells fields that stand for null. */
final class NullText {
  private NullText() {}

  static boolean matches(String nullText, char[] text, int from, int length) {
    if (length != nullText.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text[from + i] != nullText.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
