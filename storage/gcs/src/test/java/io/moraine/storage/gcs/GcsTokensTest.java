package io.moraine.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tokens come from, and that another is fetched when one is refused. */
class GcsTokensTest {
  @TempDir private Path folder;
  private GcsStub server;

  @BeforeEach
  void start() throws IOException {
    server = new GcsStub();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ObjectStore open(String name, String value) {
    Map<String, String> options = new TreeMap<>();
    options.put("gcs.endpoint", server.endpoint().toString());
    options.put(name, value);
    return new GcsProvider()
        .open(
            URI.create("gs://" + GcsStub.BUCKET + "/t/"),
            StoreOptions.of(options),
            TestEnvironments.serial());
  }

  private Path keyFile(Map<String, String> fields) throws IOException {
    JsonWriter json = new JsonWriter().beginObject();
    fields.forEach(json::field);
    return Files.writeString(folder.resolve("key.json"), json.endObject().toString());
  }

  @Test
  void aServiceAccountSignsAClaimAndGetsANewTokenWhenOneIsRefused()
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Path file =
        keyFile(
            Map.of(
                "type",
                "service_account",
                "client_email",
                "writer@project.example",
                "private_key",
                pem,
                "token_uri",
                server.endpoint() + "/token"));
    try (ObjectStore store = open("gcs.credentials-file", file.toString())) {
      store.put("a", new byte[] {1});
      store.put("b", new byte[] {2});
      assertThat(server.claims).hasSize(1);
      server.tokens.clear();
      assertThat(store.read("a")).containsExactly(1);
      assertThat(server.claims).hasSize(2);
    }
    String form = URLDecoder.decode(server.claims.peek(), StandardCharsets.UTF_8);
    assertThat(form).contains("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
    String[] parts = form.replaceFirst(".*assertion=([^&]+).*", "$1").split("\\.", -1);
    assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
        .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
        .contains("\"iss\":\"writer@project.example\"")
        .contains("\"iat\":1767323045,\"exp\":1767326645");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void aMachineAndAPersonHaveTokensToo() throws IOException {
    try (ObjectStore store = open("gcs.metadata-server", server.endpoint().toString())) {
      store.put("a", new byte[] {1});
    }
    Path file =
        keyFile(
            Map.of(
                "type", "authorized_user",
                "client_id", "id",
                "client_secret", "secret",
                "refresh_token", "refresh",
                "token_uri", server.endpoint() + "/token"));
    try (ObjectStore store = open("gcs.credentials-file", file.toString())) {
      assertThat(store.read("a")).containsExactly(1);
    }
    assertThat(server.claims)
        .containsExactly(
            "", "client_id=id&client_secret=secret&grant_type=refresh_token&refresh_token=refresh");
  }

  @ParameterizedTest
  @CsvSource({
    "service_account, x, it has no 'client_email'",
    "service_account, client_email, it has no 'private_key'",
    "external_account, x, 'its type is ''external_account'', not service_account'"
  })
  void aKeyFileThatWillNotDoIsRefusedWithoutItsContent(String type, String field, String reason)
      throws IOException {
    Path file = keyFile(Map.of("type", type, field, "canary"));
    assertThatThrownBy(() -> open("gcs.credentials-file", file.toString()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("canary");
  }
}
