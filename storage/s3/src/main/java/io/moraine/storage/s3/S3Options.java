package io.moraine.storage.s3;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.Secrets;
import io.moraine.core.store.StoreOptions;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of S3.
 *
 * @param endpoint {@code s3.endpoint}: where the service is, if not at Amazon
 * @param region {@code s3.region}: otherwise the one that the AWS SDK finds
 * @param pathStyle {@code s3.path-style}: whether the bucket is in the path instead of the host's
 *     name; so by default at an endpoint that is not Amazon's
 * @param credentials {@code s3.access-key}, {@code s3.secret-key}, {@code s3.session-token}, or
 *     {@code s3.anonymous}; otherwise those that the AWS SDK finds
 * @param partBytes {@code s3.part-size}: the bytes of a part of an object written or read by parts
 * @param requiredChecksumsOnly {@code s3.checksums} is {@code required}, not {@code supported}:
 *     many other services refuse the checksums that Amazon takes; so by default at an endpoint
 * @param encryption {@code s3.sse} and what belongs to it
 * @param timeoutMillis {@code s3.timeout-millis}: how long an answer may be silent
 * @param maxConnections {@code s3.max-connections}
 * @param attempts {@code s3.attempts}: how often a request that may be repeated is sent, at most
 * @param commit {@code s3.commit}: who decides which commit is a version
 */
record S3Options(
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle,
    Credentials credentials,
    int partBytes,
    boolean requiredChecksumsOnly,
    Encryption encryption,
    int timeoutMillis,
    int maxConnections,
    int attempts,
    Commit commit) {
  private static final long SMALLEST_PART = 5 << 20;
  private static final long LARGEST_PART = 1 << 30;
  private static final int CUSTOMER_KEY_BYTES = 32;

  private static final Set<String> KNOWN =
      Set.of(
          "s3.endpoint",
          "s3.region",
          "s3.path-style",
          "s3.access-key",
          "s3.secret-key",
          "s3.session-token",
          "s3.anonymous",
          "s3.part-size",
          "s3.checksums",
          "s3.sse",
          "s3.sse-kms-key-id",
          "s3.sse-customer-key",
          "s3.timeout-millis",
          "s3.max-connections",
          "s3.attempts",
          "s3.allow-http",
          "s3.commit",
          "s3.dynamodb-table",
          "s3.dynamodb-endpoint",
          "s3.dynamodb-scheme");

  /** Whose requests they are; shown without what is secret. */
  record Credentials(
      boolean anonymous,
      Optional<String> accessKey,
      Optional<String> secretKey,
      Optional<String> sessionToken) {
    @Override
    public String toString() {
      return anonymous ? "anonymous" : accessKey.isPresent() ? Secrets.HIDDEN : "found by the SDK";
    }
  }

  /**
   * How the service encrypts what it keeps.
   *
   * @param method {@code none} (as the bucket says), {@code aes256}, {@code aws:kms}, {@code
   *     aws:kms:dsse} or {@code customer}
   * @param kmsKeyId which key of KMS, if not the bucket's
   * @param customerKey 32 bytes in base64, for {@code customer}
   */
  record Encryption(String method, Optional<String> kmsKeyId, Optional<String> customerKey) {
    @Override
    public String toString() {
      return method;
    }
  }

  /**
   * Who decides which of several commits is a version.
   *
   * @param byDynamoDb a table of DynamoDB, as Delta on Spark uses it; otherwise the conditional put
   * @param table {@code s3.dynamodb-table}
   * @param endpoint {@code s3.dynamodb-endpoint}, if not Amazon's
   * @param scheme {@code s3.dynamodb-scheme}: the scheme of the locations that all writers name the
   *     table with, if not this location's
   */
  record Commit(
      boolean byDynamoDb, String table, Optional<URI> endpoint, Optional<String> scheme) {}

  /**
   * The settings among {@code options}.
   *
   * @throws InvalidInputException if one of them is unknown, bad, or without one it needs
   */
  static S3Options of(StoreOptions options) {
    options.requireKnown("s3.", KNOWN);
    Optional<URI> endpoint = uri(options, "s3.endpoint");
    String checksums =
        endpoint.isPresent()
            ? options.choice("s3.checksums", "required", "supported")
            : options.choice("s3.checksums", "supported", "required");
    return new S3Options(
        endpoint,
        options.text("s3.region"),
        options.flag("s3.path-style", endpoint.isPresent()),
        credentials(options),
        (int) options.number("s3.part-size", 16 << 20, SMALLEST_PART, LARGEST_PART),
        checksums.equals("required"),
        encryption(options),
        (int) options.number("s3.timeout-millis", 30_000, 1, Integer.MAX_VALUE),
        (int) options.number("s3.max-connections", 64, 1, 10_000),
        (int) options.number("s3.attempts", 5, 1, 100),
        commit(options));
  }

  private static Credentials credentials(StoreOptions options) {
    Credentials credentials =
        new Credentials(
            options.flag("s3.anonymous", false),
            options.text("s3.access-key"),
            options.text("s3.secret-key"),
            options.text("s3.session-token"));
    if (credentials.accessKey().isPresent() != credentials.secretKey().isPresent()) {
      throw new InvalidInputException(
          "The settings s3.access-key and s3.secret-key need each other");
    }
    return credentials;
  }

  private static Encryption encryption(StoreOptions options) {
    Encryption encryption =
        new Encryption(
            options.choice("s3.sse", "none", "aes256", "aws:kms", "aws:kms:dsse", "customer"),
            options.text("s3.sse-kms-key-id"),
            options.text("s3.sse-customer-key"));
    boolean customer = encryption.method().equals("customer");
    if (customer != encryption.customerKey().isPresent()) {
      throw new InvalidInputException(
          "The settings s3.sse=customer and s3.sse-customer-key need each other");
    }
    if (encryption.kmsKeyId().isPresent() && !encryption.method().startsWith("aws:kms")) {
      throw new InvalidInputException(
          "The setting s3.sse-kms-key-id needs s3.sse to be aws:kms or aws:kms:dsse");
    }
    if (customer && keyBytes(encryption.customerKey().orElseThrow()) != CUSTOMER_KEY_BYTES) {
      throw new InvalidInputException(
          "The setting s3.sse-customer-key needs to be %d bytes in base64"
              .formatted(CUSTOMER_KEY_BYTES));
    }
    return encryption;
  }

  private static int keyBytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private static Commit commit(StoreOptions options) {
    return new Commit(
        options.choice("s3.commit", "conditional", "dynamodb").equals("dynamodb"),
        options.text("s3.dynamodb-table").orElse("delta_log"),
        uri(options, "s3.dynamodb-endpoint"),
        options.text("s3.dynamodb-scheme"));
  }

  private static Optional<URI> uri(StoreOptions options, String name) {
    Optional<String> text = options.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = URI.create(text.get());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "The setting %s needs to be a URL, got '%s'".formatted(name, Secrets.mask(text.get())));
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new InvalidInputException(
          "The setting %s needs to be a URL such as https://host:9000, got '%s'"
              .formatted(name, Secrets.mask(text.get())));
    }
    boolean loopback = uri.getHost().matches("localhost|127\\..*|\\[::1\\]");
    if (scheme.equals("http") && !loopback && !options.flag("s3.allow-http", false)) {
      throw new InvalidInputException(
          "The setting %s is '%s', which sends data unencrypted over the network; use https, or set s3.allow-http=true"
              .formatted(name, Secrets.mask(text.get())));
    }
    return Optional.of(uri);
  }
}
