package io.moraine.storage.gcs;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.PartedWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object by one upload, or by a resumable one, whose parts the service takes one after
 * the other. The upload's address is a secret: whoever knows it may write.
 */
final class GcsWriter extends PartedWriter {
  private static final Pattern RANGE = Pattern.compile("bytes=0-(\\d+)");
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int INCOMPLETE = 308;
  private static final int CANCELLED = 499;

  private final GcsService service;
  private final GcsBucket bucket;
  private final String key;
  private final int partBytes;

  /** Held back, as the last part has to say that it is the last. */
  private byte[] held = new byte[0];

  private int heldLength;
  private long sentBytes;
  private @Nullable URI session;

  GcsWriter(GcsService service, GcsBucket bucket, String key, Environment environment) {
    super(bucket.location(key), service.options().partBytes(), 1, environment);
    this.service = service;
    this.bucket = bucket;
    this.key = key;
    this.partBytes = service.options().partBytes();
  }

  /** A request that uploads an object whole. */
  static HttpRequest.Builder upload(
      GcsService service, GcsBucket bucket, String key, String more, byte[] content, int length) {
    return service
        .request(path(service, bucket, key, "media") + more)
        .header("Content-Type", "application/octet-stream")
        .POST(
            length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content, 0, length));
  }

  private static String path(GcsService service, GcsBucket bucket, String key, String type) {
    return "/upload/storage/v1/b/%s/o?uploadType=%s&fields=name&name=%s%s"
        .formatted(
            bucket.name(),
            type,
            GcsBucket.encode(bucket.object(key)),
            service.options().kmsKey().map(k -> "&kmsKeyName=" + GcsBucket.encode(k)).orElse(""));
  }

  @Override
  protected void putWhole(byte[] content, int length) {
    require(
        service.send("write", location(), upload(service, bucket, key, "", content, length)), OK);
  }

  private HttpResponse<byte[]> require(HttpResponse<byte[]> response, int status) {
    if (response.statusCode() != status) {
      throw GcsErrors.refused("write", location(), response);
    }
    return response;
  }

  @Override
  protected void begin() {
    HttpRequest.Builder request =
        service
            .request(path(service, bucket, key, "resumable"))
            .header("X-Upload-Content-Type", "application/octet-stream")
            .POST(BodyPublishers.noBody());
    HttpResponse<byte[]> response = require(service.send("write", location(), request), OK);
    session =
        response
            .headers()
            .firstValue("Location")
            .map(URI::create)
            // The token goes there too, and to nobody else.
            .filter(address -> sameServer(address, service.options().endpoint()))
            .orElseThrow(
                () ->
                    new StorageException(
                        "Cannot write %s: the service gave no address of its own to upload to"
                            .formatted(location())));
  }

  private static boolean sameServer(URI address, URI endpoint) {
    return endpoint.getScheme().equals(address.getScheme())
        && endpoint.getAuthority().equals(address.getAuthority());
  }

  private URI session() {
    if (session == null) {
      throw new IllegalStateException("The upload has not begun");
    }
    return session;
  }

  @Override
  protected void sendPart(int number, byte[] content, int length) {
    if (heldLength > 0) {
      sendHeld("*");
    }
    held = content;
    heldLength = length;
  }

  @Override
  protected void complete(int parts) {
    sendHeld(Long.toString(position()));
  }

  /** Sends what is held, and again what of it did not arrive. */
  private void sendHeld(String total) {
    long end = sentBytes + heldLength;
    long from = sentBytes;
    boolean last = !total.equals("*");
    for (int attempts = 1; ; attempts++) {
      int skipped = (int) (from - sentBytes);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(session())
              .header("Content-Range", "bytes %d-%d/%s".formatted(from, end - 1, total))
              .PUT(BodyPublishers.ofByteArray(held, skipped, heldLength - skipped));
      // A part that arrived twice is taken once: each says where it belongs.
      HttpResponse<byte[]> response = service.send("write", location(), request);
      int status = response.statusCode();
      if (last && (status == OK || status == CREATED)) {
        break;
      }
      if (status != INCOMPLETE) {
        throw GcsErrors.refused("write", location(), response);
      }
      from = received(response);
      if (!last && from == end) {
        break;
      }
      if (from < sentBytes || from > end || attempts > partBytes / (256 << 10)) {
        throw new StorageException(
            "Cannot write %s: the service has %d bytes, expected %d to %d"
                .formatted(location(), from, sentBytes, end));
      }
    }
    sentBytes = end;
    heldLength = 0;
  }

  private static long received(HttpResponse<byte[]> response) {
    Matcher range = RANGE.matcher(response.headers().firstValue("Range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) + 1 : 0;
  }

  @Override
  protected void abort() {
    if (session != null) {
      HttpRequest.Builder request = HttpRequest.newBuilder(session).DELETE();
      HttpResponse<byte[]> response = service.send("give up", location(), request);
      if (response.statusCode() != CANCELLED && response.statusCode() / 100 > 4) {
        throw GcsErrors.refused("give up", location(), response);
      }
    }
  }
}
