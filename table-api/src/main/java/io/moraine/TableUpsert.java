package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that replace those of a table with the same key, or come to it. Each method returns another
 * upsert; {@link #on} runs it.
 *
 * <pre>{@code
 * table.upsert(rows).on("id");
 * }</pre>
 */
public final class TableUpsert {
  private static final int SHOWN = 5;

  private final ChangeTarget target;
  private final MemoryTable source;
  private final WriteOptions options;

  private TableUpsert(ChangeTarget target, MemoryTable source, WriteOptions options) {
    this.target = target;
    this.source = source;
    this.options = options;
  }

  static TableUpsert of(ChangeTarget target, BatchReader rows) {
    return new TableUpsert(target, MemoryTable.of("source", rows), WriteOptions.DEFAULT);
  }

  /** Gives the table the columns that the rows have and it lacks. */
  public TableUpsert mergeSchema() {
    return new TableUpsert(target, source, options.with(Evolution.MERGE));
  }

  /** Writes only if application {@code appId} has not come to {@code version}. */
  public TableUpsert once(String appId, long version) {
    return new TableUpsert(target, source, options.with(new Progress(appId, version)));
  }

  /** Words for the table's history. */
  public TableUpsert userMetadata(String text) {
    return new TableUpsert(target, source, options.withUserMetadata(text));
  }

  /**
   * Updates the rows of the table that have the same values in {@code keys}, and inserts the
   * others, as one new version. A key with a null is like no other, so that its row is inserted.
   *
   * @throws InvalidInputException if two of the rows have the same key
   * @throws ConflictException if another writer changed rows that this one read
   */
  public Changes on(String... keys) {
    if (keys.length == 0) {
      throw new InvalidInputException("An upsert needs a key: one or more columns");
    }
    for (String key : keys) {
      source.schema().ordinal(key);
    }
    Map<String, CatalogTable> sources = Map.of("source", source);
    requireDistinct(List.of(keys), sources);
    String same =
        Arrays.stream(keys)
            .map(SqlText::quoted)
            .map(key -> "target.%s = source.%s".formatted(key, key))
            .collect(Collectors.joining(" AND "));
    return target.change(
        "MERGE INTO %s AS target USING source AS source ON %s WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
            .formatted(target.sqlName(), same),
        sources,
        options);
  }

  private void requireDistinct(List<String> keys, Map<String, CatalogTable> sources) {
    String list = SqlText.list(keys);
    String present =
        keys.stream()
            .map(key -> SqlText.quoted(key) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    String repeated =
        "SELECT %s FROM source WHERE %s GROUP BY %s HAVING count(*) > 1"
            .formatted(list, present, list);
    try (Result result = target.session().run(repeated, sources);
        Stream<Row> rows = result.rows()) {
      List<String> shown = new ArrayList<>();
      long[] count = {0};
      rows.forEach(
          row -> {
            if (count[0]++ < SHOWN) {
              shown.add(row.toString());
            }
          });
      if (count[0] > 0) {
        throw new InvalidInputException(
            "Cannot upsert to %s: %d %s in several rows, so that it is ambiguous which counts: %s"
                .formatted(
                    target.sqlName(),
                    count[0],
                    count[0] == 1 ? "key is" : "keys are",
                    String.join(", ", shown)));
      }
    }
  }
}
