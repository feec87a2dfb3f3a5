package io.moraine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.StorageException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreOptionsTest {
  private static StoreOptions option(String name, String value) {
    return StoreOptions.of(Map.of(name, value));
  }

  @Test
  void takesValuesOfAnyKindAndFallsBackToTheGivenOne() {
    assertThat(option("s3.path-style", "TRUE").flag("s3.path-style", false)).isTrue();
    assertThat(StoreOptions.NONE.flag("s3.path-style", true)).isTrue();
    assertThat(option("s3.part-size", "7").number("s3.part-size", 5, 1, 9)).isEqualTo(7);
    assertThat(option("s3.region", " ").text("s3.region")).isEmpty();
    assertThat(option("s3.sse", "AES256").choice("s3.sse", "none", "aes256")).isEqualTo("aes256");
    assertThat(StoreOptions.NONE.choice("s3.sse", "none", "aes256")).isEqualTo("none");
    StoreOptions both = option("a", "1").with(Map.of("a", "2", "b", "3"));
    assertThat(both.text("a")).hasValue("2");
    assertThat(both.text("b")).hasValue("3");
  }

  @Test
  void takesTheProcessPropertiesWhereNothingIsGiven() {
    System.setProperty("moraine.test.only-here", "from the process");
    try {
      assertThat(StoreOptions.ofProcess().text("test.only-here")).hasValue("from the process");
      assertThat(StoreOptions.NONE.text("test.only-here")).isEmpty();
      assertThat(
              StoreOptions.ofProcess()
                  .with(Map.of("test.only-here", "given"))
                  .text("test.only-here"))
          .hasValue("given");
    } finally {
      System.clearProperty("moraine.test.only-here");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s3.part-size, many, a whole number",
    "s3.part-size, 0, a number from 1 to 9",
    "s3.path-style, yes, true or false",
    "s3.sse, best, 'one of none, aes256'"
  })
  void refusesBadValuesAndSaysWhatIsWanted(String name, String value, String expected) {
    StoreOptions options = option(name, value);
    assertThatThrownBy(
            () -> {
              options.number("s3.part-size", 5, 1, 9);
              options.flag("s3.path-style", true);
              options.choice("s3.sse", "none", "aes256");
            })
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The setting %s needs to be %s, got '%s'", name, expected, value);
  }

  @Test
  void refusesSettingsThatNobodyKnows() {
    StoreOptions options = StoreOptions.of(Map.of("s3.regoin", "x", "azure.other", "y"));
    assertThatThrownBy(() -> options.requireKnown("s3.", Set.of("s3.region", "s3.endpoint")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("No setting of stores is called 's3.regoin'; there are s3.endpoint, s3.region");
  }

  @Test
  void showsNoSecrets() {
    StoreOptions options =
        StoreOptions.of(
            Map.of(
                "s3.secret-key", "canary1",
                "azure.sas-token", "sv=1&sig=canary2",
                "s3.endpoint", "http://user:canary3@host:1/?X-Amz-Signature=canary4",
                "s3.region", "eu-north-1"));
    assertThat(options.toString()).doesNotContain("canary").contains("s3.region=eu-north-1");
    assertThatThrownBy(() -> option("s3.secret-key", "canary").flag("s3.secret-key", true))
        .hasMessage("The setting s3.secret-key needs to be true or false, got '***'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b.s3.amazonaws.com/k?X-Amz-Credential=canary%2F2026&X-Amz-Signature=canary",
        "https://a.blob.core.windows.net/c/k?sv=2024&sig=canary%3D&se=2026",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=canary==;EndpointSuffix=x",
        "Authorization: Bearer canary.canary",
        "Authorization: AWS4-HMAC-SHA256 Credential=canary/2026, Signature=canary",
        "s3://canary:canary@bucket/table"
      })
  void masksWhatGivesAccess(String text) {
    assertThat(Secrets.mask(text)).doesNotContain("canary").contains(Secrets.HIDDEN);
    Throwable cause = new IllegalStateException("outer", new IllegalArgumentException(text));
    Throwable shown = Secrets.mask(cause);
    assertThat(shown).hasMessage("java.lang.IllegalStateException: outer").hasNoCause();
    assertThat(shown.getStackTrace()).isEqualTo(cause.getStackTrace());
  }

  @Test
  void leavesOtherTextsAndCausesAlone() {
    String text = "No such object: s3://bucket/day=2026-01-03/sig nature?";
    assertThat(Secrets.mask(text)).isEqualTo(text);
    Throwable cause = new IllegalStateException(text);
    assertThat(Secrets.mask(cause)).isSameAs(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://canary:canary@bucket/table, user and password",
    "https://host/table?sig=canary, query",
    "s3://bucket/table?X-Amz-Signature=canary, query",
    "'s3://bucket/ta ble?sig=canary', Not a path"
  })
  void refusesLocationsWithSecretsAndHidesThem(String location, String reason) {
    assertThatThrownBy(() -> Stores.location(location))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(reason)
        .satisfies(
            error -> {
              assertThat(error.toString()).doesNotContain("canary");
              assertThat(String.valueOf(error.getCause())).doesNotContain("canary");
            });
  }

  @Test
  void keepsContainersThatStandBeforeAnAccount() {
    assertThat(Stores.location("abfss://lake@account.dfs.core.windows.net/t"))
        .hasToString("abfss://lake@account.dfs.core.windows.net/t/");
  }
}
