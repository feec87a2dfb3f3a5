package io.moraine.compaction.restore;

import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table's metadata as it was, but for what may never go back: its id, numbers that were given out
 * to rows and columns, and its protocol.
 */
final class RestoredMetadata {
  private static final String MAX_COLUMN_ID = "delta.columnMapping.maxColumnId";
  private static final String ROW_TRACKING = "delta.rowTracking";
  private static final String IDENTITY_STEP = "delta.identity.step";
  private static final String IDENTITY_MARK = "delta.identity.highWaterMark";
  private static final String CHECKPOINT_PROTECTION =
      "delta.requireCheckpointProtectionBeforeVersion";

  private final Snapshot current;
  private final Snapshot target;

  RestoredMetadata(Snapshot current, Snapshot target) {
    this.current = current;
    this.target = target;
  }

  /** The table's metadata from now on. */
  Metadata metadata() {
    Metadata old = target.metadata();
    StructType schema = old.parseSchema();
    StructType marked = withMarks(schema, current.metadata().parseSchema());
    Metadata restored =
        new Metadata(
            current.metadata().id(),
            old.name(),
            old.description(),
            old.format(),
            old.schemaString(),
            old.partitionColumns(),
            old.createdTime(),
            configuration());
    return marked.equals(schema) ? restored : restored.withSchema(marked);
  }

  private Map<String, @Nullable String> configuration() {
    Map<String, @Nullable String> now = current.metadata().configuration();
    Map<String, @Nullable String> configuration =
        new LinkedHashMap<>(target.metadata().configuration());
    for (String kept :
        List.of(
            TableProperties.ROW_ID_COLUMN,
            TableProperties.ROW_COMMIT_VERSION_COLUMN,
            CHECKPOINT_PROTECTION)) {
      if (now.containsKey(kept)) {
        configuration.put(kept, now.get(kept));
      }
    }
    String highest = now.get(MAX_COLUMN_ID);
    String before = configuration.get(MAX_COLUMN_ID);
    if (highest != null && (before == null || Long.parseLong(before) < Long.parseLong(highest))) {
      configuration.put(MAX_COLUMN_ID, highest);
    }
    return configuration;
  }

  /** The columns of {@code old}, numbering rows on from where {@code now} is. */
  private static StructType withMarks(StructType old, StructType now) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : old.fields()) {
      Optional<Long> mark = number(field, IDENTITY_MARK);
      Optional<Long> later =
          now.ordinalOf(field.name()).isPresent()
              ? number(now.field(field.name()), IDENTITY_MARK)
              : Optional.empty();
      boolean down = number(field, IDENTITY_STEP).orElse(1L) < 0;
      boolean further =
          later.isPresent()
              && (mark.isEmpty() || (down ? later.get() < mark.get() : later.get() > mark.get()));
      fields.add(
          further
              ? field.withMetadata(field.metadata().with(IDENTITY_MARK, Long.toString(later.get())))
              : field);
    }
    return StructType.of(fields);
  }

  private static Optional<Long> number(StructField field, String key) {
    return field.metadata().rawJson(key).map(text -> Long.parseLong(text.strip()));
  }

  /** The table's protocol from now on: today's, with what the old version needs besides. */
  Protocol protocol() {
    List<TableFeature> features =
        SupportedFeatures.of(target.protocol()).stream()
            .map(TableFeature::named)
            .flatMap(Optional::stream)
            .toList();
    return ProtocolUpgrade.with(current.protocol(), features);
  }

  /** What makes today's metadata domains those of old; ids of rows go on. */
  List<DomainMetadata> domains() {
    List<DomainMetadata> changes = new ArrayList<>();
    target
        .domainMetadata()
        .forEach(
            (name, domain) -> {
              if (!name.equals(ROW_TRACKING)
                  && !domain.equals(current.domainMetadata().get(name))) {
                changes.add(domain);
              }
            });
    current
        .domainMetadata()
        .forEach(
            (name, domain) -> {
              if (!name.equals(ROW_TRACKING) && !target.domainMetadata().containsKey(name)) {
                changes.add(new DomainMetadata(name, domain.configuration(), true));
              }
            });
    return changes;
  }
}
