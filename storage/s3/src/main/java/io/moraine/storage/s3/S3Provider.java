package io.moraine.storage.s3;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.StoreProvider;
import io.moraine.storage.s3.dynamodb.CommitTable;
import io.moraine.storage.s3.dynamodb.GuardedStore;
import java.net.URI;
import java.util.Set;

/** Opens {@code s3://bucket/path} and {@code s3a://bucket/path}. */
public final class S3Provider implements StoreProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("s3", "s3a");
  }

  @Override
  public ObjectStore open(URI root, StoreOptions options, Environment environment) {
    S3Bucket bucket = S3Bucket.of(root);
    S3Options s3 = S3Options.of(options);
    ObjectStore store = new S3Store(bucket, s3, environment);
    if (!s3.commit().byDynamoDb()) {
      return store;
    }
    CommitTable table =
        CommitTable.open(
            s3.commit().table(),
            s3.commit().endpoint(),
            S3Clients.region(s3),
            S3Clients.credentials(s3),
            s3.timeoutMillis());
    String scheme = s3.commit().scheme().orElse(root.getScheme());
    return new GuardedStore(store, table, tablePath(scheme, bucket), environment);
  }

  /** As other writers name the table: without a slash at its end, and not escaped. */
  private static String tablePath(String scheme, S3Bucket bucket) {
    String path = bucket.prefix().replaceFirst("/+$", "");
    return "%s://%s/%s".formatted(scheme, bucket.name(), path).replaceFirst("/$", "");
  }
}
