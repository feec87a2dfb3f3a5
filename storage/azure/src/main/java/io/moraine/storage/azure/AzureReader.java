package io.moraine.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobDownloadResponse;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DownloadRetryOptions;
import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.RangedReader;
import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a blob; one that takes its place meanwhile is not read. */
final class AzureReader extends RangedReader {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
  private static final int RETRIES = 4;

  private final BlobClient blob;
  private final String etag;

  private AzureReader(
      BlobClient blob,
      String location,
      String etag,
      byte[] tail,
      long sizeBytes,
      int partBytes,
      Environment environment) {
    super(location, tail, sizeBytes, partBytes, environment);
    this.blob = blob;
    this.etag = etag;
  }

  /** The service has no ranges from the end, so that a large blob takes two requests. */
  static ObjectReader open(
      BlobClient blob, String location, int partBytes, Environment environment) {
    ByteArrayOutputStream head = new ByteArrayOutputStream(TAIL_BYTES);
    BlobDownloadResponse response;
    try {
      response = download(blob, head, 0, TAIL_BYTES, new BlobRequestConditions());
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 416) {
        // An empty blob has no range.
        return new AzureReader(blob, location, "", new byte[0], 0, partBytes, environment);
      }
      throw AzureErrors.translate("open", location, e);
    } catch (RuntimeException e) {
      throw AzureErrors.translate("open", location, e);
    }
    Matcher range =
        CONTENT_RANGE.matcher(String.valueOf(response.getDeserializedHeaders().getContentRange()));
    byte[] bytes = head.toByteArray();
    long size = range.matches() ? Long.parseLong(range.group(3)) : bytes.length;
    String etag = response.getDeserializedHeaders().getETag();
    if (size > bytes.length) {
      bytes = range(blob, location, etag, size - TAIL_BYTES, TAIL_BYTES);
    }
    return new AzureReader(blob, location, etag, bytes, size, partBytes, environment);
  }

  private static BlobDownloadResponse download(
      BlobClient blob,
      ByteArrayOutputStream target,
      long position,
      int length,
      BlobRequestConditions conditions) {
    return blob.downloadStreamWithResponse(
        target,
        new BlobRange(position, (long) length),
        new DownloadRetryOptions().setMaxRetryRequests(RETRIES),
        conditions,
        false,
        null,
        Context.NONE);
  }

  private static byte[] range(
      BlobClient blob, String location, String etag, long position, int length) {
    ByteArrayOutputStream target = new ByteArrayOutputStream(length);
    try {
      download(blob, target, position, length, new BlobRequestConditions().setIfMatch(etag));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 412) {
        throw new StorageException(
            "Cannot read %s: another object took its place while it was open".formatted(location));
      }
      throw AzureErrors.translate("read", location, e);
    } catch (RuntimeException e) {
      throw AzureErrors.translate("read", location, e);
    }
    if (target.size() != length) {
      throw new StorageException(
          "Cannot read %s: expected %d bytes from %d, got %d"
              .formatted(location, length, position, target.size()));
    }
    return target.toByteArray();
  }

  @Override
  protected void fetch(long position, byte[] target, int offset, int length) {
    byte[] bytes = range(blob, location(), etag, position, length);
    System.arraycopy(bytes, 0, target, offset, length);
  }
}
