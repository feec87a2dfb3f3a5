package io.moraine.property.fuzz;

/**
 * A piece of SQL in both dialects.
 *
 * @param kind of its value
 * @param ours as Moraine takes it
 * @param theirs as DuckDB takes it
 */
record Term(Kind kind, String ours, String theirs) {
  static Term same(Kind kind, String sql) {
    return new Term(kind, sql, sql);
  }

  /** {@code format} with {@code parts} in the places of {@code %s}. */
  static Term of(Kind kind, String format, Term... parts) {
    return of(kind, format, format, parts);
  }

  static Term of(Kind kind, String ours, String theirs, Term... parts) {
    Object[] own = new Object[parts.length];
    Object[] others = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      own[i] = parts[i].ours;
      others[i] = parts[i].theirs;
    }
    return new Term(kind, ours.formatted(own), theirs.formatted(others));
  }
}
