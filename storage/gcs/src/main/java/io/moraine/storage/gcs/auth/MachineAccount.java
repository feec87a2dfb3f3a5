package io.moraine.storage.gcs.auth;

import java.net.URI;

/** The account that a machine at Google has. */
record MachineAccount(TokenRequest request, URI server) implements AccessToken.Source {
  private static final String PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

  @Override
  public AccessToken fetch() {
    return request.get(server.resolve(PATH), "Metadata-Flavor", "Google");
  }
}
