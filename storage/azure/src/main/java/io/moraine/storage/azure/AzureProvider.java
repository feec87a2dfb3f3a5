package io.moraine.storage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.StoreProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code abfss://container@account.dfs.core.windows.net/path} and its like, and {@code
 * az://container/path}.
 */
public final class AzureProvider implements StoreProvider {
  private static final int ATTEMPTS = 5;

  @Override
  public Set<String> schemes() {
    return Set.of("abfss", "abfs", "wasbs", "wasb", "az");
  }

  @Override
  public ObjectStore open(URI root, StoreOptions options, Environment environment) {
    AzureOptions azure = AzureOptions.of(options);
    AzureContainer container = AzureContainer.of(root, azure);
    HttpClient http = new JdkHttpClientProvider().createInstance();
    return new AzureStore(
        container,
        client(container, azure, http, ATTEMPTS),
        client(container, azure, http, 1),
        azure,
        environment);
  }

  private static BlobContainerClient client(
      AzureContainer container, AzureOptions options, HttpClient http, int attempts) {
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .endpoint(container.endpoint())
            .containerName(container.name())
            .httpClient(http)
            .retryOptions(retries(options, attempts));
    if (options.anonymous()) {
      builder.setAnonymousAccess();
    } else if (options.accountKey().isPresent()) {
      builder.credential(
          new StorageSharedKeyCredential(account(container, options), options.accountKey().get()));
    } else if (options.sasToken().isPresent()) {
      builder.sasToken(options.sasToken().get());
    } else {
      builder.credential(new DefaultAzureCredentialBuilder().httpClient(http).build());
    }
    return builder.buildClient();
  }

  private static RequestRetryOptions retries(AzureOptions options, int attempts) {
    @Nullable String noSecondary = null;
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        attempts,
        Duration.ofMillis(options.timeoutMillis()),
        Duration.ofMillis(100),
        Duration.ofSeconds(10),
        noSecondary);
  }

  private static String account(AzureContainer container, AzureOptions options) {
    if (options.account().isPresent()) {
      return options.account().get();
    }
    String host = URI.create(container.endpoint()).getHost();
    int dot = host.indexOf(".blob.");
    if (dot < 0) {
      throw new InvalidInputException(
          "The setting azure.account-key needs azure.account, as %s does not tell whose key it is"
              .formatted(container.endpoint()));
    }
    return host.substring(0, dot);
  }
}
