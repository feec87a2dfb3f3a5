package io.moraine.storage.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Stands between a client and a server of HTTP, passes on requests as they are, so that signatures
 * hold, and does to some of them what was planned. Each connection serves one request.
 */
final class FaultProxy implements AutoCloseable {
  private static final int SOCKET_TIMEOUT_MILLIS = 30_000;

  /** What is planned for the next requests whose first line fits. */
  private record Plan(Pattern requests, Queue<Fault> faults) {}

  private final URI upstream;
  private final int lateMillis;
  private final ServerSocket server;
  private final ExecutorService threads;
  private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  /**
   * Stands in front of {@code upstream}.
   *
   * @param lateMillis how long a late answer is held back
   */
  FaultProxy(URI upstream, int lateMillis) throws IOException {
    this.upstream = upstream;
    this.lateMillis = lateMillis;
    this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fault-proxy");
              thread.setDaemon(true);
              return thread;
            });
    threads.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Plans what happens to the next requests whose first line, {@code PUT /a/b}, has a match. */
  void plan(String requests, Fault... faults) {
    plans.add(
        new Plan(Pattern.compile(requests), new ConcurrentLinkedQueue<>(Arrays.asList(faults))));
  }

  /** Forgets what was planned and seen. */
  void reset() {
    plans.clear();
    seen.clear();
  }

  /** Whether all that was planned has happened. */
  boolean isDone() {
    return plans.stream().allMatch(plan -> plan.faults().isEmpty());
  }

  /** The first lines of all requests so far, without what follows the path. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
      InputStream in = new BufferedInputStream(client.getInputStream());
      List<String> head = head(in);
      if (head.isEmpty()) {
        return;
      }
      if (header(head, "expect").equalsIgnoreCase("100-continue")) {
        client.getOutputStream().write(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
      }
      byte[] body = in.readNBytes(length(head));
      String line = head.get(0);
      seen.add(line.substring(0, line.lastIndexOf(' ')));
      act(next(line), request(head, body), client);
    } catch (IOException e) {
      // The client went away: it had enough.
    }
  }

  private Fault next(String line) {
    for (Plan plan : plans) {
      if (plan.requests().matcher(line).find()) {
        Fault fault = plan.faults().poll();
        if (fault != null) {
          return fault;
        }
      }
    }
    return Fault.NONE;
  }

  private void act(Fault fault, byte[] request, Socket client) throws IOException {
    switch (fault) {
      case NONE -> client.getOutputStream().write(forward(request));
      case REQUEST_LOST -> {}
      case ANSWER_LOST -> forward(request);
      case ANSWER_LATE -> {
        byte[] answer = forward(request);
        sleep();
        client.getOutputStream().write(answer);
      }
      case ANSWER_RESET -> {
        byte[] answer = forward(request);
        client.getOutputStream().write(answer, 0, answer.length / 2);
        client.getOutputStream().flush();
        // Closing then sends a reset.
        client.setSoLinger(true, 0);
      }
      case ANSWER_TRUNCATED -> {
        byte[] answer = forward(request);
        int bodyFrom = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        client.getOutputStream().write(answer, 0, (bodyFrom + answer.length) / 2);
      }
      case REQUEST_DOUBLED -> {
        forward(request);
        client.getOutputStream().write(forward(request));
      }
      case SLOW_DOWN -> refuse(client, "503 Slow Down", "SlowDown");
      case CONFLICT -> refuse(client, "409 Conflict", "ConditionalRequestConflict");
      case ERROR_BEFORE -> refuse(client, "500 Internal Server Error", "InternalError");
      case ERROR_AFTER -> {
        forward(request);
        refuse(client, "500 Internal Server Error", "InternalError");
      }
      case TIME_SKEWED -> refuse(client, "403 Forbidden", "RequestTimeTooSkewed");
    }
  }

  private void sleep() {
    try {
      Thread.sleep(lateMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(Socket client, String status, String code) throws IOException {
    String body = "<Error><Code>%s</Code><Message>planned</Message></Error>".formatted(code);
    client
        .getOutputStream()
        .write(
            ascii(
                "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                    .formatted(status, body.length(), body)));
  }

  /** The whole answer, as it is. */
  private byte[] forward(byte[] request) throws IOException {
    try (Socket socket = new Socket(upstream.getHost(), upstream.getPort())) {
      socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  /** The lines of a request's head; none if the connection ended before one began. */
  private static List<String> head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    Queue<Integer> last = new ArrayDeque<>();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      last.add(b);
      if (last.size() > 4) {
        last.remove();
      }
      if (List.copyOf(last).equals(List.of(13, 10, 13, 10))) {
        return List.of(head.toString(StandardCharsets.ISO_8859_1).strip().split("\r\n", -1));
      }
    }
    return Collections.emptyList();
  }

  private static String header(List<String> head, String name) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static int length(List<String> head) {
    String length = header(head, "content-length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  /** The request again, for a connection of its own. */
  private static byte[] request(List<String> head, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (String line : head) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (!lower.startsWith("connection:") && !lower.startsWith("expect:")) {
        request.write(ascii(line + "\r\n"));
      }
    }
    request.write(ascii("Connection: close\r\n\r\n"));
    request.write(body);
    return request.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
