package io.moraine.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.StoreOptions;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureOptionsTest {
  private static AzureOptions of(Map<String, String> values) {
    return AzureOptions.of(StoreOptions.of(values));
  }

  @ParameterizedTest
  @CsvSource({
    "abfss://lake@acc.dfs.core.windows.net/a/t/, https://acc.blob.core.windows.net, lake, a/t/",
    "wasbs://lake@acc.blob.core.windows.net/, https://acc.blob.core.windows.net, lake, ''",
    "abfs://lake@acc.dfs.core.chinacloudapi.cn/t/, https://acc.blob.core.chinacloudapi.cn, lake,"
        + " t/",
    "az://lake/t/, https://own.blob.core.windows.net, lake, t/"
  })
  void aLocationNamesAContainerOfAnAccount(
      String root, String endpoint, String container, String prefix) {
    AzureContainer place = AzureContainer.of(URI.create(root), of(Map.of("azure.account", "own")));
    assertThat(place.endpoint()).isEqualTo(endpoint);
    assertThat(place.name()).isEqualTo(container);
    assertThat(place.prefix()).isEqualTo(prefix);
  }

  @Test
  void anEndpointTakesTheUsualPlacesPlace() {
    AzureOptions options = of(Map.of("azure.endpoint", "http://127.0.0.1:10000/acc"));
    assertThat(AzureContainer.of(URI.create("az://lake/t/"), options).endpoint())
        .isEqualTo("http://127.0.0.1:10000/acc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abfss:///t/", "az://LA_KE/t/", "abfss://lake@acc.example/t/"})
  void refusesLocationsThatNameNoContainer(String root) {
    assertThatThrownBy(() -> AzureContainer.of(URI.create(root), of(Map.of())))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("would be abfss://container@account.dfs.core.windows.net/path");
  }

  @Test
  void refusesAContainerOfAnUnknownAccount() {
    assertThatThrownBy(() -> AzureContainer.of(URI.create("az://lake/t/"), of(Map.of())))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Whose container is az://lake/t/? Set azure.account, or name it as"
                + " abfss://container@account.dfs.core.windows.net/path");
  }

  @ParameterizedTest
  @CsvSource({
    "azure.endpoint, acc.example, 'needs to be a URL such as'",
    "azure.endpoint, https://acc.example?sig=canary, 'needs to be a URL such as'",
    "azure.endpoint, http://acc.example, 'unencrypted over the network'",
    "azure.part-size, 1, 'a number from 1048576 to 1073741824'",
    "azure.acount, x, No setting of stores is called"
  })
  void refusesWhatCannotBeAndSaysWhy(String name, String value, String reason) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("canary");
  }

  @Test
  void showsNoSecret() {
    assertThat(of(Map.of("azure.account-key", "canary1", "azure.sas-token", "?sig=canary2")))
        .hasToString("AzureOptions[account=, endpoint=, access=***]");
  }
}
