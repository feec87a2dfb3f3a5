package io.moraine.log.action;

import java.util.Objects;

/**
 * What one feature or application keeps with the table under its own name.
 *
 * @param domain the name; {@code delta.…} are the protocol's own
 * @param configuration text of the domain's own format
 * @param removed whether this takes the domain away
 */
public record DomainMetadata(String domain, String configuration, boolean removed)
    implements Action {
  public DomainMetadata {
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(configuration, "configuration");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.domainMetadata(this);
  }
}
