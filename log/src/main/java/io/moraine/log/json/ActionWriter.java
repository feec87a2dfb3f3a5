package io.moraine.log.json;

import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes actions as JSON. */
public final class ActionWriter implements Action.Visitor<JsonWriter> {
  private final JsonWriter json;

  private ActionWriter(JsonWriter json) {
    this.json = json;
  }

  /** The action's JSON object, on one line without its end. */
  public static String write(Action action) {
    JsonWriter json = new JsonWriter().beginObject();
    action.accept(new ActionWriter(json));
    return json.endObject().toString();
  }

  /** The JSON object of the action's fields alone, as checksum files hold it. */
  public static String writeBare(Action action) {
    String text = write(action);
    return text.substring(text.indexOf(':') + 1, text.length() - 1);
  }

  @Override
  public JsonWriter protocol(Protocol protocol) {
    json.beginObject("protocol")
        .field("minReaderVersion", protocol.minReaderVersion())
        .field("minWriterVersion", protocol.minWriterVersion());
    if (protocol.namesReaderFeatures()) {
      json.field("readerFeatures", protocol.readerFeatures());
    }
    if (protocol.namesWriterFeatures()) {
      json.field("writerFeatures", protocol.writerFeatures());
    }
    return json.endObject();
  }

  @Override
  public JsonWriter metadata(Metadata metadata) {
    return json.beginObject("metaData")
        .field("id", metadata.id())
        .field("name", metadata.name())
        .field("description", metadata.description())
        .beginObject("format")
        .field("provider", metadata.format().provider())
        .field("options", metadata.format().options())
        .endObject()
        .field("schemaString", metadata.schemaString())
        .field("partitionColumns", metadata.partitionColumns())
        .field("configuration", metadata.configuration())
        .field("createdTime", metadata.createdTime())
        .endObject();
  }

  @Override
  public JsonWriter addFile(AddFile add) {
    json.beginObject("add")
        .field("path", add.path())
        .field("partitionValues", add.partitionValues())
        .field("size", add.size())
        .field("modificationTime", add.modificationTime())
        .field("dataChange", add.dataChange())
        .field("stats", add.stats());
    map("tags", add.tags());
    deletionVector(add.deletionVector());
    return json.field("baseRowId", add.baseRowId())
        .field("defaultRowCommitVersion", add.defaultRowCommitVersion())
        .field("clusteringProvider", add.clusteringProvider())
        .endObject();
  }

  @Override
  public JsonWriter removeFile(RemoveFile remove) {
    json.beginObject("remove")
        .field("path", remove.path())
        .field("deletionTimestamp", remove.deletionTimestamp())
        .field("dataChange", remove.dataChange())
        .field("extendedFileMetadata", remove.extendedFileMetadata());
    map("partitionValues", remove.partitionValues());
    json.field("size", remove.size()).field("stats", remove.stats());
    map("tags", remove.tags());
    deletionVector(remove.deletionVector());
    return json.field("baseRowId", remove.baseRowId())
        .field("defaultRowCommitVersion", remove.defaultRowCommitVersion())
        .endObject();
  }

  @Override
  public JsonWriter addCdcFile(AddCdcFile cdc) {
    json.beginObject("cdc")
        .field("path", cdc.path())
        .field("partitionValues", cdc.partitionValues())
        .field("size", cdc.size())
        .field("dataChange", cdc.dataChange());
    map("tags", cdc.tags());
    return json.endObject();
  }

  @Override
  public JsonWriter setTransaction(SetTransaction transaction) {
    return json.beginObject("txn")
        .field("appId", transaction.appId())
        .field("version", transaction.version())
        .field("lastUpdated", transaction.lastUpdated())
        .endObject();
  }

  @Override
  public JsonWriter domainMetadata(DomainMetadata domain) {
    return json.beginObject("domainMetadata")
        .field("domain", domain.domain())
        .field("configuration", domain.configuration())
        .field("removed", domain.removed())
        .endObject();
  }

  @Override
  public JsonWriter commitInfo(CommitInfo info) {
    json.beginObject("commitInfo");
    info.fields().forEach(json::rawField);
    return json.endObject();
  }

  @Override
  public JsonWriter checkpointMetadata(CheckpointMetadata checkpoint) {
    json.beginObject("checkpointMetadata").field("version", checkpoint.version());
    map("tags", checkpoint.tags());
    return json.endObject();
  }

  @Override
  public JsonWriter sidecar(Sidecar sidecar) {
    json.beginObject("sidecar")
        .field("path", sidecar.path())
        .field("sizeInBytes", sidecar.sizeInBytes())
        .field("modificationTime", sidecar.modificationTime());
    map("tags", sidecar.tags());
    return json.endObject();
  }

  private void map(String name, @Nullable Map<String, @Nullable String> map) {
    if (map != null) {
      json.field(name, map);
    }
  }

  private void deletionVector(@Nullable DeletionVectorDescriptor vector) {
    if (vector != null) {
      json.beginObject("deletionVector")
          .field("storageType", vector.storageType())
          .field("pathOrInlineDv", vector.pathOrInlineDv())
          .field("offset", vector.offset())
          .field("sizeInBytes", vector.sizeInBytes())
          .field("cardinality", vector.cardinality())
          .endObject();
    }
  }
}
