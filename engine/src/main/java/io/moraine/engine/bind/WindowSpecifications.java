package io.moraine.engine.bind;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.Window;
import io.moraine.engine.sql.syntax.Window.NamedWindow;
import io.moraine.engine.sql.syntax.Window.WindowDefinition;
import io.moraine.engine.sql.syntax.Window.WindowSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What windows mean that are named, or build on named ones.
 *
 * @param named the windows of the WINDOW clause
 */
record WindowSpecifications(BindContext context, List<WindowDefinition> named) {

  /** {@code window} written out. */
  WindowSpecification of(Window window) {
    return of(window, new HashSet<>());
  }

  private WindowSpecification of(Window window, Set<String> met) {
    if (window instanceof NamedWindow reference) {
      return find(reference.name(), window, met);
    }
    WindowSpecification own = (WindowSpecification) window;
    if (own.base().isEmpty()) {
      return own;
    }
    WindowSpecification base = find(own.base().get(), window, met);
    boolean changesOrder = !base.orderBy().isEmpty() && !own.orderBy().isEmpty();
    if (!own.partitionBy().isEmpty() || changesOrder) {
      throw context.error(
          window,
          "A window that builds on '%s' cannot change its partition or order"
              .formatted(own.base().get().text()));
    }
    List<SortKey> order = own.orderBy().isEmpty() ? base.orderBy() : own.orderBy();
    return new WindowSpecification(
        java.util.Optional.empty(),
        base.partitionBy(),
        order,
        own.frame().or(base::frame),
        own.range());
  }

  private WindowSpecification find(Identifier name, Window node, Set<String> met) {
    for (WindowDefinition definition : named) {
      if (definition.name().text().equalsIgnoreCase(name.text())) {
        if (!met.add(name.text().toLowerCase(java.util.Locale.ROOT))) {
          throw context.error(node, "Window '%s' builds on itself".formatted(name.text()));
        }
        return of(definition.window(), met);
      }
    }
    throw context.error(
        node,
        "No window '%s'; there are: %s"
            .formatted(name.text(), named.stream().map(d -> d.name().text()).toList()));
  }
}
