package io.moraine.spec.peers;

import io.moraine.core.env.Environment;
import io.moraine.engine.session.SqlSession;
import io.moraine.engine.session.SqlSession.ExternalPaths;
import io.moraine.log.snapshot.ChecksumPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Sessions for tests, over a folder of the local disk. */
final class Sessions {
  private Sessions() {}

  static SqlSession open(Path warehouse) {
    return open(warehouse, ExternalPaths.REFUSE);
  }

  /** The real clock and fresh ids; all in the caller's thread. */
  static Environment environment() {
    return new Environment(
        Clock.systemUTC(),
        UUID::randomUUID,
        RandomGenerator.of("L64X128MixRandom"),
        millis -> {},
        Runnable::run,
        1);
  }

  static SqlSession open(Path warehouse, ExternalPaths externalPaths) {
    Environment environment = environment();
    java.net.URI uri = java.net.URI.create(warehouse.toUri().toString().replaceAll("/?$", "/"));
    return new SqlSession(
        environment,
        new SqlSession.Settings(Optional.of(uri), 1L << 30, externalPaths, ChecksumPolicy.VERIFY),
        (statement, table, where) -> Optional.empty());
  }
}
