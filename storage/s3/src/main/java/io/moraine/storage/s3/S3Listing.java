package io.moraine.storage.s3;

import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.PagedListing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A listing, page by page. */
final class S3Listing extends PagedListing {
  private final S3Client client;
  private final S3Bucket bucket;
  private final String from;

  /** The next page; null after the last one. */
  private @Nullable ListObjectsV2Request next;

  private S3Listing(S3Client client, S3Bucket bucket, ListObjectsV2Request first, String from) {
    this.client = client;
    this.bucket = bucket;
    this.next = first;
    this.from = from;
  }

  static Iterator<ObjectStatus> tree(S3Client client, S3Bucket bucket, String folder) {
    return new S3Listing(client, bucket, request(bucket, bucket.folder(folder)).build(), "");
  }

  static Iterator<ObjectStatus> folder(
      S3Client client, S3Bucket bucket, String folder, String firstName) {
    String prefix = bucket.folder(folder);
    String from = prefix + firstName;
    ListObjectsV2Request.Builder request = request(bucket, prefix).delimiter("/");
    String before = before(from);
    if (!firstName.isEmpty() && before.compareTo(prefix) > 0) {
      request.startAfter(before);
    }
    return new S3Listing(client, bucket, request.build(), firstName.isEmpty() ? "" : from);
  }

  static List<String> folders(S3Client client, S3Bucket bucket, String folder) {
    String prefix = bucket.folder(folder);
    List<String> names = new ArrayList<>();
    ListObjectsV2Request next = request(bucket, prefix).delimiter("/").build();
    while (next != null) {
      ListObjectsV2Response page = page(client, bucket, next);
      for (CommonPrefix common : page.commonPrefixes()) {
        String name = common.prefix().substring(prefix.length());
        names.add(name.substring(0, name.length() - 1));
      }
      next = following(next, page);
    }
    names.removeIf(String::isEmpty);
    if (names.stream().anyMatch(PagedListing::isOddlyOrdered)) {
      names.sort(Keys::compareUtf8);
    }
    return names;
  }

  /** The objects of {@code names}, as a request names them. */
  static Collection<ObjectIdentifier> identifiers(List<String> names) {
    return names.stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList();
  }

  /**
   * A key before {@code from}, with few or no others between them: the service lists what comes
   * after a key, without that key. Empty where none is known; what is too early is left out here.
   */
  private static String before(String from) {
    int last = from.length() - 1;
    char c = from.charAt(last);
    return c > ' ' && c < 0x7F ? from.substring(0, last) + (char) (c - 1) + "~" : "";
  }

  private static ListObjectsV2Request.Builder request(S3Bucket bucket, String prefix) {
    return ListObjectsV2Request.builder()
        .bucket(bucket.name())
        .prefix(prefix)
        // Keys may have characters that XML has not.
        .encodingType(EncodingType.URL);
  }

  private static ListObjectsV2Response page(
      S3Client client, S3Bucket bucket, ListObjectsV2Request request) {
    try {
      return client.listObjectsV2(request);
    } catch (SdkException e) {
      throw S3Errors.translate("list", "s3://" + bucket.name() + "/" + request.prefix(), e);
    }
  }

  private static @Nullable ListObjectsV2Request following(
      ListObjectsV2Request request, ListObjectsV2Response page) {
    return Boolean.TRUE.equals(page.isTruncated())
        ? request.toBuilder().continuationToken(page.nextContinuationToken()).build()
        : null;
  }

  @Override
  protected Optional<List<ObjectStatus>> nextPage() {
    ListObjectsV2Request request = next;
    if (request == null) {
      return Optional.empty();
    }
    ListObjectsV2Response page = page(client, bucket, request);
    next = following(request, page);
    List<ObjectStatus> statuses = new ArrayList<>(page.contents().size());
    for (S3Object object : page.contents()) {
      String key = object.key();
      // A key that ends so stands for a folder; consoles make such objects.
      if (!key.endsWith("/") && isAtOrAfter(key)) {
        statuses.add(
            new ObjectStatus(
                key.substring(bucket.prefix().length()),
                object.size(),
                object.lastModified().toEpochMilli()));
      }
    }
    return Optional.of(statuses);
  }

  private boolean isAtOrAfter(String key) {
    return from.isEmpty() || Keys.compareUtf8(key, from) >= 0;
  }
}
