package io.moraine.storage.azure;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.Secrets;
import io.moraine.core.store.StoreOptions;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of Azure.
 *
 * @param account {@code azure.account}: whose the container is, where the location does not say it
 * @param endpoint {@code azure.endpoint}: where the account's Blob service is, if not at the usual
 *     place
 * @param accountKey {@code azure.account-key}
 * @param sasToken {@code azure.sas-token}
 * @param anonymous {@code azure.anonymous}; without any of these the identity is the one that the
 *     Azure SDK finds: of the environment, the machine, or the command line's user
 * @param partBytes {@code azure.part-size}: the bytes of a part of a blob written or read by parts
 * @param timeoutMillis {@code azure.timeout-millis}: how long a request may take
 */
record AzureOptions(
    Optional<String> account,
    Optional<URI> endpoint,
    Optional<String> accountKey,
    Optional<String> sasToken,
    boolean anonymous,
    int partBytes,
    int timeoutMillis) {
  private static final Set<String> KNOWN =
      Set.of(
          "azure.account",
          "azure.endpoint",
          "azure.account-key",
          "azure.sas-token",
          "azure.anonymous",
          "azure.part-size",
          "azure.timeout-millis",
          "azure.allow-http");

  /**
   * The settings among {@code options}.
   *
   * @throws InvalidInputException if one of them is unknown or bad
   */
  static AzureOptions of(StoreOptions options) {
    options.requireKnown("azure.", KNOWN);
    return new AzureOptions(
        options.text("azure.account"),
        options.text("azure.endpoint").map(text -> endpoint(text, options)),
        options.text("azure.account-key"),
        options.text("azure.sas-token").map(token -> token.replaceFirst("^\\?", "")),
        options.flag("azure.anonymous", false),
        (int) options.number("azure.part-size", 16 << 20, 1 << 20, 1 << 30),
        (int) options.number("azure.timeout-millis", 60_000, 1, Integer.MAX_VALUE));
  }

  private static URI endpoint(String text, StoreOptions options) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw bad(text);
    }
    if (uri.getHost() == null
        || uri.getRawQuery() != null
        || !Set.of("http", "https").contains(uri.getScheme())) {
      throw bad(text);
    }
    boolean loopback = uri.getHost().matches("localhost|127\\..*|\\[::1\\]");
    if (uri.getScheme().equals("http") && !loopback && !options.flag("azure.allow-http", false)) {
      throw new InvalidInputException(
          "The setting azure.endpoint is '%s', which sends data unencrypted over the network; use https, or set azure.allow-http=true"
              .formatted(Secrets.mask(text)));
    }
    return uri;
  }

  private static InvalidInputException bad(String text) {
    return new InvalidInputException(
        "The setting azure.endpoint needs to be a URL such as https://account.blob.core.windows.net, got '%s'"
            .formatted(Secrets.mask(text)));
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    String access =
        accountKey.isPresent() || sasToken.isPresent()
            ? Secrets.HIDDEN
            : anonymous ? "anonymous" : "found by the SDK";
    return "AzureOptions[account=%s, endpoint=%s, access=%s]"
        .formatted(
            account.orElse(""), endpoint.map(e -> Secrets.mask(e.toString())).orElse(""), access);
  }
}
