package io.moraine.log.action;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds some of a V2 checkpoint's file actions. Never in a commit.
 *
 * @param path a name within {@code _delta_log/_sidecars}
 * @param modificationTime milliseconds since 1970-01-01T00:00Z
 */
public record Sidecar(
    String path,
    long sizeInBytes,
    long modificationTime,
    @Nullable Map<String, @Nullable String> tags)
    implements Action {
  public Sidecar {
    Objects.requireNonNull(path, "path");
    tags = Copies.ofNullable(tags);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.sidecar(this);
  }
}
