package io.moraine.log.checkpoint;

import io.moraine.core.json.JsonWriter;
import io.moraine.log.segment.JsonChecksum;
import java.nio.charset.StandardCharsets;

/**
 * The content of {@code _last_checkpoint}, which tells readers where to start.
 *
 * @param version the checkpoint's
 * @param size how many actions it holds
 * @param sizeInBytes its file's size
 * @param numOfAddFiles how many of the actions are adds
 */
record LastCheckpointFile(long version, long size, long sizeInBytes, long numOfAddFiles) {
  /** The JSON, with its checksum. */
  byte[] content() {
    // Readers that do not know the checksum rely on it that the first fields are in one piece.
    String fields =
        new JsonWriter()
            .beginObject()
            .field("version", version)
            .field("size", size)
            .field("sizeInBytes", sizeInBytes)
            .field("numOfAddFiles", numOfAddFiles)
            .endObject()
            .toString();
    return JsonChecksum.sign(fields).getBytes(StandardCharsets.UTF_8);
  }
}
