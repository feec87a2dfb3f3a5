package io.moraine.storage.gcs.auth;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks a server for a token. Errors tell neither what was sent nor what came. */
final class TokenRequest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final long DEFAULT_LIFE_SECONDS = 300;

  private final HttpClient http;
  private final Environment environment;

  TokenRequest(HttpClient http, Environment environment) {
    this.http = http;
    this.environment = environment;
  }

  AccessToken get(URI uri, String header, String value) {
    return send(HttpRequest.newBuilder(uri).header(header, value).timeout(TIMEOUT).build());
  }

  AccessToken post(URI uri, Map<String, String> form) {
    String body =
        new TreeMap<>(form)
            .entrySet().stream()
                .map(
                    field ->
                        field.getKey()
                            + "="
                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private AccessToken send(HttpRequest request) {
    String place = "%s://%s".formatted(request.uri().getScheme(), request.uri().getAuthority());
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StorageException(
          "Cannot get a token from %s: no answer (%s)".formatted(place, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("Cannot get a token from %s: interrupted".formatted(place), e);
    }
    if (response.statusCode() != OK) {
      throw new StorageException(
          "Cannot get a token from %s: access is denied, the answer is %d; check the credentials"
              .formatted(place, response.statusCode()));
    }
    return parse(response.body(), place);
  }

  private AccessToken parse(String body, String place) {
    JsonReader json = JsonReader.of(body, "the token's answer from " + place);
    String token = "";
    long seconds = DEFAULT_LIFE_SECONDS;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "access_token" -> token = json.string();
        case "expires_in" -> seconds = json.longValue();
        default -> json.skip();
      }
    }
    if (token.isEmpty()) {
      throw new StorageException(
          "Cannot get a token from %s: the answer has no access_token".formatted(place));
    }
    return new AccessToken(token, environment.nowMillis() + seconds * 1_000);
  }
}
