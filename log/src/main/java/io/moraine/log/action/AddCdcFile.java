package io.moraine.log.action;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds the rows changed by this version, for readers of changes.
 *
 * @param path as the log has it
 * @param size in bytes
 * @param dataChange always false by the protocol
 */
public record AddCdcFile(
    String path,
    Map<String, @Nullable String> partitionValues,
    long size,
    boolean dataChange,
    @Nullable Map<String, @Nullable String> tags)
    implements FileAction {
  public AddCdcFile {
    Objects.requireNonNull(path, "path");
    partitionValues = Copies.of(partitionValues);
    tags = Copies.ofNullable(tags);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.addCdcFile(this);
  }
}
