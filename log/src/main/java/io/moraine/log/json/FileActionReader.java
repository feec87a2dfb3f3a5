package io.moraine.log.json;

import static io.moraine.log.json.ActionReader.mapOrEmpty;
import static io.moraine.log.json.ActionReader.mapOrNull;
import static io.moraine.log.json.ActionReader.require;

import io.moraine.core.json.JsonReader;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.RemoveFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code add} and {@code remove}. */
final class FileActionReader {
  private FileActionReader() {}

  static AddFile addFile(JsonReader json) {
    String path = null;
    Map<String, @Nullable String> partitionValues = Map.of();
    Long size = null;
    long modificationTime = 0;
    boolean dataChange = true;
    String stats = null;
    Map<String, @Nullable String> tags = null;
    DeletionVectorDescriptor deletionVector = null;
    Long baseRowId = null;
    Long defaultRowCommitVersion = null;
    String clusteringProvider = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "path" -> path = json.string();
        case "partitionValues" -> partitionValues = mapOrEmpty(json);
        case "size" -> size = json.longValue();
        case "modificationTime" -> modificationTime = json.longValue();
        case "dataChange" -> dataChange = json.booleanValue();
        case "stats" -> stats = json.stringOrNull();
        case "tags" -> tags = mapOrNull(json);
        case "deletionVector" -> deletionVector = deletionVector(json);
        case "baseRowId" -> baseRowId = json.longOrNull();
        case "defaultRowCommitVersion" -> defaultRowCommitVersion = json.longOrNull();
        case "clusteringProvider" -> clusteringProvider = json.stringOrNull();
        default -> json.skip();
      }
    }
    return new AddFile(
        require(path, "add", "path", json),
        partitionValues,
        require(size, "add", "size", json),
        modificationTime,
        dataChange,
        stats,
        tags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion,
        clusteringProvider);
  }

  static RemoveFile removeFile(JsonReader json) {
    String path = null;
    Long deletionTimestamp = null;
    boolean dataChange = true;
    Boolean extendedFileMetadata = null;
    Map<String, @Nullable String> partitionValues = null;
    Long size = null;
    String stats = null;
    Map<String, @Nullable String> tags = null;
    DeletionVectorDescriptor deletionVector = null;
    Long baseRowId = null;
    Long defaultRowCommitVersion = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "path" -> path = json.string();
        case "deletionTimestamp" -> deletionTimestamp = json.longOrNull();
        case "dataChange" -> dataChange = json.booleanValue();
        case "extendedFileMetadata" -> extendedFileMetadata = json.booleanOrNull();
        case "partitionValues" -> partitionValues = mapOrNull(json);
        case "size" -> size = json.longOrNull();
        case "stats" -> stats = json.stringOrNull();
        case "tags" -> tags = mapOrNull(json);
        case "deletionVector" -> deletionVector = deletionVector(json);
        case "baseRowId" -> baseRowId = json.longOrNull();
        case "defaultRowCommitVersion" -> defaultRowCommitVersion = json.longOrNull();
        default -> json.skip();
      }
    }
    return new RemoveFile(
        require(path, "remove", "path", json),
        deletionTimestamp,
        dataChange,
        extendedFileMetadata,
        partitionValues,
        size,
        stats,
        tags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion);
  }

  static @Nullable DeletionVectorDescriptor deletionVector(JsonReader json) {
    if (json.isNull()) {
      json.skip();
      return null;
    }
    String storageType = null;
    String pathOrInlineDv = null;
    Integer offset = null;
    Integer sizeInBytes = null;
    Long cardinality = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "storageType" -> storageType = json.string();
        case "pathOrInlineDv" -> pathOrInlineDv = json.string();
        case "offset" -> {
          if (json.isNull()) {
            json.skip();
          } else {
            offset = json.intValue();
          }
        }
        case "sizeInBytes" -> sizeInBytes = json.intValue();
        case "cardinality" -> cardinality = json.longValue();
        default -> json.skip();
      }
    }
    return new DeletionVectorDescriptor(
        require(storageType, "deletionVector", "storageType", json),
        require(pathOrInlineDv, "deletionVector", "pathOrInlineDv", json),
        offset,
        require(sizeInBytes, "deletionVector", "sizeInBytes", json),
        require(cardinality, "deletionVector", "cardinality", json));
  }
}
