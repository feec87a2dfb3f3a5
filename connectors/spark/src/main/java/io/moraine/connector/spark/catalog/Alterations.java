package io.moraine.connector.spark.catalog;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.TableChange;

/** Says Spark's changes of a table as statements of Moraine's, which run in order. */
public final class Alterations {
  private Alterations() {}

  /**
   * The statements, without {@code ALTER TABLE} and the table's name; properties that are set
   * together are one.
   */
  public static List<String> of(TableChange... changes) {
    List<String> statements = new ArrayList<>();
    Map<String, String> set = new TreeMap<>();
    for (TableChange change : changes) {
      if (change instanceof TableChange.SetProperty property) {
        set.put(property.property(), property.value());
      } else {
        statements.add(statement(change));
      }
    }
    if (!set.isEmpty()) {
      statements.add(
          set.entrySet().stream()
              .map(entry -> text(entry.getKey()) + " = " + text(entry.getValue()))
              .collect(Collectors.joining(", ", "SET TBLPROPERTIES (", ")")));
    }
    return statements;
  }

  private static String statement(TableChange change) {
    if (change instanceof TableChange.RemoveProperty property) {
      return "UNSET TBLPROPERTIES IF EXISTS (%s)".formatted(text(property.property()));
    } else if (change instanceof TableChange.AddColumn column) {
      return "ADD COLUMNS (%s)".formatted(declared(column));
    } else if (change instanceof TableChange.RenameColumn column) {
      return "RENAME COLUMN %s TO %s"
          .formatted(name(column.fieldNames()), quoted(column.newName()));
    } else if (change instanceof TableChange.DeleteColumn column) {
      return "DROP COLUMN %s%s"
          .formatted(column.ifExists() ? "IF EXISTS " : "", name(column.fieldNames()));
    } else if (change instanceof TableChange.ClusterBy cluster) {
      String columns =
          Stream.of(cluster.clusteringColumns())
              .map(column -> name(column.fieldNames()))
              .collect(Collectors.joining(", "));
      return columns.isEmpty() ? "CLUSTER BY NONE" : "CLUSTER BY (%s)".formatted(columns);
    } else if (change instanceof TableChange.ColumnChange column) {
      return "ALTER COLUMN %s %s".formatted(name(column.fieldNames()), altered(column));
    }
    throw new UnsupportedFeatureException(
        "A table cannot be changed by " + change.getClass().getSimpleName());
  }

  private static String declared(TableChange.AddColumn column) {
    StringBuilder text = new StringBuilder(name(column.fieldNames()));
    text.append(' ').append(column.dataType().sql());
    if (!column.isNullable()) {
      text.append(" NOT NULL");
    }
    if (column.defaultValue() != null) {
      text.append(" DEFAULT ").append(column.defaultValue().getSql());
    }
    if (column.comment() != null) {
      text.append(" COMMENT ").append(text(column.comment()));
    }
    if (column.position() != null) {
      text.append(' ').append(position(column.position()));
    }
    return text.toString();
  }

  private static String altered(TableChange.ColumnChange change) {
    if (change instanceof TableChange.UpdateColumnType type) {
      return "TYPE " + type.newDataType().sql();
    } else if (change instanceof TableChange.UpdateColumnNullability nullability) {
      return nullability.nullable() ? "DROP NOT NULL" : "SET NOT NULL";
    } else if (change instanceof TableChange.UpdateColumnComment comment) {
      return "COMMENT " + text(comment.newComment());
    } else if (change instanceof TableChange.UpdateColumnPosition moved) {
      return position(moved.position());
    } else if (change instanceof TableChange.UpdateColumnDefaultValue value) {
      String sql = value.newDefaultValue();
      return sql == null || sql.isEmpty() ? "DROP DEFAULT" : "SET DEFAULT " + sql;
    }
    throw new UnsupportedFeatureException(
        "A column cannot be changed by " + change.getClass().getSimpleName());
  }

  private static String position(TableChange.ColumnPosition position) {
    return position instanceof TableChange.After after
        ? "AFTER " + quoted(after.column())
        : "FIRST";
  }

  private static String name(String... parts) {
    return Stream.of(parts).map(Alterations::quoted).collect(Collectors.joining("."));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String text(String value) {
    return Literal.of(value).toString();
  }
}
