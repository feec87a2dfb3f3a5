package io.moraine.engine.session;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.List;

/** Binds conditions over one table's columns, by their ordinals in its schema. */
record TableCondition(Binder binder, CatalogTable table) {

  Expression bind(SqlExpression condition, QualifiedName name) {
    List<ColumnReference> columns = new ArrayList<>();
    for (int i = 0; i < table.schema().size(); i++) {
      var field = table.schema().field(i);
      columns.add(new ColumnReference(i, field.name(), field.type(), field.nullable()));
    }
    return binder.condition(condition, Binder.names(columns, name.texts()), "WHERE");
  }
}
