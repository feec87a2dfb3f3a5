package io.moraine.storage.gcs.auth;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A person's account, by a token that the command line of Google Cloud has left. */
final class UserAccount implements AccessToken.Source {
  private static final String DEFAULT_SERVER = "https://oauth2.googleapis.com/token";

  private final TokenRequest request;
  private final URI server;
  private final Map<String, String> form;

  private UserAccount(TokenRequest request, URI server, Map<String, String> form) {
    this.request = request;
    this.server = server;
    this.form = form;
  }

  static UserAccount of(Map<String, String> fields, Path file, TokenRequest request) {
    Map<String, String> form =
        Map.of(
            "grant_type", "refresh_token",
            "client_id", ServiceAccount.field(fields, "client_id", file),
            "client_secret", ServiceAccount.field(fields, "client_secret", file),
            "refresh_token", ServiceAccount.field(fields, "refresh_token", file));
    URI server = URI.create(fields.getOrDefault("token_uri", DEFAULT_SERVER));
    return new UserAccount(request, server, form);
  }

  @Override
  public AccessToken fetch() {
    return request.post(server, form);
  }
}
