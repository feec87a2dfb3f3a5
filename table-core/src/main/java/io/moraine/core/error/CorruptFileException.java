package io.moraine.core.error;

/** A file's bytes contradict its format or themselves. Reading it again will not help. */
public class CorruptFileException extends MoraineException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long position;

  /**
   * A fault in {@code file} at byte {@code position}, or −1 where the place is unknown.
   *
   * @param problem what was expected and what was found
   */
  public CorruptFileException(String file, long position, String problem) {
    super(message(file, position, problem));
    this.file = file;
    this.position = position;
  }

  /** As the other constructor, with the fault that was met underneath. */
  public CorruptFileException(String file, long position, String problem, Throwable cause) {
    super(message(file, position, problem), cause);
    this.file = file;
    this.position = position;
  }

  private static String message(String file, long position, String problem) {
    return position < 0
        ? "Corrupt file %s: %s".formatted(file, problem)
        : "Corrupt file %s at byte %d: %s".formatted(file, position, problem);
  }

  /** The file's key or location, as the caller named it. */
  public String file() {
    return file;
  }

  /** Bytes from the file's start, or −1 if unknown. */
  public long position() {
    return position;
  }
}
