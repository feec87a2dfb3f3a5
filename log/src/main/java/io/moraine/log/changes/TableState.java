package io.moraine.log.changes;

import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableHeader;

/** What is in force at a version of a table, besides its files. */
public record TableState(Protocol protocol, Metadata metadata) {
  /** What is in force in {@code snapshot}. */
  public static TableState of(Snapshot snapshot) {
    return new TableState(snapshot.protocol(), snapshot.metadata());
  }

  /** What is in force by {@code header}. */
  static TableState of(TableHeader header) {
    return new TableState(header.protocol(), header.metadata());
  }

  /** What is in force after {@code actions}. */
  TableState after(Iterable<? extends Action> actions) {
    Protocol newProtocol = protocol;
    Metadata newMetadata = metadata;
    for (Action action : actions) {
      if (action instanceof Protocol changed) {
        newProtocol = changed;
      } else if (action instanceof Metadata changed) {
        newMetadata = changed;
      }
    }
    return newProtocol.equals(protocol) && newMetadata.equals(metadata)
        ? this
        : new TableState(newProtocol, newMetadata);
  }

  /** The columns, with their logical names; parses them. */
  public StructType schema() {
    return metadata.parseSchema();
  }

  /** The table's properties, typed. */
  public TableProperties properties() {
    return new TableProperties(metadata.configuration());
  }

  /** How columns are found in files. */
  public ColumnMappingMode columnMappingMode() {
    return FeatureGate.columnMappingMode(protocol, metadata);
  }
}
