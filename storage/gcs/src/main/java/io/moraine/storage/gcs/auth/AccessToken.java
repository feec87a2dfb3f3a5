package io.moraine.storage.gcs.auth;

import io.moraine.core.store.Secrets;

/**
 * A token; its text does not show it.
 *
 * @param expiresMillis when it stops being valid, in milliseconds since 1970-01-01T00:00Z
 */
record AccessToken(String value, long expiresMillis) {
  /** Fetches a token. */
  interface Source {
    AccessToken fetch();
  }

  @Override
  public String toString() {
    return "AccessToken[%s, until %d]".formatted(Secrets.HIDDEN, expiresMillis);
  }
}
