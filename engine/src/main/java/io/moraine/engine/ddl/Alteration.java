package io.moraine.engine.ddl;

import io.moraine.log.action.Action;
import io.moraine.log.action.Metadata;
import io.moraine.log.feature.TableFeature;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one ALTER TABLE makes of a table.
 *
 * @param operation its name in the table's history
 * @param parameters what the history says of it
 * @param metadata the table's from then on
 * @param features that the table's protocol is to have besides those that it uses
 * @param actions further ones of the commit
 * @param reads whether it depends on all rows that the table has
 */
record Alteration(
    String operation,
    Map<String, String> parameters,
    Metadata metadata,
    Set<TableFeature> features,
    List<Action> actions,
    boolean reads) {
  Alteration {
    parameters = Map.copyOf(parameters);
    features = Set.copyOf(features);
    actions = List.copyOf(actions);
  }

  /** A change of nothing but metadata. */
  static Alteration of(String operation, Map<String, String> parameters, Metadata metadata) {
    return new Alteration(operation, parameters, metadata, Set.of(), List.of(), false);
  }

  /** The same, depending on all rows that the table has. */
  Alteration readingRows() {
    return new Alteration(operation, parameters, metadata, features, actions, true);
  }

  /** The same, with {@code action} in the commit. */
  Alteration with(Action action) {
    return new Alteration(operation, parameters, metadata, features, List.of(action), reads);
  }

  /** The same, with {@code more} in the protocol. */
  Alteration withFeatures(Set<TableFeature> more) {
    return new Alteration(operation, parameters, metadata, more, actions, reads);
  }
}
