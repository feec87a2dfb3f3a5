package io.moraine.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A stream that remembers why it could not be written: print writers only tell that it could not.
 */
final class StandardOutput extends FilterOutputStream {
  private IOException failure;

  /** Remembers what fails in {@code to}. */
  StandardOutput(OutputStream to) {
    super(to);
  }

  /** The standard output of the process. */
  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  /**
   * Why results are incomplete. Empty if they are complete, or if their reader, such as {@code
   * head}, has seen enough and left.
   */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure)
        .filter(e -> e.getMessage() == null || !e.getMessage().contains("Broken pipe"));
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    try {
      out.write(data, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
