package io.moraine.storage.gcs.auth;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What allows requests. Safe for use by many threads. */
public interface Tokens {
  /**
   * A token that is valid now; nothing if requests go without.
   *
   * @throws StorageException if none can be had
   */
  Optional<String> token();

  /** Forgets {@code refused}, which the service did not accept, so that another is fetched. */
  default void forget(String refused) {}

  /** Requests go without a token. */
  static Tokens anonymous() {
    return Optional::empty;
  }

  /** Always {@code token}. */
  static Tokens fixed(String token) {
    Optional<String> always = Optional.of(token);
    return () -> always;
  }

  /** Those of the machine's account, from Google's metadata server at {@code server}. */
  static Tokens ofMachine(HttpClient http, URI server, Environment environment) {
    return new CachedTokens(
        new MachineAccount(new TokenRequest(http, environment), server), environment);
  }

  /**
   * Those of the account in a key file, as Google's console or command line write it.
   *
   * @throws StorageException if it is no such file
   */
  static Tokens ofFile(Path file, HttpClient http, Environment environment) {
    Map<String, String> fields;
    try {
      fields = JsonReader.of(Files.readString(file), file.toString()).stringMap();
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          "Cannot read the key file %s: it is no JSON object of texts, or not there"
              .formatted(file));
    }
    TokenRequest request = new TokenRequest(http, environment);
    String type = fields.getOrDefault("type", "");
    return switch (type) {
      case "service_account" ->
          new CachedTokens(ServiceAccount.of(fields, file, request, environment), environment);
      case "authorized_user" ->
          new CachedTokens(UserAccount.of(fields, file, request), environment);
      default ->
          throw new StorageException(
              "Cannot use the key file %s: its type is '%s', not service_account or authorized_user"
                  .formatted(file, type));
    };
  }
}
