package io.moraine.storage.s3;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.RangedReader;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads an object; one that takes its place meanwhile is not read. */
final class S3Reader extends RangedReader {
  private final S3Client client;
  private final S3Bucket bucket;
  private final String key;
  private final Optional<String> etag;

  private S3Reader(
      S3Client client,
      S3Bucket bucket,
      String key,
      S3Reads.Tail tail,
      int partBytes,
      Environment environment) {
    super(bucket.location(key), tail.bytes(), tail.sizeBytes(), partBytes, environment);
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.etag = tail.etag();
  }

  static ObjectReader open(
      S3Client client, S3Bucket bucket, String key, int partBytes, Environment environment) {
    S3Reads.Tail tail = S3Reads.tail(client, bucket, key, TAIL_BYTES);
    return new S3Reader(client, bucket, key, tail, partBytes, environment);
  }

  @Override
  protected void fetch(long position, byte[] target, int offset, int length) {
    S3Reads.range(client, bucket, key, etag, position, target, offset, length);
  }
}
