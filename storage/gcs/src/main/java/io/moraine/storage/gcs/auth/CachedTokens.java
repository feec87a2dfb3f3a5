package io.moraine.storage.gcs.auth;

import io.moraine.core.env.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a token until shortly before it expires. */
final class CachedTokens implements Tokens {
  private static final long MARGIN_MILLIS = 60_000;

  private final AccessToken.Source source;
  private final Environment environment;
  private @Nullable AccessToken current;

  CachedTokens(AccessToken.Source source, Environment environment) {
    this.source = source;
    this.environment = environment;
  }

  @Override
  public synchronized Optional<String> token() {
    if (current == null || current.expiresMillis() - MARGIN_MILLIS < environment.nowMillis()) {
      current = source.fetch();
    }
    return Optional.of(current.value());
  }

  @Override
  public synchronized void forget(String refused) {
    if (current != null && current.value().equals(refused)) {
      current = null;
    }
  }
}
