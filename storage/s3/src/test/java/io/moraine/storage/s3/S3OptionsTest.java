package io.moraine.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.StoreOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3OptionsTest {
  private static S3Options of(String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return S3Options.of(StoreOptions.of(values));
  }

  @Test
  void atAmazonHostsAreNamedByTheBucketAndChecksumsAreSent() {
    S3Options options = of();
    assertThat(options.pathStyle()).isFalse();
    assertThat(options.requiredChecksumsOnly()).isFalse();
    assertThat(options.encryption()).hasToString("none");
    assertThat(options.credentials()).hasToString("found by the SDK");
    assertThat(options.commit().byDynamoDb()).isFalse();
  }

  @Test
  void atAnotherServicePathsNameTheBucketAndOnlyNeededChecksumsAreSent() {
    S3Options options = of("s3.endpoint", "https://minio.example:9000");
    assertThat(options.pathStyle()).isTrue();
    assertThat(options.requiredChecksumsOnly()).isTrue();
    assertThat(of("s3.endpoint", "http://127.0.0.1:1", "s3.path-style", "false").pathStyle())
        .isFalse();
  }

  @Test
  void showsNoSecret() {
    S3Options options =
        of(
            "s3.access-key", "canary1",
            "s3.secret-key", "canary2",
            "s3.session-token", "canary3",
            "s3.sse", "customer",
            "s3.sse-customer-key", "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2E=");
    assertThat(options.toString()).doesNotContain("canary").doesNotContain("Y2Fu");
  }

  @ParameterizedTest
  @CsvSource({
    "s3.endpoint, minio.example, 'needs to be a URL such as https://host:9000'",
    "s3.endpoint, 'http://user:canary@[', 'needs to be a URL'",
    "s3.endpoint, http://minio.example:9000, 'unencrypted over the network; use https, or set"
        + " s3.allow-http=true'",
    "s3.part-size, 1000, 'a number from 5242880 to 1073741824'",
    "s3.access-key, canary, 's3.access-key and s3.secret-key need each other'",
    "s3.sse, customer, 's3.sse=customer and s3.sse-customer-key need each other'",
    "s3.sse-kms-key-id, canary, 'needs s3.sse to be aws:kms'",
    "s3.commit, hope, 'one of conditional, dynamodb'",
    "s3.endpiont, x, No setting of stores is called 's3.endpiont'"
  })
  void refusesWhatCannotBeAndSaysWhy(String name, String value, String reason) {
    assertThatThrownBy(() -> of(name, value))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("canary");
  }

  @Test
  void refusesACustomerKeyOfAnotherLength() {
    assertThatThrownBy(() -> of("s3.sse", "customer", "s3.sse-customer-key", "Y2FuYXJ5"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The setting s3.sse-customer-key needs to be 32 bytes in base64");
  }
}
