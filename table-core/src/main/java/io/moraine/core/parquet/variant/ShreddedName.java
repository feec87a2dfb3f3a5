package io.moraine.core.parquet.variant;

import java.nio.charset.StandardCharsets;

/** The name of a field with columns of its own. */
final class ShreddedName {
  private final String text;
  private final byte[] utf8;

  ShreddedName(String text) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    return text;
  }

  byte[] utf8() {
    return utf8;
  }
}
