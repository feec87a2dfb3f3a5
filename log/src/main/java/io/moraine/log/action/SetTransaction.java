package io.moraine.log.action;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far an application has written into the table.
 *
 * @param version the application's own; may go down
 * @param lastUpdated milliseconds since 1970-01-01T00:00Z, if known
 */
public record SetTransaction(String appId, long version, @Nullable Long lastUpdated)
    implements Action {
  public SetTransaction {
    Objects.requireNonNull(appId, "appId");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.setTransaction(this);
  }
}
