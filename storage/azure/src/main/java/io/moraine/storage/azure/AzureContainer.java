package io.moraine.storage.azure;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.Keys;
import io.moraine.core.store.Secrets;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a container.
 *
 * @param root the location, with a slash at its end
 * @param endpoint of the account's Blob service
 * @param name the container
 * @param prefix what the names of its blobs begin with: empty, or with a slash at its end
 */
record AzureContainer(URI root, String endpoint, String name, String prefix) {
  /** {@code container@account.dfs.core.windows.net}; other clouds have other ends. */
  private static final Pattern WITH_ACCOUNT =
      Pattern.compile("([a-z0-9$-]+)@([a-z0-9]+)\\.(?:dfs|blob)\\.([a-z0-9.-]+)");

  private static final Pattern CONTAINER = Pattern.compile("[a-z0-9$-]+");

  /**
   * The place that {@code root} means.
   *
   * @throws StorageException if it names no container, or no account is known
   */
  static AzureContainer of(URI root, AzureOptions options) {
    String authority = String.valueOf(root.getRawAuthority()).toLowerCase(Locale.ROOT);
    String prefix = root.getPath() == null ? "" : root.getPath().replaceFirst("^/+", "");
    Optional<String> given = options.endpoint().map(URI::toString);
    Matcher full = WITH_ACCOUNT.matcher(authority);
    if (full.matches()) {
      String usual = "https://%s.blob.%s".formatted(full.group(2), full.group(3));
      return new AzureContainer(root, given.orElse(usual), full.group(1), prefix);
    }
    if (root.getRawAuthority() == null || !CONTAINER.matcher(authority).matches()) {
      throw new StorageException(
          "Not a location in Azure, which would be abfss://container@account.dfs.core.windows.net/path or az://container/path: %s"
              .formatted(Secrets.mask(root.toString())));
    }
    Optional<String> usual = options.account().map("https://%s.blob.core.windows.net"::formatted);
    return new AzureContainer(
        root,
        given
            .or(() -> usual)
            .orElseThrow(
                () ->
                    new StorageException(
                        "Whose container is %s? Set azure.account, or name it as abfss://container@account.dfs.core.windows.net/path"
                            .formatted(root))),
        authority,
        prefix);
  }

  /** The name of the blob {@code key} of the store. */
  String blob(String key) {
    if (key.indexOf('\\') >= 0) {
      throw new StorageException(
          "Cannot use key '%s': the service takes a backslash for a slash".formatted(key));
    }
    return prefix + Keys.require(key);
  }

  /** What the names of the blobs in {@code folder} begin with. */
  String folder(String folder) {
    return folder.isEmpty() ? prefix : prefix + Keys.require(folder) + "/";
  }

  /** Names a blob in errors. */
  String location(String key) {
    return root + key;
  }
}
