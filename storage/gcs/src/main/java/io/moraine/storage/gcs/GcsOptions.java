package io.moraine.storage.gcs;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.Secrets;
import io.moraine.core.store.StoreOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of Google Cloud Storage.
 *
 * @param endpoint {@code gcs.endpoint}: where the service is
 * @param credentials {@code gcs.credentials-file} (or {@code GOOGLE_APPLICATION_CREDENTIALS}),
 *     {@code gcs.access-token}, {@code gcs.anonymous}; otherwise the machine's account
 * @param partBytes {@code gcs.part-size}: the bytes of a part of an object written or read by parts
 * @param timeoutMillis {@code gcs.timeout-millis}: how long a request may take
 * @param userProject {@code gcs.user-project}: who pays for requests
 * @param kmsKey {@code gcs.kms-key}: what new objects are encrypted with, if not as the bucket says
 */
record GcsOptions(
    URI endpoint,
    Credentials credentials,
    int partBytes,
    int timeoutMillis,
    Optional<String> userProject,
    Optional<String> kmsKey) {
  /** The service takes parts of a multiple of this. */
  private static final int PART_UNIT = 256 << 10;

  private static final String DEFAULT_ENDPOINT = "https://storage.googleapis.com";
  private static final String DEFAULT_METADATA = "http://metadata.google.internal";

  private static final Set<String> KNOWN =
      Set.of(
          "gcs.endpoint",
          "gcs.credentials-file",
          "gcs.access-token",
          "gcs.anonymous",
          "gcs.metadata-server",
          "gcs.part-size",
          "gcs.timeout-millis",
          "gcs.user-project",
          "gcs.kms-key",
          "gcs.allow-http");

  /** Whose requests they are; shown without what is secret. */
  record Credentials(
      boolean anonymous, Optional<Path> file, Optional<String> token, URI metadataServer) {
    @Override
    public String toString() {
      return anonymous
          ? "anonymous"
          : token.isPresent() ? Secrets.HIDDEN : file.map(Path::toString).orElse("the machine's");
    }
  }

  /**
   * The settings among {@code options}.
   *
   * @throws InvalidInputException if one of them is unknown or bad
   */
  static GcsOptions of(StoreOptions options) {
    options.requireKnown("gcs.", KNOWN);
    int part =
        (int) options.number("gcs.part-size", 16 << 20, PART_UNIT, 1 << 30) / PART_UNIT * PART_UNIT;
    URI endpoint = uri(options.text("gcs.endpoint").orElse(DEFAULT_ENDPOINT));
    boolean loopback = endpoint.getHost().matches("localhost|127\\..*|\\[::1\\]");
    if (endpoint.getScheme().equals("http")
        && !loopback
        && !options.flag("gcs.allow-http", false)) {
      throw new InvalidInputException(
          "The setting gcs.endpoint is '%s', which sends data unencrypted over the network; use https, or set gcs.allow-http=true"
              .formatted(Secrets.mask(endpoint.toString())));
    }
    return new GcsOptions(
        endpoint,
        new Credentials(
            options.flag("gcs.anonymous", false),
            options
                .text("gcs.credentials-file")
                .or(() -> Optional.ofNullable(System.getenv("GOOGLE_APPLICATION_CREDENTIALS")))
                .map(Path::of),
            options.text("gcs.access-token"),
            URI.create(options.text("gcs.metadata-server").orElse(DEFAULT_METADATA))),
        part,
        (int) options.number("gcs.timeout-millis", 60_000, 1, Integer.MAX_VALUE),
        options.text("gcs.user-project"),
        options.text("gcs.kms-key"));
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw bad(text);
    }
    throw bad(text);
  }

  private static InvalidInputException bad(String text) {
    return new InvalidInputException(
        "The setting gcs.endpoint needs to be a URL such as https://host:443, got '%s'"
            .formatted(Secrets.mask(text)));
  }
}
