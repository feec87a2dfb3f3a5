package io.moraine.engine.bind;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.Reference.PathStep;
import io.moraine.engine.sql.syntax.Reference.VariantPath;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.List;

/** Binds what reaches into variants. */
record VariantBinder(ExpressionBinder binder) {
  private static final String GET = "variant_get";
  private static final String TRY_GET = "try_variant_get";

  /** Whether {@code name} is a function whose result's type is among its arguments. */
  static boolean isGet(String name) {
    return name.equals(GET) || name.equals(TRY_GET);
  }

  /** {@code base:path}. */
  Expression path(VariantPath path) {
    Expression base = variant(path, binder.bind(path.base()));
    StringBuilder text = new StringBuilder("$");
    for (PathStep step : path.steps()) {
      if (step instanceof PathStep.Key key) {
        text.append("['").append(key.name()).append("']");
      } else if (step instanceof PathStep.Element element) {
        text.append('[').append(element.index()).append(']');
      } else {
        throw binder.context().unsupported(path, "[*] in a variant's path");
      }
    }
    return get(GET, base, Literal.of(text.toString()), Primitive.VARIANT);
  }

  /** {@code variant_get(variant, path, type)}. */
  Expression call(FunctionCall call, String name) {
    if (call.arguments().size() < 2 || call.arguments().size() > 3) {
      throw binder.context().error(call, name + " takes a variant, a path and perhaps a type");
    }
    Expression base = variant(call, binder.bind(call.arguments().get(0)));
    Expression path = binder.bind(call.arguments().get(1));
    DataType type = Primitive.VARIANT;
    if (call.arguments().size() == 3) {
      Expression text = binder.context().fold(binder.bind(call.arguments().get(2)));
      if (!(text instanceof Literal literal) || !(literal.value() instanceof String written)) {
        throw binder
            .context()
            .error(call, "%s needs its type as a string, found %s".formatted(name, text));
      }
      type =
          binder
              .context()
              .at(call, () -> SqlTypes.bind(binder.context(), SqlParser.parseType(written)));
    }
    if (path.type() != Primitive.STRING) {
      throw binder
          .context()
          .error(call, "%s needs a path, a string, found %s".formatted(name, path.type().sql()));
    }
    return get(name, base, path, type);
  }

  /** A variant as a value of another type. */
  static Expression cast(Expression variant, DataType type, boolean lenient) {
    return get(lenient ? TRY_GET : GET, variant, Literal.of("$"), type);
  }

  private static Expression get(String name, Expression base, Expression path, DataType type) {
    return new Call(name, List.of(base, path), type, true);
  }

  private Expression variant(SyntaxNode node, Expression base) {
    if (base.type() == Primitive.VARIANT) {
      return base;
    }
    throw binder
        .context()
        .error(
            node,
            "Cannot reach into %s, which is no variant but %s".formatted(base, base.type().sql()));
  }
}
