package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.rule.ColumnMarks;
import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * ALTER TABLE … REPLACE COLUMNS: the table has the columns that are named, in that order, and no
 * others. Those that it has already keep their values; types may become wider where the table
 * allows it; new ones are null.
 */
record ColumnReplacement(Binder binder, DeltaTable table, ColumnAlterations alterations) {

  Alteration replace(AlterAction.ReplaceColumns action) {
    StructType before = table.schema();
    List<StructField> fields = new ArrayList<>();
    Set<Integer> kept = new HashSet<>();
    JsonWriter names = new JsonWriter().beginArray();
    for (ColumnDefinition column : action.columns()) {
      StructField field = new ColumnFields(binder).field(column);
      OptionalInt own = before.ordinalOf(field.name());
      if (own.isPresent()) {
        kept.add(own.getAsInt());
        fields.add(changed(before.field(own.getAsInt()), field, column));
      } else {
        ColumnAlterations.requireAddable(column);
        fields.add(field);
      }
      names.value(field.name());
    }
    for (int i = 0; i < before.size(); i++) {
      if (!kept.contains(i)) {
        alterations.requireDroppable(List.of(before.field(i).name()));
      }
    }
    return Alteration.of(
        "REPLACE COLUMNS",
        Map.of("columns", names.endArray().toString()),
        alterations.mapped(StructType.of(fields)));
  }

  private StructField changed(StructField old, StructField now, ColumnDefinition column) {
    if (old.nullable() && !now.nullable()) {
      throw new InvalidInputException(
          "Column '%s' may be null: ALTER COLUMN … SET NOT NULL looks whether it is"
              .formatted(old.name()));
    }
    StructField changed = old.withNullable(now.nullable());
    if (column.comment().isPresent()) {
      changed =
          changed.withMetadata(ColumnFields.commented(changed.metadata(), column.comment().get()));
    }
    boolean sameLength =
        ColumnMarks.text(old, ColumnMarks.CHAR_TYPE)
            .equals(ColumnMarks.text(now, ColumnMarks.CHAR_TYPE));
    if (isSame(old.type(), now.type()) && sameLength) {
      return changed;
    }
    TableProperties properties = table.snapshot().properties();
    if (!sameLength
        || old.type().isNested()
        || now.type().isNested()
        || !properties.isOn("delta.enableTypeWidening")) {
      throw new InvalidInputException(
          "Column '%s' cannot become %s by REPLACE COLUMNS, it is %s: ALTER COLUMN changes types one by one, where table property delta.enableTypeWidening is true"
              .formatted(old.name(), now.type().sql(), old.type().sql()));
    }
    return TypeWidening.widened(changed, List.of(), now.type());
  }

  /** Whether two types are the same but for what a schema says of fields, and nullability. */
  private static boolean isSame(DataType one, DataType other) {
    if (one instanceof StructType a && other instanceof StructType b) {
      if (!a.names().equals(b.names())) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!isSame(a.field(i).type(), b.field(i).type())) {
          return false;
        }
      }
      return true;
    } else if (one instanceof DataType.Array a && other instanceof DataType.Array b) {
      return isSame(a.element(), b.element());
    } else if (one instanceof DataType.MapOf a && other instanceof DataType.MapOf b) {
      return isSame(a.key(), b.key()) && isSame(a.value(), b.value());
    }
    return one.equals(other);
  }
}
