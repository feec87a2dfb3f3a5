package io.moraine.core.store;

/** An object opened for ranged reads. Safe for use by many threads. */
public interface ObjectReader extends AutoCloseable {
  /** Names the object in errors: its location. */
  String location();

  /** The object's size. */
  long sizeBytes();

  /**
   * Reads {@code length} bytes from {@code position} into {@code target} from {@code offset} on.
   *
   * @throws io.moraine.core.error.CorruptFileException if the object ends before
   */
  void read(long position, byte[] target, int offset, int length);

  @Override
  void close();
}
