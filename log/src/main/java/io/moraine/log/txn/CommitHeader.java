package io.moraine.log.txn;

import io.moraine.log.action.CommitInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transaction says of itself in the first line of its commit. */
record CommitHeader(
    Operation operation,
    Map<String, String> metrics,
    long readVersion,
    IsolationLevel isolation,
    boolean isBlindAppend,
    @Nullable String userMetadata,
    String id) {

  /** The line for an attempt at {@code nowMillis}, with the fields in Spark's order. */
  CommitInfo at(long nowMillis) {
    CommitInfo info =
        CommitInfo.of(nowMillis, operation.name())
            .with("operationParameters", operation.parameters());
    if (readVersion >= 0) {
      info = info.with("readVersion", readVersion);
    }
    info =
        info.with("isolationLevel", isolation.text())
            .withJson("isBlindAppend", Boolean.toString(isBlindAppend))
            .with("operationMetrics", metrics);
    if (userMetadata != null) {
      info = info.with("userMetadata", userMetadata);
    }
    return info.with("engineInfo", Engine.INFO).with("txnId", id);
  }
}
