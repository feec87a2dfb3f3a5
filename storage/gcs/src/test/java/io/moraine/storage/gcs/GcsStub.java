package io.moraine.storage.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.store.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server with one bucket that speaks the JSON API of Google Cloud Storage as its documents have
 * it: objects, generations, ranges, listings by pages, uploads whole and resumable.
 */
// Its records are compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
final class GcsStub implements AutoCloseable {
  static final String BUCKET = "tables";
  static final String TOKEN = "good-token-canary";
  private static final int PAGE = 1_000;
  private static final Pattern OBJECT = Pattern.compile("/storage/v1/b/([^/]+)/o(?:/(.*))?");
  private static final Pattern UPLOAD = Pattern.compile("/upload/storage/v1/b/([^/]+)/o");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final Pattern PART = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

  private record Stored(byte[] content, long generation, Instant updated) {}

  /** What the server does to a request before it answers. */
  enum Fault {
    /** 503, and nothing is done. */
    BUSY,
    /** 503, and yet it was done. */
    BUSY_AFTER,
    /** The connection ends, and nothing is done. */
    LOST,
    /** The connection ends, and yet it was done. */
    LOST_AFTER
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentSkipListMap<String, Stored> objects =
      new ConcurrentSkipListMap<>(Keys::compareUtf8);
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final Map<String, String> uploadNames = new ConcurrentHashMap<>();
  private final AtomicLong counter = new AtomicLong();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** The tokens that are accepted. */
  final Set<String> tokens = ConcurrentHashMap.newKeySet();

  /** The bodies sent to the token server. */
  final Queue<String> claims = new ConcurrentLinkedQueue<>();

  static {
    // Otherwise each answer waits for the client to acknowledge its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  GcsStub() throws IOException {
    tokens.add(TOKEN);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Plans faults of the next requests that change something. */
  void plan(Fault... planned) {
    faults.addAll(Arrays.asList(planned));
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean changes = !exchange.getRequestMethod().equals("GET");
    Fault fault = changes ? faults.poll() : null;
    if (fault == Fault.BUSY) {
      answer(exchange, 503, error("Please try again"));
    } else if (fault == Fault.LOST) {
      exchange.close();
    } else if (fault == Fault.BUSY_AFTER || fault == Fault.LOST_AFTER) {
      Reply reply = reply(exchange, body);
      if (fault == Fault.BUSY_AFTER) {
        answer(exchange, 503, error("Please try again, " + reply.status()));
      } else {
        exchange.close();
      }
    } else {
      Reply reply = reply(exchange, body);
      answer(exchange, reply.status(), reply.body());
    }
  }

  private record Reply(int status, byte[] body) {}

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] error(String message) {
    return utf8(
        new JsonWriter()
            .beginObject()
            .beginObject("error")
            .field("message", message)
            .endObject()
            .endObject()
            .toString());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getRawPath();
    if (path.equals("/token") || path.startsWith("/computeMetadata/")) {
      claims.add(new String(body, StandardCharsets.UTF_8));
      String token = "token-canary-" + counter.incrementAndGet();
      tokens.add(token);
      return new Reply(200, utf8("{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(token)));
    }
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!authorization.startsWith("Bearer ") || !tokens.contains(authorization.substring(7))) {
      return new Reply(401, error("Invalid Credentials"));
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    if (path.startsWith("/session/")) {
      return part(exchange, path, body);
    }
    Matcher upload = UPLOAD.matcher(path);
    Matcher object = OBJECT.matcher(path);
    boolean isUpload = upload.matches();
    if (!isUpload && !object.matches()) {
      return new Reply(404, error("Not Found"));
    }
    if (!(isUpload ? upload : object).group(1).equals(BUCKET)) {
      return new Reply(404, error("The specified bucket does not exist."));
    }
    if (isUpload) {
      return upload(exchange, query, body);
    }
    return object.group(2) == null ? list(query) : object(exchange, decode(object.group(2)), query);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : String.valueOf(raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private Reply upload(HttpExchange exchange, Map<String, String> query, byte[] body) {
    String name = query.get("name");
    if (query.get("uploadType").equals("resumable")) {
      String id = "/session/" + counter.incrementAndGet();
      uploads.put(id, new ByteArrayOutputStream());
      uploadNames.put(id, name);
      exchange.getResponseHeaders().set("Location", endpoint() + id);
      return new Reply(200, new byte[0]);
    }
    Stored stored = stored(body);
    if ("0".equals(query.get("ifGenerationMatch"))) {
      return objects.putIfAbsent(name, stored) == null
          ? new Reply(200, description(name, stored))
          : new Reply(412, error("At least one of the pre-conditions you specified did not hold."));
    }
    objects.put(name, stored);
    return new Reply(200, description(name, stored));
  }

  private Stored stored(byte[] content) {
    return new Stored(content, counter.incrementAndGet(), Instant.now());
  }

  private Reply part(HttpExchange exchange, String id, byte[] body) {
    ByteArrayOutputStream sofar = uploads.get(id);
    if (exchange.getRequestMethod().equals("DELETE")) {
      uploads.remove(id);
      return new Reply(499, new byte[0]);
    }
    Matcher range = PART.matcher(exchange.getRequestHeaders().getFirst("Content-Range"));
    if (!range.matches()) {
      return new Reply(400, error("Bad range"));
    }
    Stored done = objects.get(uploadNames.get(id));
    if (sofar == null) {
      return done == null
          ? new Reply(404, error("No such upload"))
          : new Reply(200, description(uploadNames.get(id), done));
    }
    long from = Long.parseLong(range.group(1));
    if (from == sofar.size()) {
      sofar.writeBytes(body);
    }
    boolean last = !range.group(3).equals("*");
    if (last && sofar.size() == Long.parseLong(range.group(3))) {
      Stored stored = stored(sofar.toByteArray());
      objects.put(uploadNames.get(id), stored);
      uploads.remove(id);
      return new Reply(200, description(uploadNames.get(id), stored));
    }
    exchange.getResponseHeaders().set("Range", "bytes=0-" + (sofar.size() - 1));
    return new Reply(308, new byte[0]);
  }

  private static byte[] description(String name, Stored stored) {
    return utf8(describe(new JsonWriter(), name, stored).toString());
  }

  private static JsonWriter describe(JsonWriter json, String name, Stored stored) {
    return json.beginObject()
        .field("name", name)
        .field("size", Integer.toString(stored.content().length))
        .field("updated", stored.updated().toString())
        .endObject();
  }

  private Reply object(HttpExchange exchange, String name, Map<String, String> query) {
    Stored stored = objects.get(name);
    String generation = query.get("generation");
    if (stored == null
        || (generation != null && Long.parseLong(generation) != stored.generation())) {
      return new Reply(404, utf8("No such object: " + BUCKET + "/" + name));
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      objects.remove(name);
      return new Reply(204, new byte[0]);
    }
    if (!"media".equals(query.get("alt"))) {
      return new Reply(200, description(name, stored));
    }
    exchange.getResponseHeaders().set("x-goog-generation", Long.toString(stored.generation()));
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    byte[] content = stored.content();
    if (!range.matches()) {
      return new Reply(200, content);
    }
    boolean tail = range.group(1).isEmpty();
    int from =
        tail
            ? Math.max(0, content.length - Integer.parseInt(range.group(2)))
            : Integer.parseInt(range.group(1));
    int to =
        tail || range.group(2).isEmpty()
            ? content.length
            : Math.min(content.length, Integer.parseInt(range.group(2)) + 1);
    if (from >= to) {
      return new Reply(416, utf8("The requested range cannot be satisfied."));
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, content.length));
    return new Reply(206, Arrays.copyOfRange(content, from, to));
  }

  private Reply list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    boolean flat = !query.containsKey("delimiter");
    String from = query.getOrDefault("startOffset", "");
    String after = query.getOrDefault("pageToken", "");
    Map<String, Stored> items = new TreeMap<>(Keys::compareUtf8);
    TreeSet<String> folders = new TreeSet<>(Keys::compareUtf8);
    String next = null;
    for (Map.Entry<String, Stored> entry : objects.tailMap(prefix, true).entrySet()) {
      String name = entry.getKey();
      if (!name.startsWith(prefix)) {
        break;
      }
      int slash = flat ? -1 : name.indexOf('/', prefix.length());
      String shown = slash < 0 ? name : name.substring(0, slash + 1);
      if (Keys.compareUtf8(name, from) < 0 || Keys.compareUtf8(shown, after) <= 0) {
        continue;
      }
      if (items.size() + folders.size() == PAGE && !folders.contains(shown)) {
        break;
      }
      if (slash < 0) {
        items.put(name, entry.getValue());
      } else {
        folders.add(shown);
      }
      next = items.size() + folders.size() == PAGE ? shown : null;
    }
    JsonWriter json = new JsonWriter().beginObject();
    if (next != null) {
      json.field("nextPageToken", next);
    }
    json.field("prefixes", folders).beginArray("items");
    items.forEach((name, stored) -> describe(json, name, stored));
    return new Reply(200, utf8(json.endArray().endObject().toString()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
