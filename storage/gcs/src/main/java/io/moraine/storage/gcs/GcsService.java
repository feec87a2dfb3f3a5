package io.moraine.storage.gcs;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.storage.gcs.auth.Tokens;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests, with a token, once or until one is answered. */
final class GcsService {
  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final int UNAUTHORIZED = 401;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Answers after which a request that may be repeated is. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private static final class Shared {
    static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  }

  private final GcsOptions options;
  private final Tokens tokens;
  private final Environment environment;

  GcsService(GcsOptions options, Environment environment) {
    this.options = options;
    this.environment = environment;
    this.tokens = tokens(options.credentials(), environment);
  }

  private static Tokens tokens(GcsOptions.Credentials given, Environment environment) {
    if (given.anonymous()) {
      return Tokens.anonymous();
    }
    if (given.token().isPresent()) {
      return Tokens.fixed(given.token().get());
    }
    return given.file().isPresent()
        ? Tokens.ofFile(given.file().get(), Shared.HTTP, environment)
        : Tokens.ofMachine(Shared.HTTP, given.metadataServer(), environment);
  }

  GcsOptions options() {
    return options;
  }

  /** A request for {@code pathAndQuery} of the service, escaped already. */
  HttpRequest.Builder request(String pathAndQuery) {
    String project =
        options
            .userProject()
            .map(
                id ->
                    (pathAndQuery.indexOf('?') < 0 ? "?" : "&")
                        + "userProject="
                        + GcsBucket.encode(id))
            .orElse("");
    String base = options.endpoint().toString().replaceFirst("/+$", "");
    return HttpRequest.newBuilder(URI.create(base + pathAndQuery + project));
  }

  /**
   * The answer to {@code request}, which is sent once, or twice if its token is not accepted.
   *
   * @throws IOException if there is none; the service may have done what it was asked
   */
  HttpResponse<byte[]> once(HttpRequest.Builder request) throws IOException {
    Optional<String> token = tokens.token();
    HttpResponse<byte[]> response = send(request, token);
    if (response.statusCode() == UNAUTHORIZED && token.isPresent()) {
      tokens.forget(token.get());
      Optional<String> other = tokens.token();
      return other.equals(token) ? response : send(request, other);
    }
    return response;
  }

  /**
   * The answer to {@code request}, which is repeated while the service is too busy or silent.
   *
   * @param deed what it is for, in errors: {@code read}
   * @throws StorageException if there is none
   */
  HttpResponse<byte[]> send(String deed, String location, HttpRequest.Builder request) {
    for (int attempts = 1; ; attempts++) {
      try {
        HttpResponse<byte[]> response = once(request);
        if (!PASSING.contains(response.statusCode()) || attempts >= ATTEMPTS) {
          return response;
        }
      } catch (InterruptedIOException e) {
        throw GcsErrors.noAnswer(deed, location, e);
      } catch (IOException e) {
        if (attempts >= ATTEMPTS) {
          throw GcsErrors.noAnswer(deed, location, e);
        }
      }
      pause(attempts);
    }
  }

  /** Waits before the next of several attempts. */
  void pause(int attempts) {
    long bound = FIRST_PAUSE_MILLIS << attempts;
    environment.sleeper().sleep(environment.random().nextLong(bound) + 1);
  }

  /** Whether a request with this end certainly did not reach the service. */
  static boolean neverSent(IOException e) {
    for (Throwable next = e; next != null; next = next.getCause()) {
      if (next instanceof ConnectException || next instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /** The client's own timeout ends with the answer's head, and a body may stay away for ever. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request, Optional<String> token)
      throws IOException {
    token.ifPresent(value -> request.setHeader("Authorization", "Bearer " + value));
    CompletableFuture<HttpResponse<byte[]>> answer =
        Shared.HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer.get(options.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer in %d ms".formatted(options.timeoutMillis()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
