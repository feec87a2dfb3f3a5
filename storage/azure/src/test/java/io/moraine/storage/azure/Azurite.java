package io.moraine.storage.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Microsoft's own stand-in for the Blob service, in memory. Started once, ended with this JVM. */
final class Azurite {
  static final String CONTAINER = "tables";
  private static final String ACCOUNT = "devstoreaccount1";

  /** The account that Azurite always has, with the key from its documentation. */
  static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final long START_NANOS = 60_000_000_000L;

  private final URI endpoint;

  private Azurite(URI endpoint) {
    this.endpoint = endpoint;
  }

  private static final class Holder {
    static final Azurite SERVER = start();
  }

  static Azurite shared() {
    return Holder.SERVER;
  }

  /** The settings with which a store finds the server. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("azure.endpoint", endpoint.toString());
    options.put("azure.account", ACCOUNT);
    options.put("azure.account-key", KEY);
    options.put("azure.part-size", Integer.toString(4 << 20));
    return options;
  }

  private static Azurite start() {
    try {
      int port;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      Path script =
          Path.of(System.getProperty("azurite.folder"))
              .resolve("node_modules/azurite/dist/src/blob/main.js");
      Path output = Files.createTempFile("azurite", ".txt");
      Process process =
          new ProcessBuilder(
                  "node",
                  script.toString(),
                  "--silent",
                  "--inMemoryPersistence",
                  "--skipApiVersionCheck",
                  "--blobHost",
                  "127.0.0.1",
                  "--blobPort",
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, output)));
      URI server = URI.create("http://127.0.0.1:" + port);
      awaitAnswer(server, process, output);
      Azurite azurite = new Azurite(server.resolve("/" + ACCOUNT));
      azurite.makeContainer();
      return azurite;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeContainer() {
    new BlobContainerClientBuilder()
        .endpoint(endpoint.toString())
        .containerName(CONTAINER)
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .httpClient(new JdkHttpClientProvider().createInstance())
        .buildClient()
        .create();
  }

  private static void awaitAnswer(URI server, Process process, Path output) throws IOException {
    long until = System.nanoTime() + START_NANOS;
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        HttpURLConnection connection = (HttpURLConnection) server.toURL().openConnection();
        if (connection.getResponseCode() > 0) {
          return;
        }
      } catch (IOException e) {
        sleep(100);
      }
    }
    throw new IOException("The server did not start: " + Files.readString(output));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process, Path output) {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      System.err.println("Left behind: " + output);
    }
  }
}
