package io.moraine.storage.s3;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The objects below a prefix of a bucket. */
final class S3Store implements ObjectStore {
  /** As many as the service takes in one request. */
  private static final int DELETED_AT_ONCE = 1_000;

  private static final int NOT_FOUND = 404;

  private final S3Bucket bucket;
  private final S3Options options;
  private final Environment environment;
  private final S3Clients clients;
  private final ConditionalPut conditionalPut;
  private final AtomicBoolean open = new AtomicBoolean(true);

  S3Store(S3Bucket bucket, S3Options options, Environment environment) {
    this.bucket = bucket;
    this.options = options;
    this.environment = environment;
    this.clients = S3Clients.acquire(options);
    this.conditionalPut = new ConditionalPut(clients, environment);
  }

  @Override
  public URI root() {
    return bucket.root();
  }

  @Override
  public ObjectStatus status(String key) {
    String name = bucket.key(key);
    try {
      HeadObjectResponse head =
          clients.repeating().headObject(request -> request.bucket(bucket.name()).key(name));
      return new ObjectStatus(key, head.contentLength(), head.lastModified().toEpochMilli());
    } catch (SdkException e) {
      if (e instanceof AwsServiceException refused && refused.statusCode() == NOT_FOUND) {
        requireBucket(key);
      }
      throw S3Errors.translate("look up", bucket.location(key), e);
    }
  }

  /**
   * The answer to HEAD has no body, and so does not tell whether the object or its bucket lacks.
   */
  private void requireBucket(String key) {
    try {
      clients.repeating().headBucket(request -> request.bucket(bucket.name()));
    } catch (AwsServiceException e) {
      if (e.statusCode() == NOT_FOUND) {
        throw new StorageException(
            "Cannot look up %s: there is no such bucket".formatted(bucket.location(key)), e);
      }
    }
  }

  @Override
  public byte[] read(String key) {
    return S3Reads.whole(clients.repeating(), bucket, key);
  }

  @Override
  public ObjectReader open(String key) {
    return S3Reader.open(clients.repeating(), bucket, key, options.partBytes(), environment);
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    return S3Listing.folder(clients.repeating(), bucket, folder, firstName);
  }

  @Override
  public List<String> listFolders(String folder) {
    return S3Listing.folders(clients.repeating(), bucket, folder);
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    return S3Listing.tree(clients.repeating(), bucket, folder);
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    String name = bucket.key(key);
    String location = bucket.location(key);
    if (options.endpoint().isPresent()) {
      clients.conditions().require(bucket.name(), location, () -> probe(location));
    }
    return conditionalPut.put(bucket.name(), name, content, location);
  }

  /** Repeated by the client: also the second of two that were ours shows that conditions count. */
  private PutOutcome probe(String location) {
    try {
      clients
          .repeating()
          .putObject(
              request ->
                  request
                      .bucket(bucket.name())
                      .key(bucket.prefix() + ConditionCheck.NAME)
                      .ifNoneMatch("*"),
              RequestBody.empty());
      return PutOutcome.WON;
    } catch (AwsServiceException e) {
      if (ConditionalPut.meansExists(e)) {
        return PutOutcome.EXISTS;
      }
      throw ConditionalPut.refusal(location, e);
    } catch (SdkException e) {
      throw ConditionalPut.refusal(location, e);
    }
  }

  @Override
  public void put(String key, byte[] content) {
    String name = bucket.key(key);
    try {
      clients
          .repeating()
          .putObject(
              request -> request.bucket(bucket.name()).key(name), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw S3Errors.translate("write", bucket.location(key), e);
    }
  }

  @Override
  public ObjectWriter create(String key) {
    Keys.require(key);
    return new S3Writer(clients.repeating(), bucket, key, options.partBytes(), environment);
  }

  @Override
  public void delete(String key) {
    String name = bucket.key(key);
    try {
      clients.repeating().deleteObject(request -> request.bucket(bucket.name()).key(name));
    } catch (SdkException e) {
      throw S3Errors.translate("delete", bucket.location(key), e);
    }
  }

  @Override
  public void deleteAll(Collection<String> keys) {
    List<String> all = keys.stream().map(bucket::key).toList();
    for (int from = 0; from < all.size(); from += DELETED_AT_ONCE) {
      deleteTogether(all.subList(from, Math.min(all.size(), from + DELETED_AT_ONCE)));
    }
  }

  private void deleteTogether(List<String> names) {
    List<S3Error> errors;
    try {
      errors =
          clients
              .repeating()
              .deleteObjects(
                  request ->
                      request
                          .bucket(bucket.name())
                          .delete(
                              delete -> delete.quiet(true).objects(S3Listing.identifiers(names))))
              .errors();
    } catch (SdkException e) {
      throw S3Errors.translate("delete objects of", bucket.root().toString(), e);
    }
    if (!errors.isEmpty()) {
      S3Error first = errors.get(0);
      throw new StorageException(
          "Cannot delete %d of %d objects, the first s3://%s/%s: %s %s"
              .formatted(
                  errors.size(),
                  names.size(),
                  bucket.name(),
                  first.key(),
                  first.code(),
                  first.message()));
    }
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      clients.release();
    }
  }

  @Override
  public String toString() {
    return bucket.root().toString();
  }
}
