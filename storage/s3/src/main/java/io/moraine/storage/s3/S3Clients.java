package io.moraine.storage.s3;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Two clients over one pool of connections: one that repeats requests by itself, one that does not.
 *
 * <p>Stores with equal settings share them. A client costs a quarter of a second and a pool.
 */
final class S3Clients {
  private static final Map<S3Options, S3Clients> OPEN = new HashMap<>();

  private final S3Options options;
  private final SdkHttpClient http;
  private final S3Client repeating;
  private final S3Client once;
  private final ConditionCheck conditions;
  private int users;

  private S3Clients(S3Options options) {
    this.options = options;
    this.http =
        Apache5HttpClient.builder()
            .maxConnections(options.maxConnections())
            .socketTimeout(Duration.ofMillis(options.timeoutMillis()))
            .connectionTimeout(Duration.ofMillis(Math.min(10_000, options.timeoutMillis())))
            .build();
    this.repeating =
        client(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(options.attempts())
                .retryOnException(S3Clients::isBrokenAnswer)
                .build());
    this.once = client(AwsRetryStrategy.doNotRetry());
    this.conditions = new ConditionCheck();
  }

  /** An answer that ends too early, which the SDK takes for one that it does not understand. */
  private static boolean isBrokenAnswer(Throwable error) {
    return error instanceof SdkClientException
        && String.valueOf(error.getMessage()).startsWith("Could not parse XML response");
  }

  /** The clients for {@code options}, to be given back by {@link #release}. */
  static S3Clients acquire(S3Options options) {
    synchronized (OPEN) {
      S3Clients clients = OPEN.computeIfAbsent(options, S3Clients::new);
      clients.users++;
      return clients;
    }
  }

  /** Closes the clients if nobody else uses them. */
  void release() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(options);
        once.close();
        repeating.close();
        http.close();
      }
    }
  }

  /** Repeats what is safe to repeat. */
  S3Client repeating() {
    return repeating;
  }

  /** Sends each request once: a second answer would not tell what the first request did. */
  S3Client once() {
    return once;
  }

  /** Whether the service knows conditions. */
  ConditionCheck conditions() {
    return conditions;
  }

  SdkHttpClient http() {
    return http;
  }

  private S3Client client(RetryStrategy retries) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .credentialsProvider(credentials(options))
            .forcePathStyle(options.pathStyle())
            .requestChecksumCalculation(
                options.requiredChecksumsOnly()
                    ? RequestChecksumCalculation.WHEN_REQUIRED
                    : RequestChecksumCalculation.WHEN_SUPPORTED)
            .responseChecksumValidation(
                options.requiredChecksumsOnly()
                    ? ResponseChecksumValidation.WHEN_REQUIRED
                    : ResponseChecksumValidation.WHEN_SUPPORTED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(retries)
                        .addExecutionInterceptor(new EncryptionHeaders(options.encryption())));
    options.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(region(options))
        .crossRegionAccessEnabled(options.endpoint().isEmpty())
        .build();
  }

  /** Where no region is set anywhere, Amazon tells the bucket's when it is asked elsewhere. */
  static Region region(S3Options options) {
    if (options.region().isPresent()) {
      return Region.of(options.region().get());
    }
    if (options.endpoint().isPresent()) {
      return Region.US_EAST_1;
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }

  static AwsCredentialsProvider credentials(S3Options options) {
    S3Options.Credentials given = options.credentials();
    if (given.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    if (given.accessKey().isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    String access = given.accessKey().get();
    String secret = given.secretKey().orElseThrow();
    return StaticCredentialsProvider.create(
        given.sessionToken().isPresent()
            ? AwsSessionCredentials.create(access, secret, given.sessionToken().get())
            : AwsBasicCredentials.create(access, secret));
  }
}
