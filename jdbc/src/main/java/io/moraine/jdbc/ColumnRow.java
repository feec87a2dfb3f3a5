package io.moraine.jdbc;

import io.moraine.Rows;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.StructField;
import java.sql.DatabaseMetaData;

/** A column as {@code getColumns} tells of it. */
final class ColumnRow {
  private static final int RADIX = 10;

  private ColumnRow() {}

  /** Adds a row for the {@code place}th column of {@code table}. */
  static void add(Rows rows, String table, StructField field, int place) {
    boolean generated = has(field, "delta.generationExpression");
    boolean identity = has(field, "delta.identity.start");
    rows.add(
        null,
        null,
        table,
        field.name(),
        SqlTypes.code(field.type()),
        SqlTypes.name(field.type()),
        SqlTypes.precision(field.type()),
        null,
        SqlTypes.scale(field.type()),
        field.type().isNumeric() ? RADIX : null,
        field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        text(field, "comment"),
        text(field, "CURRENT_DEFAULT"),
        null,
        null,
        null,
        place,
        field.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        identity ? "YES" : "NO",
        generated ? "YES" : "NO");
  }

  private static boolean has(StructField field, String key) {
    return field.metadata().rawJson(key).isPresent();
  }

  private static String text(StructField field, String key) {
    return field
        .metadata()
        .rawJson(key)
        .map(json -> JsonReader.of(json, key).string())
        .orElse(null);
  }
}
