package io.moraine.log.txn;

/** The name under which Moraine signs commits. */
final class Engine {
  /** {@code Moraine/} and the library's version. */
  static final String INFO = "Moraine/" + version();

  private Engine() {}

  private static String version() {
    String version = Engine.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
