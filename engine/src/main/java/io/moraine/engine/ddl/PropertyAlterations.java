package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.rule.RowChecks;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.text.SqlText;
import io.moraine.log.action.Metadata;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.PropertyNames;
import io.moraine.log.property.TableProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The changes of properties and constraints that ALTER TABLE makes. */
final class PropertyAlterations {
  private static final String MODE = "delta.columnMapping.mode";

  private final Binder binder;
  private final DeltaTable table;
  private final Metadata before;

  PropertyAlterations(Binder binder, DeltaTable table) {
    this.binder = binder;
    this.table = table;
    this.before = table.snapshot().metadata();
  }

  Alteration set(AlterAction.SetProperties action) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Property property : action.properties()) {
      given.put(property.key(), property.value());
    }
    Map<String, String> kept = PropertyNames.spelled(ProtocolUpgrade.withoutRequests(given));
    new TableProperties(new LinkedHashMap<>(kept)).requireUsers();
    for (String key : kept.keySet()) {
      if (CheckConstraints.isKey(key)) {
        throw new InvalidInputException(
            "Table property '%s' cannot be set: ALTER TABLE … ADD CONSTRAINT looks at the rows that there are, too"
                .formatted(key));
      }
    }
    Map<String, @Nullable String> all = new LinkedHashMap<>(before.configuration());
    all.putAll(kept);
    return Alteration.of("SET TBLPROPERTIES", Map.of("properties", json(given)), configured(all))
        .withFeatures(ProtocolUpgrade.requests(given));
  }

  private static String json(Map<String, String> properties) {
    JsonWriter json = new JsonWriter().beginObject();
    properties.forEach(json::field);
    return json.endObject().toString();
  }

  /** The table's metadata with {@code all} as its properties, and what follows from them. */
  private Metadata configured(Map<String, @Nullable String> all) {
    ColumnMappingMode old = new TableProperties(before.configuration()).columnMappingMode();
    ColumnMappingMode now = new TableProperties(all).columnMappingMode();
    Metadata metadata = before.withConfiguration(all);
    if (old == now) {
      return metadata;
    }
    if (old != ColumnMappingMode.NONE || now != ColumnMappingMode.NAME) {
      throw new InvalidInputException(
          "Table property %s cannot become '%s' where it is '%s': files that are there would not be read rightly; only 'none' can become 'name'"
              .formatted(
                  MODE,
                  now.name().toLowerCase(java.util.Locale.ROOT),
                  old.name().toLowerCase(java.util.Locale.ROOT)));
    }
    // Columns of files that are there keep the names that they have in these.
    return mapped(metadata, UnaryOperator.identity());
  }

  /** {@code metadata} with ids and physical names for the fields that have none. */
  static Metadata mapped(Metadata metadata, UnaryOperator<String> physicalNames) {
    long highest =
        new TableProperties(metadata.configuration())
            .text(MappedSchema.MAX_COLUMN_ID)
            .map(Long::parseLong)
            .orElse(0L);
    MappedSchema mapped = new MappedSchema(highest, physicalNames);
    Metadata with = metadata.withSchema(mapped.map(metadata.parseSchema()));
    Map<String, @Nullable String> configuration = new LinkedHashMap<>(metadata.configuration());
    configuration.put(MappedSchema.MAX_COLUMN_ID, Long.toString(mapped.maxId()));
    return with.withConfiguration(configuration);
  }

  Alteration unset(AlterAction.UnsetProperties action) {
    Map<String, @Nullable String> left = new LinkedHashMap<>(before.configuration());
    Map<String, @Nullable String> named = new LinkedHashMap<>();
    action.keys().forEach(key -> named.put(key, ""));
    JsonWriter keys = new JsonWriter().beginArray();
    new TableProperties(named).requireUsers();
    for (String key : PropertyNames.spelled(named).keySet()) {
      if (CheckConstraints.isKey(key)) {
        throw new InvalidInputException(
            "Table property '%s' cannot be unset: use ALTER TABLE … DROP CONSTRAINT"
                .formatted(key));
      }
      if (left.remove(key) == null && !action.ifExists()) {
        throw new InvalidInputException(
            "There is no table property '%s' to unset; IF EXISTS passes over it".formatted(key));
      }
      keys.value(key);
    }
    return Alteration.of(
        "UNSET TBLPROPERTIES", Map.of("properties", keys.endArray().toString()), configured(left));
  }

  Alteration addConstraint(AlterAction.AddConstraint action) {
    String name = action.constraint().name().text();
    String sql = SqlText.of(action.constraint().condition());
    String key = CheckConstraints.key(name);
    if (before.configuration().containsKey(key)) {
      throw new InvalidInputException(
          "There is a constraint '%s' already: %s"
              .formatted(name, before.configuration().get(key)));
    }
    Map<String, @Nullable String> all = new LinkedHashMap<>(before.configuration());
    all.put(key, sql);
    Metadata after = before.withConfiguration(all);
    TableRules rules =
        new TableRules(table.name(), table.schema(), new TableProperties(all), binder.evaluation());
    TreeSet<Integer> columns = new TreeSet<>();
    IntStream.range(0, table.schema().size())
        .filter(column -> rules.isNeededBy(name, sql, column))
        .forEach(columns::add);
    new ExistingRows(table).requireAll(RowChecks.ofConstraint(rules, name, sql), columns);
    return Alteration.of("ADD CONSTRAINT", Map.of("name", name, "expr", sql), after).readingRows();
  }

  Alteration dropConstraint(AlterAction.DropConstraint action) {
    String name = action.name().text();
    Map<String, @Nullable String> left = new LinkedHashMap<>(before.configuration());
    String sql = left.remove(CheckConstraints.key(name));
    if (sql == null && !action.ifExists()) {
      throw new InvalidInputException(
          "There is no constraint '%s'; there are: %s"
              .formatted(
                  name,
                  String.join(
                      ", ",
                      List.copyOf(table.snapshot().properties().checkConstraints().keySet()))));
    }
    return Alteration.of(
        "DROP CONSTRAINT",
        Map.of("name", name, "existed", Boolean.toString(sql != null)),
        before.withConfiguration(left));
  }
}
