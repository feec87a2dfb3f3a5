package io.moraine.storage.gcs;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** The objects below a prefix of a bucket. */
final class GcsStore implements ObjectStore {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final GcsBucket bucket;
  private final GcsService service;
  private final Environment environment;

  GcsStore(GcsBucket bucket, GcsService service, Environment environment) {
    this.bucket = bucket;
    this.service = service;
    this.environment = environment;
  }

  @Override
  public URI root() {
    return bucket.root();
  }

  @Override
  public ObjectStatus status(String key) {
    HttpResponse<byte[]> response =
        ask("look up", key, bucket.path(key) + "?fields=name,size,updated");
    String source = "what the service says of " + bucket.location(key);
    JsonReader json = JsonReader.of(response.body(), 0, response.body().length, source, 0);
    GcsListing.Item item = GcsListing.item(json);
    return new ObjectStatus(key, item.sizeBytes(), item.updatedMillis());
  }

  @Override
  public byte[] read(String key) {
    return ask("read", key, bucket.path(key) + "?alt=media").body();
  }

  private HttpResponse<byte[]> ask(String deed, String key, String pathAndQuery) {
    HttpResponse<byte[]> response =
        service.send(deed, bucket.location(key), service.request(pathAndQuery).GET());
    if (response.statusCode() != OK) {
      throw refused(deed, key, response);
    }
    return response;
  }

  private StorageException refused(String deed, String key, HttpResponse<byte[]> response) {
    if (response.statusCode() == NOT_FOUND
        && !GcsErrors.message(response.body()).contains("No such object")) {
      requireBucket(deed, key);
    }
    return GcsErrors.refused(deed, bucket.location(key), response);
  }

  /** What is not found may be the bucket. Whoever may read may list, but perhaps not look at it. */
  private void requireBucket(String deed, String key) {
    String path = "/storage/v1/b/%s/o?maxResults=1&fields=kind".formatted(bucket.name());
    HttpResponse<byte[]> response =
        service.send(deed, bucket.location(key), service.request(path).GET());
    if (response.statusCode() == NOT_FOUND) {
      throw new StorageException(
          "Cannot %s %s: there is no such bucket".formatted(deed, bucket.location(key)));
    }
  }

  @Override
  public ObjectReader open(String key) {
    return GcsReader.open(
        service, bucket, key, environment, response -> refused("open", key, response));
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    return GcsListing.folder(service, bucket, folder, firstName);
  }

  @Override
  public List<String> listFolders(String folder) {
    return GcsListing.folders(service, bucket, folder);
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    return GcsListing.tree(service, bucket, folder);
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    HttpRequest.Builder request = upload(key, "&ifGenerationMatch=0", content, content.length);
    HttpResponse<byte[]> response;
    try {
      response = service.once(request);
    } catch (IOException e) {
      if (GcsService.neverSent(e)) {
        throw GcsErrors.noAnswer("put if absent", bucket.location(key), e);
      }
      return PutOutcome.UNKNOWN;
    }
    return switch (response.statusCode()) {
      case 200, 201 -> PutOutcome.WON;
      case 412 -> PutOutcome.EXISTS;
      case 400, 401, 403, 404, 405, 411, 413 -> throw refused("put if absent", key, response);
      default -> PutOutcome.UNKNOWN;
    };
  }

  private HttpRequest.Builder upload(String key, String condition, byte[] content, int length) {
    return GcsWriter.upload(service, bucket, key, condition, content, length);
  }

  @Override
  public void put(String key, byte[] content) {
    HttpResponse<byte[]> response =
        service.send("write", bucket.location(key), upload(key, "", content, content.length));
    if (response.statusCode() != OK) {
      throw refused("write", key, response);
    }
  }

  @Override
  public ObjectWriter create(String key) {
    Keys.require(key);
    return new GcsWriter(service, bucket, key, environment);
  }

  @Override
  public void delete(String key) {
    HttpResponse<byte[]> response =
        service.send("delete", bucket.location(key), service.request(bucket.path(key)).DELETE());
    int status = response.statusCode();
    if (status / 100 != 2 && status != NOT_FOUND) {
      throw refused("delete", key, response);
    }
  }

  @Override
  public void deleteAll(Collection<String> keys) {
    List<String> all = List.copyOf(keys);
    all.forEach(Keys::require);
    Parallel.in(environment).forEach(all.size(), i -> delete(all.get(i)));
  }

  @Override
  public String toString() {
    return bucket.root().toString();
  }
}
