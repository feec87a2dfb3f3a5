package io.moraine.storage.gcs;

import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.PagedListing;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A listing, page by page. */
final class GcsListing extends PagedListing {
  private static final int OK = 200;

  /** What the service tells of an object. */
  record Item(String name, long sizeBytes, long updatedMillis) {}

  private record Page(List<Item> items, List<String> prefixes, String nextToken) {}

  private final GcsService service;
  private final GcsBucket bucket;
  private final String query;

  /** Of the next page: empty for the first one, null after the last one. */
  private @Nullable String token = "";

  private GcsListing(GcsService service, GcsBucket bucket, String query) {
    this.service = service;
    this.bucket = bucket;
    this.query = query;
  }

  static Iterator<ObjectStatus> tree(GcsService service, GcsBucket bucket, String folder) {
    return new GcsListing(service, bucket, query(bucket.folder(folder)));
  }

  static Iterator<ObjectStatus> folder(
      GcsService service, GcsBucket bucket, String folder, String firstName) {
    String prefix = bucket.folder(folder);
    String from = firstName.isEmpty() ? "" : "&startOffset=" + GcsBucket.encode(prefix + firstName);
    return new GcsListing(service, bucket, query(prefix) + "&delimiter=%2F" + from);
  }

  static List<String> folders(GcsService service, GcsBucket bucket, String folder) {
    String prefix = bucket.folder(folder);
    String query = query(prefix) + "&delimiter=%2F";
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      Page page = page(service, bucket, query, token);
      for (String common : page.prefixes()) {
        names.add(common.substring(prefix.length(), common.length() - 1));
      }
      token = page.nextToken();
    } while (!token.isEmpty());
    names.removeIf(String::isEmpty);
    names.sort(Keys::compareUtf8);
    return names;
  }

  private static String query(String prefix) {
    return "?fields=items(name,size,updated),prefixes,nextPageToken&prefix="
        + GcsBucket.encode(prefix);
  }

  private static Page page(GcsService service, GcsBucket bucket, String query, String token) {
    String path = "/storage/v1/b/%s/o%s".formatted(bucket.name(), query);
    String next = token.isEmpty() ? "" : "&pageToken=" + GcsBucket.encode(token);
    String location = bucket.root().toString();
    HttpResponse<byte[]> response =
        service.send("list", location, service.request(path + next).GET());
    if (response.statusCode() == 404) {
      throw new StorageException("Cannot list %s: there is no such bucket".formatted(location));
    }
    if (response.statusCode() != OK) {
      throw GcsErrors.refused("list", location, response);
    }
    byte[] body = response.body();
    return parse(JsonReader.of(body, 0, body.length, "the listing of " + location, 0));
  }

  private static Page parse(JsonReader json) {
    List<Item> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String next = "";
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "items" -> {
          json.beginArray();
          while (json.nextElement()) {
            items.add(item(json));
          }
        }
        case "prefixes" -> prefixes.addAll(json.stringList());
        case "nextPageToken" -> next = json.string();
        default -> json.skip();
      }
    }
    return new Page(items, prefixes, next);
  }

  /** An object's description; its numbers are texts. */
  static Item item(JsonReader json) {
    String objectName = "";
    long size = 0;
    long updated = 0;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "name" -> objectName = json.string();
        case "size" -> size = Long.parseLong(json.string());
        case "updated" -> updated = OffsetDateTime.parse(json.string()).toInstant().toEpochMilli();
        default -> json.skip();
      }
    }
    return new Item(objectName, size, updated);
  }

  @Override
  protected Optional<List<ObjectStatus>> nextPage() {
    if (token == null) {
      return Optional.empty();
    }
    Page page = page(service, bucket, query, token);
    token = page.nextToken().isEmpty() ? null : page.nextToken();
    List<ObjectStatus> statuses = new ArrayList<>(page.items().size());
    for (Item item : page.items()) {
      // A name that ends so stands for a folder; consoles make such objects.
      if (!item.name().endsWith("/")) {
        String key = item.name().substring(bucket.prefix().length());
        statuses.add(new ObjectStatus(key, item.sizeBytes(), item.updatedMillis()));
      }
    }
    return Optional.of(statuses);
  }
}
