package io.moraine.storage.s3;

import io.moraine.core.error.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Requests for bytes. An answer that ends too early is asked for again. */
final class S3Reads {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
  private static final int PRECONDITION_FAILED = 412;
  private static final int NO_SUCH_RANGE = 416;

  private S3Reads() {}

  /** The last bytes of an object, its size, and which object it is, if the service tells. */
  static final class Tail {
    private final byte[] bytes;
    private final long sizeBytes;
    private final Optional<String> etag;

    private Tail(byte[] bytes, long sizeBytes, Optional<String> etag) {
      this.bytes = bytes;
      this.sizeBytes = sizeBytes;
      this.etag = etag;
    }

    byte[] bytes() {
      return bytes;
    }

    long sizeBytes() {
      return sizeBytes;
    }

    Optional<String> etag() {
      return etag;
    }
  }

  /** All bytes of an object. */
  static byte[] whole(S3Client client, S3Bucket bucket, String key) {
    GetObjectRequest request = get(bucket, key).build();
    try {
      return client.getObject(
          request,
          transformer(
              (response, in) -> {
                long length = response.contentLength();
                byte[] content = new byte[Math.toIntExact(length)];
                readFully(in, content, 0, content.length);
                return content;
              }));
    } catch (SdkException e) {
      throw S3Errors.translate("read", bucket.location(key), e);
    }
  }

  /** The last {@code length} bytes, or all if there are fewer. */
  static Tail tail(S3Client client, S3Bucket bucket, String key, int length) {
    GetObjectRequest request = get(bucket, key).range("bytes=-" + length).build();
    try {
      return client.getObject(
          request,
          transformer(
              (response, in) -> {
                byte[] content = new byte[Math.toIntExact(response.contentLength())];
                readFully(in, content, 0, content.length);
                Matcher range = CONTENT_RANGE.matcher(String.valueOf(response.contentRange()));
                long size = range.matches() ? Long.parseLong(range.group(3)) : content.length;
                return new Tail(content, size, Optional.ofNullable(response.eTag()));
              }));
    } catch (AwsServiceException e) {
      if (e.statusCode() == NO_SUCH_RANGE) {
        // An empty object has no last bytes.
        return new Tail(new byte[0], 0, Optional.empty());
      }
      throw S3Errors.translate("open", bucket.location(key), e);
    } catch (SdkException e) {
      throw S3Errors.translate("open", bucket.location(key), e);
    }
  }

  /** Fills {@code target[offset .. offset + length)} with the bytes from {@code position} on. */
  static void range(
      S3Client client,
      S3Bucket bucket,
      String key,
      Optional<String> etag,
      long position,
      byte[] target,
      int offset,
      int length) {
    String range = "bytes=%d-%d".formatted(position, position + length - 1);
    GetObjectRequest.Builder request = get(bucket, key).range(range);
    etag.ifPresent(request::ifMatch);
    try {
      client.getObject(
          request.build(),
          transformer(
              (response, in) -> {
                if (response.contentLength() != length) {
                  throw new EOFException(
                      "expected %d bytes from %d, the service sends %d"
                          .formatted(length, position, response.contentLength()));
                }
                readFully(in, target, offset, length);
                return length;
              }));
    } catch (AwsServiceException e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        throw new StorageException(
            "Cannot read %s: another object took its place while it was open"
                .formatted(bucket.location(key)),
            e);
      }
      throw S3Errors.translate("read", bucket.location(key), e);
    } catch (SdkException e) {
      throw S3Errors.translate("read", bucket.location(key), e);
    }
  }

  private static GetObjectRequest.Builder get(S3Bucket bucket, String key) {
    return GetObjectRequest.builder().bucket(bucket.name()).key(bucket.key(key));
  }

  /** Takes an answer's body. */
  private interface Body<T> {
    T take(GetObjectResponse response, InputStream in) throws IOException;
  }

  private static <T> ResponseTransformer<GetObjectResponse, T> transformer(Body<T> body) {
    return (response, in) -> {
      try {
        return body.take(response, in);
      } catch (IOException e) {
        in.abort();
        throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
      }
    };
  }

  private static void readFully(InputStream in, byte[] target, int offset, int length)
      throws IOException {
    int read = in.readNBytes(target, offset, length);
    if (read < length) {
      throw new EOFException("expected %d bytes, got %d".formatted(length, read));
    }
  }
}
