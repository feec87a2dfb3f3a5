package io.moraine.log.checksum;

import io.moraine.core.json.JsonReader;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.json.ActionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads a checksum's JSON. Fields that the protocol does not name are passed over. */
final class ChecksumReader {
  private @Nullable String txnId;
  private @Nullable Long tableSizeBytes;
  private @Nullable Long numFiles;
  private @Nullable Long numDeletedRecords;
  private @Nullable Long numDeletionVectors;
  private @Nullable Long inCommitTimestamp;
  private @Nullable List<SetTransaction> setTransactions;
  private @Nullable List<DomainMetadata> domainMetadata;
  private @Nullable Metadata metadata;
  private @Nullable Protocol protocol;
  private @Nullable FileSizeHistogram fileSizeHistogram;
  private @Nullable DeletedRecordCounts deletedRecordCounts;
  private @Nullable List<AddFile> allFiles;

  private ChecksumReader() {}

  static VersionChecksum read(JsonReader json) {
    ChecksumReader reader = new ChecksumReader();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (json.isNull()) {
        json.skip();
      } else {
        reader.field(name, json);
      }
    }
    Long bytes = reader.tableSizeBytes;
    Long files = reader.numFiles;
    if (bytes == null || files == null || bytes < 0 || files < 0) {
      throw json.corrupt(
          "a checksum needs tableSizeBytes and numFiles of at least 0, found %s and %s"
              .formatted(bytes, files));
    }
    return new VersionChecksum(
        reader.txnId,
        bytes,
        files,
        reader.numDeletedRecords,
        reader.numDeletionVectors,
        reader.inCommitTimestamp,
        reader.setTransactions,
        reader.domainMetadata,
        reader.metadata,
        reader.protocol,
        reader.fileSizeHistogram,
        reader.deletedRecordCounts,
        reader.allFiles);
  }

  private void field(String name, JsonReader json) {
    switch (name) {
      case "txnId" -> txnId = json.string();
      case "tableSizeBytes" -> tableSizeBytes = json.longValue();
      case "numFiles" -> numFiles = json.longValue();
      case "numDeletedRecordsOpt" -> numDeletedRecords = json.longValue();
      case "numDeletionVectorsOpt" -> numDeletionVectors = json.longValue();
      case "inCommitTimestampOpt" -> inCommitTimestamp = json.longValue();
      case "numMetadata", "numProtocol" -> requireOne(name, json);
      case "setTransactions" -> setTransactions = list(json, ActionReader::transaction);
      case "domainMetadata" -> domainMetadata = list(json, ActionReader::domain);
      case "metadata" -> metadata = ActionReader.metadata(json);
      case "protocol" -> protocol = ActionReader.protocol(json);
      // The protocol's name, and the one that Spark has written from of old.
      case "fileSizeHistogram", "histogramOpt" -> fileSizeHistogram = sizes(json);
      case "deletedRecordCountsHistogramOpt" -> deletedRecordCounts = deleted(json);
      case "allFiles" -> allFiles = list(json, ActionReader::addFile);
      default -> json.skip();
    }
  }

  private static void requireOne(String name, JsonReader json) {
    long found = json.longValue();
    if (found != 1) {
      throw json.corrupt("%s must be 1, found %d".formatted(name, found));
    }
  }

  private static <T> List<T> list(JsonReader json, Function<JsonReader, T> element) {
    List<T> list = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      list.add(element.apply(json));
    }
    return list;
  }

  private static long[] numbers(JsonReader json) {
    LongStream.Builder numbers = LongStream.builder();
    json.beginArray();
    while (json.nextElement()) {
      numbers.add(json.longValue());
    }
    return numbers.build().toArray();
  }

  private static FileSizeHistogram sizes(JsonReader json) {
    long[] boundaries = {};
    long[] counts = {};
    long[] bytes = {};
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "sortedBinBoundaries" -> boundaries = numbers(json);
        case "fileCounts" -> counts = numbers(json);
        case "totalBytes" -> bytes = numbers(json);
        default -> json.skip();
      }
    }
    try {
      return new FileSizeHistogram(boundaries, counts, bytes);
    } catch (IllegalArgumentException e) {
      throw json.corrupt(e.getMessage());
    }
  }

  private static @Nullable DeletedRecordCounts deleted(JsonReader json) {
    long[] counts = {};
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals("deletedRecordCounts")) {
        counts = numbers(json);
      } else {
        json.skip();
      }
    }
    return counts.length == DeletedRecordCounts.BINS
        ? new DeletedRecordCounts(LongStream.of(counts).boxed().toList())
        : null;
  }
}
