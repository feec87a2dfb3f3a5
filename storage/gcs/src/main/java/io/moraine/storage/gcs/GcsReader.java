package io.moraine.storage.gcs;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.RangedReader;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one generation of an object; one that takes its place meanwhile is not read. */
final class GcsReader extends RangedReader {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NO_SUCH_RANGE = 416;

  private final GcsService service;
  private final String location;
  private final String path;

  private GcsReader(
      GcsService service,
      String location,
      String path,
      byte[] tail,
      long sizeBytes,
      Environment environment) {
    super(location, tail, sizeBytes, service.options().partBytes(), environment);
    this.service = service;
    this.location = location;
    this.path = path;
  }

  /** Opens an object; {@code error} makes the error of an answer that is none. */
  static ObjectReader open(
      GcsService service,
      GcsBucket bucket,
      String key,
      Environment environment,
      Function<HttpResponse<byte[]>, StorageException> error) {
    String location = bucket.location(key);
    String path = bucket.path(key) + "?alt=media";
    HttpResponse<byte[]> response =
        service.send(
            "open", location, service.request(path).header("Range", "bytes=-" + TAIL_BYTES).GET());
    int status = response.statusCode();
    if (status == NO_SUCH_RANGE) {
      // An empty object has no last bytes.
      return new GcsReader(service, location, path, new byte[0], 0, environment);
    }
    if (status != OK && status != PARTIAL) {
      throw error.apply(response);
    }
    Matcher range =
        CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    byte[] tail = response.body();
    long size = range.matches() ? Long.parseLong(range.group(3)) : tail.length;
    String generation =
        response
            .headers()
            .firstValue("x-goog-generation")
            .map(number -> "&generation=" + GcsBucket.encode(number))
            .orElse("");
    return new GcsReader(service, location, path + generation, tail, size, environment);
  }

  @Override
  protected void fetch(long position, byte[] target, int offset, int length) {
    String range = "bytes=%d-%d".formatted(position, position + length - 1);
    HttpResponse<byte[]> response =
        service.send("read", location, service.request(path).header("Range", range).GET());
    if (response.statusCode() == 404) {
      throw new StorageException(
          "Cannot read %s: it was replaced or deleted while it was open".formatted(location));
    }
    if (response.statusCode() != PARTIAL && response.statusCode() != OK) {
      throw GcsErrors.refused("read", location, response);
    }
    if (response.body().length != length) {
      throw new StorageException(
          "Cannot read %s: expected %d bytes from %d, got %d"
              .formatted(location, length, position, response.body().length));
    }
    System.arraycopy(response.body(), 0, target, offset, length);
  }
}
