package io.moraine.log.path;

import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Understands the paths that one table's log holds.
 *
 * <p>The log encodes a path once as RFC 2396 says, so it is decoded once; what is still encoded
 * then is part of the file's name. Relative paths are below the table's root; absolute ones may be.
 */
public final class DataPaths {
  private final String scheme;
  private final String authority;
  private final String rootPath;
  private final URI root;

  private final ExternalFiles externals;

  /** Paths of a log in a table at {@code root}, of which none may lead out of it. */
  public DataPaths(URI root) {
    this(root, ExternalFiles.REFUSED);
  }

  /** Paths of a log in a table at {@code root}. */
  public DataPaths(URI root, ExternalFiles externals) {
    this.externals = externals;
    this.root = root;
    this.scheme = root.getScheme() == null ? "" : root.getScheme().toLowerCase(Locale.ROOT);
    this.authority = root.getRawAuthority() == null ? "" : root.getRawAuthority();
    String path = root.getPath() == null ? "/" : root.getPath();
    String normal = normalise(path);
    this.rootPath = normal == null || normal.isEmpty() ? "/" : "/" + normal + "/";
  }

  /** What {@code logged} means; never fails, {@link DataPath#key()} does. */
  public DataPath resolve(String logged) {
    if (isPlain(logged)) {
      return new DataPath(logged, logged, null);
    }
    int colon = schemeEnd(logged);
    if (colon > 0) {
      return withScheme(logged, logged.substring(0, colon), logged.substring(colon + 1));
    }
    String problem = malformed(logged);
    String decoded = problem == null ? decode(logged) : null;
    if (decoded == null) {
      return refused(logged, logged, problem == null ? "its escapes are malformed" : problem);
    }
    if (decoded.startsWith("/")) {
      return absolute(logged, scheme, authority, decoded);
    }
    String key = normalise(decoded);
    if (key == null) {
      return refused(logged, logged, "it leads out of the table's folder " + root);
    }
    return allowed(logged, key);
  }

  private DataPath withScheme(String logged, String otherScheme, String rest) {
    String problem = malformed(rest);
    String otherAuthority = "";
    String path = rest;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      otherAuthority = rest.substring(2, slash < 0 ? rest.length() : slash);
      path = slash < 0 ? "/" : rest.substring(slash);
    }
    String decoded = problem == null ? decode(path) : null;
    if (decoded == null || !decoded.startsWith("/")) {
      return refused(logged, logged, problem == null ? "it is not a path" : problem);
    }
    return absolute(logged, otherScheme.toLowerCase(Locale.ROOT), otherAuthority, decoded);
  }

  private DataPath absolute(
      String logged, String otherScheme, String otherAuthority, String decoded) {
    String normal = normalise(decoded);
    if (normal == null) {
      return refused(logged, logged, "it leads above its store's root");
    }
    String path = "/" + normal;
    if (otherScheme.equals(scheme)
        && otherAuthority.equalsIgnoreCase(authority)
        && path.startsWith(rootPath)) {
      return allowed(logged, path.substring(rootPath.length()));
    }
    String identity =
        otherAuthority.isEmpty()
            ? otherScheme + ":" + path
            : otherScheme + "://" + otherAuthority + path;
    String problem = "it is not below the table's folder " + root;
    return new DataPath(logged, identity, problem, external(otherScheme, otherAuthority, normal));
  }

  private static DataPath.@Nullable External external(String scheme, String authority, String key) {
    if (scheme.isEmpty() || !isKey(key)) {
      return null;
    }
    try {
      return new DataPath.External(new URI(scheme, authority, "/", null, null), key);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /**
   * The URI of the file that {@code logged} means: with a scheme, an authority if the store has
   * one, and escapes; {@code logged} itself if it is malformed.
   */
  public String location(String logged) {
    DataPath path = resolve(logged);
    DataPath.External external = path.external();
    if (external == null && !path.isAllowed()) {
      return logged;
    }
    URI folder = external == null ? root : external.root();
    String key = external == null ? path.identity() : external.key();
    try {
      String file = new URI(null, null, folder.getPath() + key, null).getRawPath();
      return folder.getRawAuthority() == null
          ? folder.getScheme() + ":" + file
          : "%s://%s%s".formatted(folder.getScheme(), folder.getRawAuthority(), file);
    } catch (URISyntaxException e) {
      return logged;
    }
  }

  /**
   * Opens the file that {@code logged} means.
   *
   * @param store the table's
   * @throws PathNotAllowedException if it is outside of the table and that is not allowed, or the
   *     path is malformed
   * @throws io.moraine.core.error.ObjectNotFoundException if there is no such file
   */
  public ObjectReader open(String logged, ObjectStore store) {
    DataPath path = resolve(logged);
    DataPath.External external = path.external();
    if (external != null) {
      Optional<ObjectStore> other = externals.store(external.root());
      if (other.isPresent()) {
        return other.get().open(external.key());
      }
    }
    return store.open(path.key());
  }

  private static DataPath allowed(String logged, String key) {
    if (key.isEmpty()) {
      return refused(logged, key, "it names a folder");
    }
    if (!isKey(key)) {
      return refused(logged, key, "it has a NUL or a backslash");
    }
    return new DataPath(logged, key, null);
  }

  private static boolean isKey(String key) {
    return !key.isEmpty() && key.indexOf('\0') < 0 && key.indexOf('\\') < 0;
  }

  private static DataPath refused(String logged, String identity, String problem) {
    return new DataPath(logged, identity, problem);
  }

  /** Whether the path is a key as it stands: nothing to decode, to normalise or to refuse. */
  private static boolean isPlain(String path) {
    char before = '/';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      switch (c) {
        case '%', ':', '\\', '?', '#', '\0' -> {
          return false;
        }
        case '/', '.' -> {
          if (before == '/') {
            return false;
          }
        }
        default -> {}
      }
      before = c;
    }
    return before != '/';
  }

  /**
   * Whether the path in {@code utf8[from .. to)} is its own identity: nothing in it is to be
   * decoded, normalised or refused.
   */
  public static boolean isPlain(byte[] utf8, int from, int to) {
    return PlainPath.isPlain(utf8, from, to);
  }

  /** The scheme's colon, or −1; a colon after the first slash is part of a name. */
  private static int schemeEnd(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        return i;
      }
      if (!letter && !(later && i > 0)) {
        return -1;
      }
    }
    return -1;
  }

  private static @Nullable String malformed(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '?' || c == '#') {
        return "it has a query or a fragment";
      }
      if (c == '\\' || c == '\0') {
        return "it has a NUL or a backslash";
      }
    }
    return null;
  }

  /** Percent escapes decoded as UTF-8; null if they are malformed. */
  private static @Nullable String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      if (from[i] != '%') {
        to[length++] = from[i];
        continue;
      }
      int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
      int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      to[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(to, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The path without empty, {@code .} and {@code ..} parts; null if it leads above its start. */
  private static @Nullable String normalise(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
