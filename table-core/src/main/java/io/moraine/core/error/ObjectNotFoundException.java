package io.moraine.core.error;

/** A store holds no object of that name. */
public class ObjectNotFoundException extends StorageException {
  private static final long serialVersionUID = 1L;

  /** {@code location} names the store and the key that was looked for. */
  public ObjectNotFoundException(String location) {
    super("No such object: " + location);
  }
}
