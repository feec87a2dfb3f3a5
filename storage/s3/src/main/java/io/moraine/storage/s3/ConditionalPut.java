package io.moraine.storage.s3;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.PutOutcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Puts an object if its key is free, and tells what came of it by the code of the answer.
 *
 * <p>An answer that says that nothing happened is repeated here. One that does not say it, or none,
 * is {@link PutOutcome#UNKNOWN}: to repeat then might meet our own object.
 */
final class ConditionalPut {
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 10;

  /** What an answer means. */
  private enum Meaning {
    EXISTS,
    NOTHING_HAPPENED,
    REFUSED,
    UNKNOWN
  }

  private final S3Clients clients;
  private final Environment environment;

  ConditionalPut(S3Clients clients, Environment environment) {
    this.clients = clients;
    this.environment = environment;
  }

  /**
   * Puts {@code content}.
   *
   * @param location names the object in errors
   * @throws StorageException if the service refused it
   */
  PutOutcome put(String bucket, String key, byte[] content, String location) {
    PutObjectRequest request =
        PutObjectRequest.builder().bucket(bucket).key(key).ifNoneMatch("*").build();
    for (int attempts = 1; ; attempts++) {
      try {
        clients.once().putObject(request, RequestBody.fromBytes(content));
        return PutOutcome.WON;
      } catch (AwsServiceException e) {
        switch (meaning(e)) {
          case EXISTS -> {
            return PutOutcome.EXISTS;
          }
          case UNKNOWN -> {
            return PutOutcome.UNKNOWN;
          }
          case REFUSED -> throw refusal(location, e);
          case NOTHING_HAPPENED -> {
            if (attempts >= ATTEMPTS) {
              throw refusal(location, e);
            }
          }
        }
      } catch (SdkException e) {
        if (S3Errors.neverSent(e)) {
          throw refusal(location, e);
        }
        return PutOutcome.UNKNOWN;
      }
      long bound = FIRST_PAUSE_MILLIS << attempts;
      environment.sleeper().sleep(environment.random().nextLong(bound) + 1);
    }
  }

  /** Whether the answer says that an object was there. */
  static boolean meansExists(AwsServiceException error) {
    return meaning(error) == Meaning.EXISTS;
  }

  private static Meaning meaning(AwsServiceException error) {
    return switch (S3Errors.code(error)) {
      case "PreconditionFailed" -> Meaning.EXISTS;
      case "ConditionalRequestConflict", "OperationAborted", "RequestTimeTooSkewed" ->
          Meaning.NOTHING_HAPPENED;
      case "NotImplemented" -> Meaning.REFUSED;
      default -> meaning(error.statusCode());
    };
  }

  private static Meaning meaning(int status) {
    return switch (status) {
      case 412 -> Meaning.EXISTS;
      case 400, 401, 403, 404, 405, 411, 413, 501 -> Meaning.REFUSED;
      default -> Meaning.UNKNOWN;
    };
  }

  /** The error for a put that did not happen. */
  static StorageException refusal(String location, SdkException error) {
    if (error instanceof AwsServiceException refused
        && S3Errors.code(refused).equals("NotImplemented")) {
      return new StorageException(
          "Cannot put %s if absent: the service has no conditional puts. Set s3.commit=dynamodb, with the same table of DynamoDB for all writers."
              .formatted(location),
          error);
    }
    return S3Errors.translate("put if absent", location, error);
  }
}
