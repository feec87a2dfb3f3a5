package io.moraine.storage.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
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
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The blobs below a prefix of a container. */
final class AzureStore implements ObjectStore {
  private final AzureContainer container;
  private final BlobContainerClient repeating;
  private final BlobContainerClient once;
  private final AzureOptions options;
  private final Environment environment;

  /**
   * A store.
   *
   * @param repeating repeats requests by itself
   * @param once does not: a second answer would not tell what the first request did
   */
  AzureStore(
      AzureContainer container,
      BlobContainerClient repeating,
      BlobContainerClient once,
      AzureOptions options,
      Environment environment) {
    this.container = container;
    this.repeating = repeating;
    this.once = once;
    this.options = options;
    this.environment = environment;
  }

  /** The SDK throws what its streams do, so that no narrower kind covers all failures. */
  static <T> T call(String deed, String location, Supplier<T> request) {
    try {
      return request.get();
    } catch (RuntimeException e) {
      throw AzureErrors.translate(deed, location, e);
    }
  }

  private BlobClient blob(String key) {
    return repeating.getBlobClient(container.blob(key));
  }

  @Override
  public URI root() {
    return container.root();
  }

  @Override
  public ObjectStatus status(String key) {
    BlobClient blob = blob(key);
    BlobProperties properties = call("look up", container.location(key), blob::getProperties);
    return new ObjectStatus(
        key, properties.getBlobSize(), properties.getLastModified().toInstant().toEpochMilli());
  }

  @Override
  public byte[] read(String key) {
    BlobClient blob = blob(key);
    return call("read", container.location(key), () -> blob.downloadContent().toBytes());
  }

  @Override
  public ObjectReader open(String key) {
    return AzureReader.open(blob(key), container.location(key), options.partBytes(), environment);
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    return AzureListing.folder(repeating, container, folder, firstName);
  }

  @Override
  public List<String> listFolders(String folder) {
    return AzureListing.folders(repeating, container, folder);
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    return AzureListing.tree(repeating, container, folder);
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    BlobClient blob = once.getBlobClient(container.blob(key));
    try {
      upload(blob, content, new BlobRequestConditions().setIfNoneMatch("*"));
      return PutOutcome.WON;
    } catch (BlobStorageException e) {
      return outcome(e, container.location(key));
    } catch (RuntimeException e) {
      // Whatever the client's streams throw: unless nothing was sent, the blob may be there.
      if (AzureErrors.neverSent(e)) {
        throw AzureErrors.translate("put if absent", container.location(key), e);
      }
      return PutOutcome.UNKNOWN;
    }
  }

  private static PutOutcome outcome(BlobStorageException error, String location) {
    if (Set.of("BlobAlreadyExists", "ConditionNotMet").contains(AzureErrors.code(error))) {
      return PutOutcome.EXISTS;
    }
    return switch (error.getStatusCode()) {
      case 412 -> PutOutcome.EXISTS;
      case 400, 401, 403, 404, 405, 411, 413 ->
          throw AzureErrors.translate("put if absent", location, error);
      default -> PutOutcome.UNKNOWN;
    };
  }

  private static void upload(
      BlobClient blob, byte[] content, @Nullable BlobRequestConditions conditions) {
    blob.getBlockBlobClient()
        .uploadWithResponse(
            new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
                .setRequestConditions(conditions),
            null,
            Context.NONE);
  }

  @Override
  public void put(String key, byte[] content) {
    BlobClient blob = blob(key);
    call(
        "write",
        container.location(key),
        () -> {
          upload(blob, content, null);
          return true;
        });
  }

  @Override
  public ObjectWriter create(String key) {
    return new AzureWriter(
        blob(key).getBlockBlobClient(), container.location(key), options.partBytes(), environment);
  }

  @Override
  public void delete(String key) {
    BlobClient blob = blob(key);
    call("delete", container.location(key), blob::deleteIfExists);
  }

  @Override
  public void deleteAll(Collection<String> keys) {
    List<String> all = List.copyOf(keys);
    all.forEach(Keys::require);
    Parallel.in(environment).forEach(all.size(), i -> delete(all.get(i)));
  }

  @Override
  public String toString() {
    return container.root().toString();
  }
}
