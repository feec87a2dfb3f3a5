package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** The clauses that follow the columns in CREATE TABLE, each at most once, in any order. */
public record TableClauses(
    Optional<QualifiedName> provider,
    List<SqlExpression> partitionedBy,
    List<QualifiedName> clusterBy,
    Optional<String> location,
    Optional<String> comment,
    List<Property> properties,
    List<Property> options) {
  public TableClauses {
    partitionedBy = List.copyOf(partitionedBy);
    clusterBy = List.copyOf(clusterBy);
    properties = List.copyOf(properties);
    options = List.copyOf(options);
  }
}
