package io.moraine.log.json;

import io.moraine.core.json.JsonReader;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads actions from JSON. */
public final class ActionReader {
  private ActionReader() {}

  /**
   * Hands the action in the object on which {@code json} stands to {@code sink}; none, if it is of
   * a kind that the protocol does not name.
   *
   * @throws io.moraine.core.error.CorruptFileException if a field that the action needs is missing
   *     or of another kind than the protocol's
   */
  public static void read(JsonReader json, Consumer<Action> sink) {
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      Action action = json.isNull() ? null : action(name, json);
      if (action == null) {
        json.skip();
      } else {
        sink.accept(action);
      }
    }
  }

  /** The action called {@code name}; null, with nothing consumed, if it is not known. */
  private static @Nullable Action action(String name, JsonReader json) {
    return switch (name) {
      case "add" -> addFile(json);
      case "remove" -> FileActionReader.removeFile(json);
      case "cdc" -> cdc(json);
      case "protocol" -> protocol(json);
      case "metaData" -> metadata(json);
      case "txn" -> transaction(json);
      case "domainMetadata" -> domain(json);
      case "commitInfo" -> commitInfo(json);
      case "checkpointMetadata" -> checkpointMetadata(json);
      case "sidecar" -> sidecar(json);
      default -> null;
    };
  }

  static <T> T require(@Nullable T value, String action, String field, JsonReader json) {
    if (value == null) {
      throw json.corrupt("the action '%s' before this place lacks '%s'".formatted(action, field));
    }
    return value;
  }

  static @Nullable Map<String, @Nullable String> mapOrNull(JsonReader json) {
    if (json.isNull()) {
      json.skip();
      return null;
    }
    return json.stringMap();
  }

  static Map<String, @Nullable String> mapOrEmpty(JsonReader json) {
    Map<String, @Nullable String> map = mapOrNull(json);
    return map == null ? Map.of() : map;
  }

  private static Set<String> features(JsonReader json) {
    if (json.isNull()) {
      json.skip();
      return Set.of();
    }
    return new LinkedHashSet<>(json.stringList());
  }

  /** Parses {@code add}, also by itself, as checksum files hold it. */
  public static AddFile addFile(JsonReader json) {
    return FileActionReader.addFile(json);
  }

  /** Parses {@code protocol}, also by itself, as checksum files hold it. */
  public static Protocol protocol(JsonReader json) {
    Integer reader = null;
    Integer writer = null;
    Set<String> readerFeatures = Set.of();
    Set<String> writerFeatures = Set.of();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "minReaderVersion" -> reader = json.intValue();
        case "minWriterVersion" -> writer = json.intValue();
        case "readerFeatures" -> readerFeatures = features(json);
        case "writerFeatures" -> writerFeatures = features(json);
        default -> json.skip();
      }
    }
    int minReader = require(reader, "protocol", "minReaderVersion", json);
    int minWriter = require(writer, "protocol", "minWriterVersion", json);
    if (minReader < 1 || minWriter < 1) {
      throw json.corrupt(
          "protocol versions start at 1, found reader %d, writer %d"
              .formatted(minReader, minWriter));
    }
    return new Protocol(minReader, minWriter, readerFeatures, writerFeatures);
  }

  /** Parses {@code metaData}, also by itself, as checksum files hold it. */
  public static Metadata metadata(JsonReader json) {
    String id = null;
    String tableName = null;
    String description = null;
    Metadata.Format format = Metadata.Format.PARQUET;
    String schemaString = Metadata.NO_COLUMNS;
    List<String> partitionColumns = List.of();
    Long createdTime = null;
    Map<String, @Nullable String> configuration = Map.of();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (json.isNull()) {
        json.skip();
        continue;
      }
      switch (name) {
        case "id" -> id = json.string();
        case "name" -> tableName = json.string();
        case "description" -> description = json.string();
        case "format" -> format = format(json);
        case "schemaString" -> schemaString = json.string();
        case "partitionColumns" -> partitionColumns = json.stringList();
        case "createdTime" -> createdTime = json.longValue();
        case "configuration" -> configuration = json.stringMap();
        default -> json.skip();
      }
    }
    return new Metadata(
        require(id, "metaData", "id", json),
        tableName,
        description,
        format,
        schemaString,
        partitionColumns,
        createdTime,
        configuration);
  }

  private static Metadata.Format format(JsonReader json) {
    String provider = "parquet";
    Map<String, @Nullable String> options = Map.of();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "provider" -> provider = json.string();
        case "options" -> options = mapOrEmpty(json);
        default -> json.skip();
      }
    }
    return new Metadata.Format(provider, options);
  }

  private static AddCdcFile cdc(JsonReader json) {
    String path = null;
    Map<String, @Nullable String> partitionValues = Map.of();
    long size = 0;
    boolean dataChange = false;
    Map<String, @Nullable String> tags = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "path" -> path = json.string();
        case "partitionValues" -> partitionValues = mapOrEmpty(json);
        case "size" -> size = json.longValue();
        case "dataChange" -> dataChange = json.booleanValue();
        case "tags" -> tags = mapOrNull(json);
        default -> json.skip();
      }
    }
    return new AddCdcFile(
        require(path, "cdc", "path", json), partitionValues, size, dataChange, tags);
  }

  /** Parses {@code txn}, also by itself, as checksum files hold it. */
  public static SetTransaction transaction(JsonReader json) {
    String appId = null;
    Long version = null;
    Long lastUpdated = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "appId" -> appId = json.string();
        case "version" -> version = json.longValue();
        case "lastUpdated" -> lastUpdated = json.longOrNull();
        default -> json.skip();
      }
    }
    return new SetTransaction(
        require(appId, "txn", "appId", json),
        require(version, "txn", "version", json),
        lastUpdated);
  }

  /** Parses {@code domainMetadata}, also by itself, as checksum files hold it. */
  public static DomainMetadata domain(JsonReader json) {
    String domain = null;
    String configuration = null;
    boolean removed = false;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "domain" -> domain = json.string();
        case "configuration" -> configuration = json.string();
        case "removed" -> removed = json.booleanValue();
        default -> json.skip();
      }
    }
    return new DomainMetadata(
        require(domain, "domainMetadata", "domain", json),
        require(configuration, "domainMetadata", "configuration", json),
        removed);
  }

  private static CommitInfo commitInfo(JsonReader json) {
    Map<String, String> fields = new LinkedHashMap<>();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      fields.put(name, json.raw());
    }
    return new CommitInfo(fields);
  }

  private static CheckpointMetadata checkpointMetadata(JsonReader json) {
    Long version = null;
    Map<String, @Nullable String> tags = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "version" -> version = json.longValue();
        case "tags" -> tags = mapOrNull(json);
        default -> json.skip();
      }
    }
    return new CheckpointMetadata(require(version, "checkpointMetadata", "version", json), tags);
  }

  private static Sidecar sidecar(JsonReader json) {
    String path = null;
    long sizeInBytes = 0;
    long modificationTime = 0;
    Map<String, @Nullable String> tags = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "path" -> path = json.string();
        case "sizeInBytes" -> sizeInBytes = json.longValue();
        case "modificationTime" -> modificationTime = json.longValue();
        case "tags" -> tags = mapOrNull(json);
        default -> json.skip();
      }
    }
    return new Sidecar(require(path, "sidecar", "path", json), sizeInBytes, modificationTime, tags);
  }
}
