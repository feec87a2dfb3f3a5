package io.moraine.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that speaks as much of DynamoDB's protocol as commits need: PutItem, with the condition
 * that there is no such item, GetItem and Query of the last item. Items are kept as their JSON.
 */
final class DynamoDbStub implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** By table path, then by file name. */
  private final Map<String, NavigableMap<String, String>> items = new TreeMap<>();

  static {
    // Otherwise each answer waits for the client to acknowledge its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  DynamoDbStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The item of a commit, as JSON; null if there is none. */
  synchronized String item(String tablePath, String fileName) {
    return items.getOrDefault(tablePath, new TreeMap<>()).get(fileName);
  }

  /** Puts an item as another writer would. */
  synchronized void put(String tablePath, String fileName, String item) {
    items.computeIfAbsent(tablePath, path -> new TreeMap<>()).put(fileName, item);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = 200;
    String answer;
    try {
      answer = answer(target.substring(target.indexOf('.') + 1), fields(body));
    } catch (IllegalStateException e) {
      status = 400;
      answer =
          new JsonWriter()
              .beginObject()
              .field("__type", "com.amazonaws.dynamodb.v20120810#" + e.getMessage())
              .field("message", "The conditional request failed")
              .endObject()
              .toString();
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized String answer(String operation, Map<String, String> request) {
    return switch (operation) {
      case "PutItem" -> {
        Map<String, String> item = fields(request.get("Item"));
        String path = text(item.get("tablePath"));
        String name = text(item.get("fileName"));
        boolean conditional =
            request
                .getOrDefault("ConditionExpression", "")
                .equals("\"attribute_not_exists(fileName)\"");
        if (conditional && item(path, name) != null) {
          throw new IllegalStateException("ConditionalCheckFailedException");
        }
        put(path, name, request.get("Item"));
        yield "{}";
      }
      case "GetItem" -> {
        Map<String, String> key = fields(request.get("Key"));
        String item = item(text(key.get("tablePath")), text(key.get("fileName")));
        yield item == null ? "{}" : "{\"Item\":" + item + "}";
      }
      case "Query" -> {
        String path = text(fields(request.get("ExpressionAttributeValues")).get(":path"));
        NavigableMap<String, String> all = items.getOrDefault(path, new TreeMap<>());
        String last = all.isEmpty() ? "" : all.lastEntry().getValue();
        yield "{\"Items\":[" + last + "],\"Count\":" + (all.isEmpty() ? 0 : 1) + "}";
      }
      default -> throw new IllegalStateException("UnknownOperationException");
    };
  }

  /** An object's fields, each value as its JSON. */
  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new TreeMap<>();
    JsonReader json = JsonReader.of(text, "a request");
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      fields.put(name, json.raw());
    }
    return fields;
  }

  /** The text of {@code {"S": "…"}}. */
  private static String text(String attribute) {
    JsonReader json = JsonReader.of(attribute, "an attribute");
    return json.stringMap().get("S");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
