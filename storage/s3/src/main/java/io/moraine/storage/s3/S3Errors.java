package io.moraine.storage.s3;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.Secrets;
import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong, in the words of this library; no message tells a secret. */
final class S3Errors {
  private static final int NOT_FOUND = 404;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private S3Errors() {}

  /** The code of the service's error, by which errors are told apart; empty if it gives none. */
  static String code(AwsServiceException error) {
    return error.awsErrorDetails() == null || error.awsErrorDetails().errorCode() == null
        ? ""
        : error.awsErrorDetails().errorCode();
  }

  static boolean isNotFound(AwsServiceException error) {
    return error.statusCode() == NOT_FOUND && !code(error).equals("NoSuchBucket");
  }

  /** Whether the request certainly did not reach the service. */
  static boolean neverSent(Throwable error) {
    for (Throwable next = error; next != null; next = next.getCause()) {
      if (next instanceof ConnectException || next instanceof UnknownHostException) {
        return true;
      }
    }
    String text = String.valueOf(error.getMessage());
    return text.startsWith("Unable to load credentials")
        || text.startsWith("Unable to load region");
  }

  /**
   * The error to throw.
   *
   * @param deed what failed: {@code read}
   * @param location on what
   */
  static StorageException translate(String deed, String location, SdkException error) {
    if (!(error instanceof AwsServiceException refused)) {
      return failure(deed, location, "no answer: " + error.getMessage(), error);
    }
    String code = code(refused);
    if (isNotFound(refused)) {
      return new ObjectNotFoundException(location);
    }
    if (code.equals("NoSuchBucket")) {
      return failure(deed, location, "there is no such bucket", error);
    }
    int status = refused.statusCode();
    if (code.equals("RequestTimeTooSkewed")) {
      return failure(deed, location, "this machine's clock is too far from the service's", error);
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      String reason =
          "access is denied (%d %s); check the credentials and what they may do"
              .formatted(status, code);
      return failure(deed, location, reason, error);
    }
    String message =
        refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorMessage();
    return failure(
        deed,
        location,
        "the service answered %d %s: %s (request %s)"
            .formatted(status, code, message, refused.requestId()),
        error);
  }

  private static StorageException failure(
      String deed, String location, String reason, SdkException error) {
    return new StorageException(
        "Cannot %s %s: %s".formatted(deed, location, Secrets.mask(reason)), Secrets.mask(error));
  }
}
