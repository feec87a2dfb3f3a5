package io.moraine.log.checksum;

import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.Action;
import io.moraine.log.json.ActionWriter;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Writes a checksum's JSON, with the fields in Spark's order. */
final class ChecksumWriter {
  private ChecksumWriter() {}

  static String write(VersionChecksum checksum) {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("txnId", checksum.txnId())
            .field("tableSizeBytes", checksum.tableSizeBytes())
            .field("numFiles", checksum.numFiles())
            .field("numDeletedRecordsOpt", checksum.numDeletedRecords())
            .field("numDeletionVectorsOpt", checksum.numDeletionVectors())
            .field("numMetadata", 1L)
            .field("numProtocol", 1L)
            .field("inCommitTimestampOpt", checksum.inCommitTimestamp());
    actions(json, "setTransactions", checksum.setTransactions());
    actions(json, "domainMetadata", checksum.domainMetadata());
    action(json, "metadata", checksum.metadata());
    action(json, "protocol", checksum.protocol());
    FileSizeHistogram sizes = checksum.fileSizeHistogram();
    if (sizes != null) {
      json.beginObject("fileSizeHistogram");
      numbers(json, "sortedBinBoundaries", sizes.boundaries());
      numbers(json, "fileCounts", sizes.fileCounts());
      numbers(json, "totalBytes", sizes.totalBytes());
      json.endObject();
    }
    DeletedRecordCounts deleted = checksum.deletedRecordCounts();
    if (deleted != null) {
      json.beginObject("deletedRecordCountsHistogramOpt");
      numbers(
          json,
          "deletedRecordCounts",
          deleted.files().stream().mapToLong(Long::longValue).toArray());
      json.endObject();
    }
    actions(json, "allFiles", checksum.allFiles());
    return json.endObject().toString();
  }

  private static void action(JsonWriter json, String name, @Nullable Action action) {
    if (action != null) {
      json.rawField(name, ActionWriter.writeBare(action));
    }
  }

  private static void actions(
      JsonWriter json, String name, @Nullable List<? extends Action> actions) {
    if (actions != null) {
      json.beginArray(name);
      actions.forEach(action -> json.rawValue(ActionWriter.writeBare(action)));
      json.endArray();
    }
  }

  private static void numbers(JsonWriter json, String name, long[] numbers) {
    json.beginArray(name);
    LongStream.of(numbers).forEach(json::value);
    json.endArray();
  }
}
