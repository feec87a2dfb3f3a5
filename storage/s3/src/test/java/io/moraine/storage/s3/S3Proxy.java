package io.moraine.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that speaks the language of S3 and keeps objects in memory, in a JVM of its own. Started
 * once for all tests of this JVM, and ended with it.
 */
final class S3Proxy {
  static final String BUCKET = "tables";
  static final String ACCESS_KEY = "test-access";
  static final String SECRET_KEY = "test-secret-canary";
  private static final long START_NANOS = 60_000_000_000L;

  private final URI endpoint;

  private S3Proxy(URI endpoint) {
    this.endpoint = endpoint;
  }

  private static final class Holder {
    static final S3Proxy SERVER = start();
  }

  static S3Proxy shared() {
    return Holder.SERVER;
  }

  URI endpoint() {
    return endpoint;
  }

  /** The settings with which a store finds the server, or what stands in front of it. */
  static Map<String, String> options(URI endpoint) {
    Map<String, String> options = new TreeMap<>();
    options.put("s3.endpoint", endpoint.toString());
    options.put("s3.access-key", ACCESS_KEY);
    options.put("s3.secret-key", SECRET_KEY);
    options.put("s3.part-size", Integer.toString(5 << 20));
    return options;
  }

  private static S3Proxy start() {
    try {
      int port = freePort();
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      Path folder = Files.createTempDirectory("s3proxy");
      Path settings = folder.resolve("s3proxy.conf");
      Files.writeString(settings, settings(endpoint));
      Path logging = folder.resolve("logback.xml");
      Files.writeString(logging, "<configuration><root level=\"OFF\"/></configuration>");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.add("-Dlogback.configurationFile=" + logging);
      command.addAll(List.of("-jar", jar().toString(), "--properties", settings.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output.txt").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
      awaitAnswer(endpoint, process, folder);
      makeBucket(endpoint);
      return new S3Proxy(endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    String folder = System.getProperty("servers.folder");
    if (folder == null) {
      throw new IllegalStateException("-Dservers.folder needs to name the folder of s3proxy.jar");
    }
    return Path.of(folder, "s3proxy.jar");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String settings(URI endpoint) {
    return String.join(
        "\n",
        "s3proxy.authorization=aws-v2-or-v4",
        "s3proxy.endpoint=" + endpoint,
        "s3proxy.identity=" + ACCESS_KEY,
        "s3proxy.credential=" + SECRET_KEY,
        "jclouds.provider=transient-nio2",
        "jclouds.identity=x",
        "jclouds.credential=x",
        "");
  }

  private static void awaitAnswer(URI endpoint, Process process, Path folder) throws IOException {
    long until = System.nanoTime() + START_NANOS;
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
        if (connection.getResponseCode() > 0) {
          return;
        }
      } catch (IOException e) {
        sleep(50);
      }
    }
    throw new IOException(
        "The server did not start: " + Files.readString(folder.resolve("output.txt")));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void makeBucket(URI endpoint) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
            .build()) {
      client.createBucket(request -> request.bucket(BUCKET));
    }
  }

  private static void end(Process process, Path folder) {
    process.destroyForcibly();
    try {
      for (String name : List.of("s3proxy.conf", "logback.xml", "output.txt")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("Left behind: " + folder);
    }
  }
}
