package io.moraine.log.property;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the protocol's properties. Users may write them in any case; in the log they are
 * spelled in one way.
 */
public final class PropertyNames {
  private static final Map<String, String> BY_LOWER_CASE =
      Stream.of(
              "delta.appendOnly",
              "delta.autoOptimize.autoCompact",
              "delta.autoOptimize.optimizeWrite",
              "delta.checkpoint.writeStatsAsJson",
              "delta.checkpoint.writeStatsAsStruct",
              "delta.checkpointInterval",
              "delta.checkpointPolicy",
              "delta.columnMapping.mode",
              "delta.dataSkippingNumIndexedCols",
              "delta.dataSkippingStatsColumns",
              "delta.deletedFileRetentionDuration",
              "delta.enableChangeDataFeed",
              "delta.enableDeletionVectors",
              "delta.enableExpiredLogCleanup",
              "delta.enableIcebergCompatV1",
              "delta.enableIcebergCompatV2",
              "delta.enableIcebergCompatV3",
              "delta.enableInCommitTimestamps",
              "delta.enableRowTracking",
              "delta.enableTypeWidening",
              "delta.enableVariantShredding",
              "delta.isolationLevel",
              "delta.logRetentionDuration",
              "delta.parquet.compression.codec",
              "delta.randomPrefixLength",
              "delta.randomizeFilePrefixes",
              "delta.setTransactionRetentionDuration",
              "delta.targetFileSize")
          .collect(
              Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

  private PropertyNames() {}

  /** The properties under the names that the log has; unknown ones as they are. */
  public static <V extends @Nullable String> Map<String, V> spelled(Map<String, V> properties) {
    Map<String, V> spelled = new LinkedHashMap<>();
    properties.forEach(
        (key, value) ->
            spelled.put(BY_LOWER_CASE.getOrDefault(key.toLowerCase(Locale.ROOT), key), value));
    return spelled;
  }
}
