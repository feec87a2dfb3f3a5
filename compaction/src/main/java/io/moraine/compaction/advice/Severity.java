package io.moraine.compaction.advice;

/** How much something matters, the worst first. */
public enum Severity {
  /** Queries are slow, or data may be lost, now. */
  HIGH,
  /** It costs time or space that is worth a command. */
  MEDIUM,
  /** Small, or not yet much. */
  LOW,
  /** To be known; it may be meant so. */
  NOTE;

  /** As the other, of whole numbers. */
  static Severity of(long amount, long medium, long high) {
    return of((double) amount, (double) medium, (double) high);
  }

  /** The severity of an amount that is HIGH from one limit on, MEDIUM from another; LOW below. */
  static Severity of(double amount, double medium, double high) {
    return amount >= high ? HIGH : amount >= medium ? MEDIUM : LOW;
  }
}
