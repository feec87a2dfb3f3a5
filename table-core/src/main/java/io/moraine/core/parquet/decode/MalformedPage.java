package io.moraine.core.parquet.decode;

/** A page's bytes contradict its encoding; the message says how. */
public final class MalformedPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault; {@code problem} tells what was expected and found. */
  public MalformedPage(String problem) {
    super(problem);
  }
}
