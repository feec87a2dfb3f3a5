package io.moraine.log.action;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks a checkpoint of the V2 specification. Never in a commit. */
public record CheckpointMetadata(long version, @Nullable Map<String, @Nullable String> tags)
    implements Action {
  public CheckpointMetadata {
    tags = Copies.ofNullable(tags);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.checkpointMetadata(this);
  }
}
