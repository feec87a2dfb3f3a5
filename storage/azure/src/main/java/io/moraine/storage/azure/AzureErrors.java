package io.moraine.storage.azure;

import com.azure.storage.blob.models.BlobStorageException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.Secrets;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What went wrong, in the words of this library; no message tells a secret. */
final class AzureErrors {
  private AzureErrors() {}

  /** The code of the service's error, by which errors are told apart; empty if it gives none. */
  static String code(BlobStorageException error) {
    return error.getErrorCode() == null ? "" : error.getErrorCode().toString();
  }

  static boolean isNotFound(BlobStorageException error) {
    return error.getStatusCode() == 404 && !code(error).equals("ContainerNotFound");
  }

  /** Whether the request certainly did not reach the service. */
  static boolean neverSent(Throwable error) {
    for (Throwable next = error; next != null; next = next.getCause()) {
      if (next instanceof ConnectException
          || next instanceof UnknownHostException
          || next instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /**
   * The error to throw for what the SDK threw: its own errors, or those of its streams, which are
   * of many kinds.
   */
  static StorageException translate(String deed, String location, RuntimeException error) {
    if (error instanceof StorageException ours) {
      return ours;
    }
    if (!(error instanceof BlobStorageException refused)) {
      return failure(deed, location, "no answer: " + error.getMessage(), error);
    }
    if (isNotFound(refused)) {
      return new ObjectNotFoundException(location);
    }
    String code = code(refused);
    if (code.equals("ContainerNotFound")) {
      return failure(deed, location, "there is no such container", error);
    }
    int status = refused.getStatusCode();
    if (status == 401 || status == 403) {
      return failure(
          deed,
          location,
          "access is denied (%d %s); check the credentials and what they may do"
              .formatted(status, code),
          error);
    }
    // The service's own message repeats parts of the request.
    return failure(deed, location, "the service answered %d %s".formatted(status, code), error);
  }

  private static StorageException failure(
      String deed, String location, String reason, RuntimeException error) {
    return new StorageException(
        "Cannot %s %s: %s".formatted(deed, location, Secrets.mask(reason)), Secrets.mask(error));
  }
}
