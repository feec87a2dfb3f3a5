package io.moraine.storage.s3;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.PartedWriter;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes an object by a put, or by a multipart upload. */
final class S3Writer extends PartedWriter {
  private static final int PARTS_AT_ONCE = 4;
  private static final int MOST_PARTS = 10_000;

  private final S3Client client;
  private final S3Bucket bucket;
  private final String key;
  private final Map<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();
  private @Nullable String uploadId;

  S3Writer(S3Client client, S3Bucket bucket, String key, int partBytes, Environment environment) {
    super(bucket.location(key), partBytes, PARTS_AT_ONCE, environment);
    this.client = client;
    this.bucket = bucket;
    this.key = bucket.key(key);
  }

  /** Not copied, and read anew for each attempt. */
  private static RequestBody body(byte[] content, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(content, 0, length), length, "application/octet-stream");
  }

  private <T> T call(String deed, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Errors.translate(deed, location(), e);
    }
  }

  @Override
  protected void putWhole(byte[] content, int length) {
    call(
        "write",
        () ->
            client.putObject(
                request -> request.bucket(bucket.name()).key(key), body(content, length)));
  }

  @Override
  protected void begin() {
    uploadId =
        call(
                "write",
                () ->
                    client.createMultipartUpload(request -> request.bucket(bucket.name()).key(key)))
            .uploadId();
  }

  @Override
  protected void sendPart(int number, byte[] content, int length) {
    int partNumber = number + 1;
    if (partNumber > MOST_PARTS) {
      throw new StorageException(
          "Cannot write %s: it has more than %d parts; set s3.part-size to more"
              .formatted(location(), MOST_PARTS));
    }
    String etag =
        call(
                "write",
                () ->
                    client.uploadPart(
                        request ->
                            request
                                .bucket(bucket.name())
                                .key(key)
                                .uploadId(uploadId)
                                .partNumber(partNumber),
                        body(content, length)))
            .eTag();
    parts.put(partNumber, CompletedPart.builder().partNumber(partNumber).eTag(etag).build());
  }

  @Override
  protected void complete(int count) {
    try {
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket.name())
                  .key(key)
                  .uploadId(uploadId)
                  .multipartUpload(upload -> upload.parts(parts.values())));
    } catch (AwsServiceException e) {
      // A repeated request finds no upload if the first one's answer was lost.
      if (!S3Errors.code(e).equals("NoSuchUpload") || !isThere()) {
        throw S3Errors.translate("finish", location(), e);
      }
    } catch (SdkException e) {
      throw S3Errors.translate("finish", location(), e);
    }
  }

  private boolean isThere() {
    try {
      return client.headObject(request -> request.bucket(bucket.name()).key(key)).contentLength()
          == position();
    } catch (SdkException e) {
      return false;
    }
  }

  @Override
  protected void abort() {
    call(
        "give up",
        () ->
            client.abortMultipartUpload(
                request -> request.bucket(bucket.name()).key(key).uploadId(uploadId)));
  }
}
