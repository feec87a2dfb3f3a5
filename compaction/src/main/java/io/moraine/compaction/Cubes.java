package io.moraine.compaction;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.AddFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cubes: files whose rows were put into one order together, as their tags say. Other engines write
 * and read the same tags.
 *
 * <p>A cube is left alone once what is new is less than half of it: so each row is written again
 * only as often as what it lies in doubles.
 */
final class Cubes {
  /** The provider of files that are clustered as the table says. */
  static final String LIQUID = "liquid";

  private static final String ID = "ZCUBE_ID";
  private static final String COLUMNS = "ZCUBE_ZORDER_BY";
  private static final String CURVE = "ZCUBE_ZORDER_CURVE";
  private static final String HILBERT = "hilbert";

  /** A cube of that size is not added to. */
  static final long COMPLETE_BYTES = 100L << 30;

  private Cubes() {}

  /** The tags of the files of a new cube. */
  static Map<String, @Nullable String> tags(String id, Goal goal) {
    Map<String, @Nullable String> tags = new LinkedHashMap<>();
    JsonWriter columns = new JsonWriter().beginArray();
    goal.columnTexts().forEach(columns::value);
    tags.put(COLUMNS, columns.endArray().toString());
    tags.put(CURVE, HILBERT);
    tags.put(ID, id);
    return tags;
  }

  /** The columns by which the rows of {@code file} were ordered, if they were. */
  static Optional<List<String>> columns(AddFile file) {
    String columns = tag(file, COLUMNS);
    if (columns == null || tag(file, ID) == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonReader.of(columns, "tag " + COLUMNS).stringList());
    } catch (CorruptFileException e) {
      // Nothing depends on tags: such a file is as good as one without.
      return Optional.empty();
    }
  }

  private static @Nullable String tag(AddFile file, String name) {
    Map<String, @Nullable String> tags = file.tags();
    return tags == null ? null : tags.get(name);
  }

  /**
   * Those of {@code files}, all of one partition, that are to be put into the order of {@code
   * goal}; in the order given.
   *
   * @param worn whether a file is to be rewritten in any case
   */
  static List<AddFile> candidates(List<AddFile> files, Predicate<AddFile> worn, Goal goal) {
    List<AddFile> loose = new ArrayList<>();
    Map<String, List<AddFile>> cubes = new LinkedHashMap<>();
    for (AddFile file : files) {
      Optional<List<String>> columns = columns(file);
      boolean same = columns.isPresent() && columns.get().equals(goal.columnTexts());
      if (goal.kind() == Goal.Kind.CLUSTER && !goal.full() && !isOurs(file, columns, same)) {
        continue;
      }
      if (same && !worn.test(file)) {
        cubes.computeIfAbsent(tag(file, ID), id -> new ArrayList<>()).add(file);
      } else {
        loose.add(file);
      }
    }
    if (goal.full()) {
      return loose.isEmpty() && cubes.size() < 2 ? List.of() : files;
    }
    List<AddFile> chosen = new ArrayList<>(loose);
    long bytes = size(loose);
    int taken = 0;
    List<List<AddFile>> bySize = new ArrayList<>(cubes.values());
    bySize.sort(Comparator.comparingLong(Cubes::size));
    for (List<AddFile> cube : bySize) {
      boolean isFirst = chosen.isEmpty();
      if (size(cube) >= COMPLETE_BYTES || (!isFirst && size(cube) > 2 * bytes)) {
        break;
      }
      chosen.addAll(cube);
      bytes += size(cube);
      taken++;
    }
    if (loose.isEmpty() && taken < 2) {
      return List.of();
    }
    Set<String> paths = new HashSet<>();
    chosen.forEach(file -> paths.add(file.path()));
    return files.stream().filter(file -> paths.contains(file.path())).toList();
  }

  /** Whether an incremental run may touch {@code file}: others' order is left alone. */
  static boolean isOurs(AddFile file, Optional<List<String>> columns, boolean same) {
    String provider = file.clusteringProvider();
    return (provider == null || provider.equals(LIQUID)) && (columns.isEmpty() || same);
  }

  private static long size(List<AddFile> files) {
    return files.stream().mapToLong(AddFile::size).sum();
  }
}
