package io.moraine.storage.gcs.auth;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/** A service account, by its private key: a signed claim is exchanged for a token. */
final class ServiceAccount implements AccessToken.Source {
  private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final long CLAIM_LIFE_SECONDS = 3_600;

  private final String email;
  private final PrivateKey key;
  private final URI server;
  private final TokenRequest request;
  private final Environment environment;

  private ServiceAccount(
      String email, PrivateKey key, URI server, TokenRequest request, Environment environment) {
    this.email = email;
    this.key = key;
    this.server = server;
    this.request = request;
    this.environment = environment;
  }

  static ServiceAccount of(
      Map<String, String> fields, Path file, TokenRequest request, Environment environment) {
    return new ServiceAccount(
        field(fields, "client_email", file),
        key(field(fields, "private_key", file), file),
        URI.create(field(fields, "token_uri", file)),
        request,
        environment);
  }

  static String field(Map<String, String> fields, String name, Path file) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new StorageException(
          "Cannot use the key file %s: it has no '%s'".formatted(file, name));
    }
    return value;
  }

  private static PrivateKey key(String pem, Path file) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StorageException(
          "Cannot use the key file %s: its private_key is no RSA key in PKCS #8".formatted(file));
    }
  }

  @Override
  public AccessToken fetch() {
    return request.post(server, Map.of("grant_type", GRANT, "assertion", claim()));
  }

  /** A JSON Web Token, signed with RS256. */
  private String claim() {
    long now = environment.nowMillis() / 1_000;
    String head =
        new JsonWriter()
            .beginObject()
            .field("alg", "RS256")
            .field("typ", "JWT")
            .endObject()
            .toString();
    String claims =
        new JsonWriter()
            .beginObject()
            .field("iss", email)
            .field("scope", SCOPE)
            .field("aud", server.toString())
            .field("iat", now)
            .field("exp", now + CLAIM_LIFE_SECONDS)
            .endObject()
            .toString();
    String signed =
        encode(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + encode(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new StorageException("Cannot sign with the key of " + email, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
