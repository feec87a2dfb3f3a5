package io.moraine.storage.s3.dynamodb;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The table of DynamoDB: its keys are {@code tablePath} and {@code fileName}, strings both; all
 * else of a {@link CommitEntry} is attributes. The table has to be there.
 */
public final class CommitTable implements AutoCloseable {
  private static final String TABLE_PATH = "tablePath";
  private static final String FILE_NAME = "fileName";
  private static final String TEMP_PATH = "tempPath";
  private static final String COMPLETE = "complete";
  private static final String EXPIRE_TIME = "expireTime";

  private final DynamoDbClient client;
  private final String name;

  private CommitTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * The table {@code name}.
   *
   * @param endpoint where DynamoDB is, if not at Amazon
   */
  public static CommitTable open(
      String name,
      Optional<URI> endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      int timeoutMillis) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(
                Apache5HttpClient.builder().socketTimeout(Duration.ofMillis(timeoutMillis)));
    endpoint.ifPresent(builder::endpointOverride);
    return new CommitTable(builder.build(), name);
  }

  /**
   * Adds {@code entry} if the commit has none.
   *
   * @return false if it has one, which may be this one, sent twice
   * @throws StorageException if it cannot be told whether it was added
   */
  boolean putIfAbsent(CommitEntry entry) {
    try {
      client.putItem(
          request ->
              request
                  .tableName(name)
                  .item(item(entry))
                  .conditionExpression("attribute_not_exists(" + FILE_NAME + ")"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw failure("add", entry.fileName(), e);
    }
  }

  /** Writes {@code entry} over what the commit has. */
  void put(CommitEntry entry) {
    try {
      client.putItem(request -> request.tableName(name).item(item(entry)));
    } catch (SdkException e) {
      throw failure("complete", entry.fileName(), e);
    }
  }

  /** The entry of a commit, if it has one. */
  Optional<CommitEntry> find(String tablePath, String fileName) {
    try {
      Map<String, AttributeValue> item =
          client
              .getItem(
                  request ->
                      request
                          .tableName(name)
                          .consistentRead(true)
                          .key(Map.of(TABLE_PATH, text(tablePath), FILE_NAME, text(fileName))))
              .item();
      return item.isEmpty() ? Optional.empty() : Optional.of(entry(item));
    } catch (SdkException e) {
      throw failure("find", fileName, e);
    }
  }

  /** The entry of the last commit that has one. */
  Optional<CommitEntry> latest(String tablePath) {
    try {
      List<Map<String, AttributeValue>> items =
          client
              .query(
                  request ->
                      request
                          .tableName(name)
                          .consistentRead(true)
                          .scanIndexForward(false)
                          .limit(1)
                          .keyConditionExpression(TABLE_PATH + " = :path")
                          .expressionAttributeValues(Map.of(":path", text(tablePath))))
              .items();
      return items.stream().findFirst().map(CommitTable::entry);
    } catch (SdkException e) {
      throw failure("find", "the last commit", e);
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static Map<String, AttributeValue> item(CommitEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(TABLE_PATH, text(entry.tablePath()));
    item.put(FILE_NAME, text(entry.fileName()));
    item.put(TEMP_PATH, text(entry.tempPath()));
    item.put(COMPLETE, text(Boolean.toString(entry.complete())));
    entry
        .expireSeconds()
        .ifPresent(seconds -> item.put(EXPIRE_TIME, AttributeValue.fromN(Long.toString(seconds))));
    return item;
  }

  private static CommitEntry entry(Map<String, AttributeValue> item) {
    AttributeValue expires = item.get(EXPIRE_TIME);
    return new CommitEntry(
        string(item, TABLE_PATH),
        string(item, FILE_NAME),
        string(item, TEMP_PATH),
        string(item, COMPLETE).equals("true"),
        expires == null || expires.n() == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(expires.n())));
  }

  private static String string(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    if (value == null || value.s() == null) {
      throw new StorageException(
          "An entry of the commit table in DynamoDB lacks the text '%s'; it has %s"
              .formatted(attribute, item.keySet()));
    }
    return value.s();
  }

  private StorageException failure(String deed, String what, SdkException error) {
    return new StorageException(
        "Cannot %s the entry of %s in the table '%s' of DynamoDB: %s"
            .formatted(deed, what, name, Secrets.mask(String.valueOf(error.getMessage()))),
        Secrets.mask(error));
  }

  @Override
  public void close() {
    client.close();
  }
}
