package io.moraine.core.store;

/**
 * A new object being written. It appears under its key only when {@link #finish()} returns; closed
 * before, it never does.
 */
public interface ObjectWriter extends AutoCloseable {
  /** Names the object in errors: its location. */
  String location();

  /** Appends {@code length} bytes of {@code data} from {@code offset} on. */
  void write(byte[] data, int offset, int length);

  /** How many bytes were appended. */
  long position();

  /** Makes the object appear, durably. */
  void finish();

  /** Gives up an object that is not finished; otherwise harmless. */
  @Override
  void close();
}
