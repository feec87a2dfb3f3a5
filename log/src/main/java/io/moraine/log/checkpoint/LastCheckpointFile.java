package io.moraine.log.checkpoint;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Sidecar;
import io.moraine.log.checkpoint.CheckpointWriter.Written;
import io.moraine.log.segment.JsonChecksum;
import java.nio.charset.StandardCharsets;

/**
 * The content of {@code _last_checkpoint}, which tells readers where to start.
 *
 * @param written the checkpoint
 */
record LastCheckpointFile(Written written) {
  /** More sidecars than that are found in the checkpoint itself, as with Spark. */
  private static final int MAX_SIDECARS = 30;

  /** The JSON, with its checksum, of a checkpoint in {@code store}. */
  byte[] content(ObjectStore store) {
    // Readers that do not know the checksum rely on it that the first fields are in one piece.
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("version", written.version())
            .field("size", written.actions())
            .field("sizeInBytes", written.sizeBytes())
            .field("numOfAddFiles", written.addFiles());
    if (!written.key().equals(CheckpointWriter.classicKey(written.version()))) {
      v2Checkpoint(store.status(written.key()), json);
    }
    return JsonChecksum.sign(json.endObject().toString()).getBytes(StandardCharsets.UTF_8);
  }

  private void v2Checkpoint(ObjectStatus status, JsonWriter json) {
    json.beginObject("v2Checkpoint")
        .field("path", status.name())
        .field("sizeInBytes", status.sizeBytes())
        .field("modificationTime", status.modifiedMillis());
    if (written.sidecars().size() <= MAX_SIDECARS) {
      json.name("sidecarFiles").beginArray();
      for (Sidecar sidecar : written.sidecars()) {
        json.beginObject()
            .field("path", sidecar.path())
            .field("sizeInBytes", sidecar.sizeInBytes())
            .field("modificationTime", sidecar.modificationTime());
        if (sidecar.tags() != null) {
          json.field("tags", sidecar.tags());
        }
        json.endObject();
      }
      json.endArray();
    }
    json.endObject();
  }
}
