package io.moraine.storage.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.PagedListing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A listing, page by page. */
final class AzureListing extends PagedListing {
  private static final String SLASH = "/";

  private final AzureContainer container;
  private final String from;
  private final Iterator<PagedResponse<BlobItem>> pages;

  private AzureListing(
      AzureContainer container, String from, Iterator<PagedResponse<BlobItem>> pages) {
    this.container = container;
    this.from = from;
    this.pages = pages;
  }

  static Iterator<ObjectStatus> tree(
      BlobContainerClient client, AzureContainer container, String folder) {
    ListBlobsOptions options = options(container.folder(folder));
    return new AzureListing(
        container,
        "",
        // The first page may be fetched here already.
        AzureStore.call(
            "list",
            container.root().toString(),
            () -> client.listBlobs(options, null).iterableByPage().iterator()));
  }

  static Iterator<ObjectStatus> folder(
      BlobContainerClient client, AzureContainer container, String folder, String firstName) {
    String prefix = container.folder(folder);
    return new AzureListing(
        container, prefix + firstName, pages(client, container, prefix, firstName));
  }

  static List<String> folders(BlobContainerClient client, AzureContainer container, String folder) {
    String prefix = container.folder(folder);
    List<String> names = new ArrayList<>();
    Iterator<PagedResponse<BlobItem>> pages = pages(client, container, prefix, "");
    while (hasNext(container, pages)) {
      for (BlobItem item : next(container, pages).getValue()) {
        if (Boolean.TRUE.equals(item.isPrefix())) {
          names.add(item.getName().substring(prefix.length()).replaceFirst("/$", ""));
        }
      }
    }
    names.sort(Keys::compareUtf8);
    return names;
  }

  private static Iterator<PagedResponse<BlobItem>> pages(
      BlobContainerClient client, AzureContainer container, String prefix, String firstName) {
    ListBlobsOptions options = options(prefix);
    if (!firstName.isEmpty()) {
      options.setStartFrom(prefix + firstName);
    }
    return AzureStore.call(
        "list",
        container.root().toString(),
        () -> client.listBlobsByHierarchy(SLASH, options, null).iterableByPage().iterator());
  }

  private static ListBlobsOptions options(String prefix) {
    // What tells a folder of an account with folders from a blob.
    return new ListBlobsOptions()
        .setPrefix(prefix)
        .setDetails(new BlobListDetails().setRetrieveMetadata(true));
  }

  private static boolean hasNext(
      AzureContainer container, Iterator<PagedResponse<BlobItem>> pages) {
    return AzureStore.call("list", container.root().toString(), pages::hasNext);
  }

  private static PagedResponse<BlobItem> next(
      AzureContainer container, Iterator<PagedResponse<BlobItem>> pages) {
    return AzureStore.call("list", container.root().toString(), pages::next);
  }

  @Override
  protected Optional<List<ObjectStatus>> nextPage() {
    if (!hasNext(container, pages)) {
      return Optional.empty();
    }
    List<ObjectStatus> statuses = new ArrayList<>();
    for (BlobItem item : next(container, pages).getValue()) {
      if (isBlob(item) && (from.isEmpty() || Keys.compareUtf8(item.getName(), from) >= 0)) {
        statuses.add(
            new ObjectStatus(
                item.getName().substring(container.prefix().length()),
                item.getProperties().getContentLength(),
                item.getProperties().getLastModified().toInstant().toEpochMilli()));
      }
    }
    return Optional.of(statuses);
  }

  private static boolean isBlob(BlobItem item) {
    return !Boolean.TRUE.equals(item.isPrefix())
        && !item.getName().endsWith(SLASH)
        && (item.getMetadata() == null || !"true".equals(item.getMetadata().get("hdi_isfolder")));
  }
}
