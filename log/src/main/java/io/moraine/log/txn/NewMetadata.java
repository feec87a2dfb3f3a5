package io.moraine.log.txn;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.IcebergCompatibility;
import io.moraine.log.feature.RequiredFeatures;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change of a table's metadata must have, and what it gets besides. */
final class NewMetadata {
  private final String table;
  private final Environment environment;
  private final @Nullable Snapshot before;

  NewMetadata(String table, Environment environment, @Nullable Snapshot before) {
    this.table = table;
    this.environment = environment;
    this.before = before;
  }

  /**
   * {@code metadata} with the properties that writers set for themselves.
   *
   * @throws InvalidInputException if it uses what {@code protocol} does not allow, or switches on
   *     what cannot be switched on in a table with these files
   */
  Metadata complete(Protocol protocol, Metadata metadata) {
    requireFeatures(protocol, metadata);
    IcebergCompatibility.problem(
            metadata,
            Optional.ofNullable(before).map(Snapshot::metadata),
            before != null && before.files().size() > 0)
        .ifPresent(
            problem -> {
              throw refusal(problem);
            });
    TableProperties properties = new TableProperties(metadata.configuration());
    if (!properties.enableRowTracking()) {
      return metadata;
    }
    if (properties.rowTrackingSuspended()) {
      throw refusal(
          "delta.enableRowTracking and delta.rowTrackingSuspended are both true, of which one must"
              + " be false");
    }
    if (before != null && !before.properties().enableRowTracking()) {
      for (AddFile file : before.files()) {
        if (file.baseRowId() == null) {
          throw refusal(
              "delta.enableRowTracking cannot be true while there are files whose rows have no ids, such as %s"
                  .formatted(file.path()));
        }
      }
    }
    Map<String, @Nullable String> named = new LinkedHashMap<>(metadata.configuration());
    if (properties.materializedRowIdColumn().isEmpty()) {
      named.put(TableProperties.ROW_ID_COLUMN, "_row-id-col-" + environment.newId());
    }
    if (properties.materializedRowCommitVersionColumn().isEmpty()) {
      named.put(
          TableProperties.ROW_COMMIT_VERSION_COLUMN,
          "_row-commit-version-col-" + environment.newId());
    }
    return metadata.withConfiguration(named);
  }

  private void requireFeatures(Protocol protocol, Metadata metadata) {
    Set<String> supported = SupportedFeatures.of(protocol);
    List<String> lacking =
        RequiredFeatures.of(metadata).stream()
            .map(TableFeature::protocolName)
            .filter(name -> !supported.contains(name) && !supported.contains(name + "-preview"))
            .toList();
    if (!lacking.isEmpty()) {
      throw refusal(
          "its schema and properties need table features that its protocol lacks: "
              + String.join(", ", lacking));
    }
  }

  private InvalidInputException refusal(String problem) {
    return new InvalidInputException("Cannot commit to %s: %s".formatted(table, problem));
  }
}
