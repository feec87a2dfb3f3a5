package io.moraine.property.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What is drawn once for a run.
 *
 * @param partitioned whether the table is, by its groups
 * @param properties the table's properties
 * @param writers how many processes change it
 * @param statements how many statements each runs
 * @param rates how often calls fail
 */
record Scenario(
    boolean partitioned,
    Map<String, String> properties,
    int writers,
    int statements,
    SimNetwork.Rates rates) {
  static Scenario draw(RandomGenerator random) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("delta.checkpointInterval", String.valueOf(2 + random.nextInt(8)));
    draw(random, properties, "delta.isolationLevel", "WriteSerializable");
    draw(random, properties, "delta.enableDeletionVectors", "true");
    draw(random, properties, "delta.enableChangeDataFeed", "true");
    draw(random, properties, "delta.enableRowTracking", "true");
    draw(random, properties, "delta.enableInCommitTimestamps", "true");
    draw(random, properties, "delta.columnMapping.mode", "name");
    draw(random, properties, "delta.checkpointPolicy", "v2");
    boolean calm = random.nextInt(4) == 0;
    return new Scenario(
        random.nextBoolean(),
        properties,
        2 + random.nextInt(3),
        4 + random.nextInt(6),
        calm
            ? new SimNetwork.Rates(0, 0, 0)
            : new SimNetwork.Rates(
                random.nextDouble() / 100, random.nextDouble() / 300, random.nextDouble() / 3));
  }

  private static void draw(
      RandomGenerator random, Map<String, String> properties, String key, String value) {
    if (random.nextInt(3) == 0) {
      properties.put(key, value);
    }
  }

  boolean has(String property) {
    return properties.containsKey(property);
  }

  String create() {
    return "CREATE TABLE t (k INT, g STRING, v BIGINT) USING DELTA%s TBLPROPERTIES (%s)"
        .formatted(
            partitioned ? " PARTITIONED BY (g)" : "",
            properties.entrySet().stream()
                .map(entry -> "'%s' = '%s'".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ")));
  }
}
