package io.moraine.core.json;

/** The six kinds of JSON values. */
public enum JsonKind {
  /** {@code {…}}. */
  OBJECT,
  /** {@code […]}. */
  ARRAY,
  /** {@code "…"}. */
  STRING,
  /** Any number. */
  NUMBER,
  /** True or false. */
  BOOLEAN,
  /** Null. */
  NULL
}
