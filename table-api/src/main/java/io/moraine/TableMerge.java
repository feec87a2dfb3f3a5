package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A merge of other rows into a table. Conditions and expressions are SQL; columns of the table are
 * {@code target.name}, those of the other rows {@code source.name}.
 *
 * <pre>{@code
 * table.merge(corrections)
 *     .on("target.id = source.id")
 *     .whenMatched("source.cancelled").delete()
 *     .whenMatched().updateAll()
 *     .whenNotMatched().insertAll()
 *     .execute();
 * }</pre>
 *
 * <p>For each row the first clause counts whose condition is true. Each method returns another
 * merge; {@link #execute} runs it.
 */
public final class TableMerge {
  private final ChangeTarget target;
  private final CatalogTable source;
  private final Optional<String> condition;
  private final List<String> clauses;
  private final WriteOptions options;

  TableMerge(
      ChangeTarget target,
      CatalogTable source,
      Optional<String> condition,
      List<String> clauses,
      WriteOptions options) {
    this.target = target;
    this.source = source;
    this.condition = condition;
    this.clauses = List.copyOf(clauses);
    this.options = options;
  }

  /** Which rows belong together. */
  public TableMerge on(String newCondition) {
    return new TableMerge(target, source, Optional.of(newCondition), clauses, options);
  }

  /** What becomes of a row of the table that has a row of the source. */
  public Matched whenMatched() {
    return new Matched("WHEN MATCHED");
  }

  /** As {@link #whenMatched()}, where {@code and} is true too. */
  public Matched whenMatched(String and) {
    return new Matched("WHEN MATCHED AND (" + and + ")");
  }

  /** What becomes of a row of the source that has none in the table. */
  public NotMatched whenNotMatched() {
    return new NotMatched("WHEN NOT MATCHED");
  }

  /** As {@link #whenNotMatched()}, where {@code and} is true too. */
  public NotMatched whenNotMatched(String and) {
    return new NotMatched("WHEN NOT MATCHED AND (" + and + ")");
  }

  /** What becomes of a row of the table that has none in the source. */
  public NotMatchedBySource whenNotMatchedBySource() {
    return new NotMatchedBySource("WHEN NOT MATCHED BY SOURCE");
  }

  /** As {@link #whenNotMatchedBySource()}, where {@code and} is true too. */
  public NotMatchedBySource whenNotMatchedBySource(String and) {
    return new NotMatchedBySource("WHEN NOT MATCHED BY SOURCE AND (" + and + ")");
  }

  /** Updates and inserts all: {@code whenMatched().updateAll().whenNotMatched().insertAll()}. */
  public TableMerge upsert() {
    return whenMatched().updateAll().whenNotMatched().insertAll();
  }

  /**
   * Gives the table the columns and fields that the source has and it lacks, as far as clauses name
   * them or take all. Columns that the source lacks keep their values, or get their defaults.
   */
  public TableMerge mergeSchema() {
    return with(options.with(Evolution.MERGE));
  }

  /** Merges only if application {@code appId} has not come to {@code version}. */
  public TableMerge once(String appId, long version) {
    return with(options.with(new Progress(appId, version)));
  }

  /** Words for the table's history. */
  public TableMerge userMetadata(String text) {
    return with(options.withUserMetadata(text));
  }

  private TableMerge with(WriteOptions newOptions) {
    return new TableMerge(target, source, condition, clauses, newOptions);
  }

  private TableMerge with(String clause) {
    List<String> more = new ArrayList<>(clauses);
    more.add(clause);
    return new TableMerge(target, source, condition, more, options);
  }

  /**
   * Merges, as one new version.
   *
   * @throws InvalidInputException if two rows of the source would change the same row
   * @throws ConflictException if another writer changed rows that this one read
   */
  public Changes execute() {
    String on =
        condition.orElseThrow(
            () -> new InvalidInputException("A merge needs a condition: call on(…)"));
    if (clauses.isEmpty()) {
      throw new InvalidInputException("A merge needs a clause, such as whenMatched().updateAll()");
    }
    return target.change(
        "MERGE INTO %s AS target USING source AS source ON %s %s"
            .formatted(target.sqlName(), on, String.join(" ", clauses)),
        Map.of("source", source),
        options);
  }

  /** What to do with rows that are in the table and in the source. */
  public final class Matched {
    private final String when;

    private Matched(String when) {
      this.when = when;
    }

    /** Sets each column of the table to the source's column of that name. */
    public TableMerge updateAll() {
      return with(when + " THEN UPDATE SET *");
    }

    /** Sets columns to SQL expressions. */
    public TableMerge update(Map<String, String> values) {
      return with(when + " THEN UPDATE SET " + SqlText.assignments(values));
    }

    /** Deletes the row. */
    public TableMerge delete() {
      return with(when + " THEN DELETE");
    }
  }

  /** What to do with rows that are in the source alone. */
  public final class NotMatched {
    private final String when;

    private NotMatched(String when) {
      this.when = when;
    }

    /** Inserts the row; each column of the table from the source's column of that name. */
    public TableMerge insertAll() {
      return with(when + " THEN INSERT *");
    }

    /** Inserts a row of SQL expressions; columns that are not named become null. */
    public TableMerge insert(Map<String, String> values) {
      String columns =
          values.keySet().stream().map(SqlText::quoted).collect(Collectors.joining(", "));
      return with(
          "%s THEN INSERT (%s) VALUES (%s)"
              .formatted(when, columns, String.join(", ", values.values())));
    }
  }

  /** What to do with rows that are in the table alone. */
  public final class NotMatchedBySource {
    private final String when;

    private NotMatchedBySource(String when) {
      this.when = when;
    }

    /** Sets columns to SQL expressions. */
    public TableMerge update(Map<String, String> values) {
      return with(when + " THEN UPDATE SET " + SqlText.assignments(values));
    }

    /** Deletes the row. */
    public TableMerge delete() {
      return with(when + " THEN DELETE");
    }
  }
}
