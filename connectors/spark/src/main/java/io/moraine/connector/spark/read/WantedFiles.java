package io.moraine.connector.spark.read;

import io.moraine.reader.ScanFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/** The files of which an operation found that it changes rows of them. */
record WantedFiles(Set<String> paths) {
  /** Those that {@code predicate} names, if it is about files. */
  static Optional<WantedFiles> of(Predicate predicate) {
    Expression[] parts = predicate.children();
    boolean about =
        parts.length > 0
            && parts[0] instanceof NamedReference column
            && column.fieldNames().length == 1
            && column.fieldNames()[0].equals(MetadataColumns.FILE)
            && (predicate.name().equals("IN") || predicate.name().equals("="));
    if (!about) {
      return Optional.empty();
    }
    Set<String> paths = new HashSet<>();
    for (int i = 1; i < parts.length; i++) {
      if (!(parts[i] instanceof Literal<?> literal)) {
        return Optional.empty();
      }
      paths.add(String.valueOf(literal.value()));
    }
    return Optional.of(new WantedFiles(paths));
  }

  boolean contains(ScanFile file) {
    return paths.contains(file.path());
  }
}
