package io.moraine.core.store;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the store for a location: a path of the local file system, or a URI. */
public final class Stores {
  /** One letter is a drive, not a scheme. */
  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+):.*");

  private Stores() {}

  /**
   * The location that {@code text} names: a URI with a scheme as it is, anything else as a path
   * against the working directory.
   *
   * @throws StorageException if it is neither
   */
  public static URI location(String text) {
    if (text.isEmpty()) {
      throw new StorageException("A location cannot be empty");
    }
    try {
      if (!SCHEME.matcher(text).matches()) {
        return folder(Path.of(text).toAbsolutePath().normalize().toUri());
      }
      URI uri = new URI(text);
      requireNoSecret(uri);
      return uri.getScheme().equalsIgnoreCase("file")
          ? folder(Path.of(new URI("file", "", uri.getPath(), null)).normalize().toUri())
          : folder(uri);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new StorageException(
          "Not a path or URI of a table: '%s' (%s)"
              .formatted(Secrets.mask(text), Secrets.mask(String.valueOf(e.getMessage()))),
          Secrets.mask(e));
    }
  }

  /** A location is kept, logged and shown; a key or a signature in it would be too. */
  private static void requireNoSecret(URI uri) {
    String user = uri.getRawUserInfo();
    String authority = uri.getRawAuthority();
    boolean password =
        (user != null && user.indexOf(':') >= 0)
            || (authority != null && authority.matches("[^@]*:[^@]*@.*"));
    if (password) {
      throw new StorageException(
          "A location cannot have a user and password in it: %s. Use the settings of the store."
              .formatted(Secrets.mask(uri.toString())));
    }
    if (uri.getRawQuery() != null && !uri.getScheme().equalsIgnoreCase("file")) {
      throw new StorageException(
          "A location cannot have a query in it, such as a signature: %s://%s%s?%s. Use the settings of the store."
              .formatted(
                  uri.getScheme(),
                  uri.getRawAuthority() == null ? "" : uri.getRawAuthority(),
                  uri.getRawPath(),
                  Secrets.HIDDEN));
    }
  }

  private static URI folder(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? uri : URI.create(text + "/");
  }

  /** Opens the store below {@code root} with the settings of the process. */
  public static ObjectStore open(URI root, Environment environment) {
    return open(root, StoreOptions.ofProcess(), environment);
  }

  /**
   * Opens the store below {@code root}.
   *
   * @throws StorageException if no store on the class path serves its scheme; the message says
   *     which schemes are served
   */
  public static ObjectStore open(URI root, StoreOptions options, Environment environment) {
    String scheme = root.getScheme() == null ? "" : root.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      return new LocalStore(Path.of(root), environment);
    }
    TreeSet<String> served = new TreeSet<>();
    served.add("file");
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
      if (provider.schemes().contains(scheme)) {
        return provider.open(folder(root), options, environment);
      }
      served.addAll(provider.schemes());
    }
    throw new StorageException(
        "No store for '%s' is on the class path (there are: %s); location %s"
            .formatted(scheme, String.join(", ", served), root));
  }
}
