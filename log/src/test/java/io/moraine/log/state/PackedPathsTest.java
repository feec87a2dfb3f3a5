package io.moraine.log.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.log.path.DataPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedPathsTest {
  private static final String ID = "0123abcd-89ef-4567-a0b1-00ff00ff9a5c";

  private static void append(PathPacker packer, String path) {
    byte[] utf8 = ("<" + path + ">").getBytes(StandardCharsets.UTF_8);
    boolean plain = packer.append(utf8, 1, utf8.length - 1);
    assertThat(plain)
        .as("whether %s is plain", path)
        .isEqualTo(DataPaths.isPlain(utf8, 1, utf8.length - 1));
  }

  private static PackedPaths assertComesBack(PathPacker packer, List<String> paths) {
    paths.forEach(path -> append(packer, path));
    PackedPaths packed = packer.pack();
    for (int i = 0; i < paths.size(); i++) {
      assertThat(packed.path(i)).isEqualTo(paths.get(i));
    }
    return packed;
  }

  @Test
  void pathsOfAnyFormComeBack() {
    List<String> paths =
        List.of(
            "part-00000-" + ID + ".c000.snappy.parquet",
            "part-00000-" + ID + "-c000.snappy.parquet",
            "d=2024-01-01/part-00017-" + ID + "-c000.zstd.parquet",
            "d=2024-01-01/part-99999-" + ID + "-c000.zstd.parquet",
            "d=2024-01-01/part-9999x-" + ID + "-c000.zstd.parquet",
            "d=2024-01-01/part-100000-" + ID + "-c000.zstd.parquet",
            "d=2024-01-01/part-00017-tid-4839483-" + ID + "-12-1-c000.snappy.parquet",
            "d=2024-01-01/part-00017-tid-12345678901-" + ID + "-12-1-c000.snappy.parquet",
            ID,
            ID + ".parquet",
            "0" + ID,
            "a/b/c/" + ID + ID + ".parquet",
            "a/" + ID + "/file",
            "a/" + ID + "/",
            // Upper case, and things that are nearly a UUID.
            "part-00000-" + ID.toUpperCase(Locale.ROOT) + ".parquet",
            "part-00000-" + ID.replace('a', 'g') + ".parquet",
            "part-00000-" + ID.replace('0', '/') + ".parquet",
            "part-00000-" + ID.replace('9', ':') + ".parquet",
            "part-00000-" + ID.substring(1) + ".parquet",
            "file:///elsewhere/" + ID,
            "s3://bucket/t/part-00001-" + ID + "-c000.parquet",
            "/absolute/part-00001-" + ID + "-c000.parquet",
            "/part-00001-" + ID + "-c000.parquet",
            "a%20b/part-00001-" + ID + "-c000.parquet",
            "a//part-00001-" + ID + "-c000.parquet",
            "./part-00001-" + ID + "-c000.parquet",
            "part-%20-" + ID + "-c000.parquet",
            ".part-00001-" + ID + "-c000.parquet",
            "d=š/part-00001-" + ID + "-ž.parquet",
            "x",
            "",
            "/",
            "a".repeat(5_000));
    PathPacker packer = new PathPacker();
    assertComesBack(packer, paths);
    // What was learnt of the first ones is not taken for the next ones.
    List<String> backwards = new ArrayList<>(paths);
    Collections.reverse(backwards);
    assertComesBack(packer, backwards);
    assertComesBack(packer, List.of());
    for (String path : paths) {
      assertComesBack(packer, List.of(path));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void pathsThatAreChangedAnywhereComeBack(long seed) {
    Random random = new Random(seed);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      String path = "d=%d/part-%05d-%s-c000.parquet".formatted(i % 700, i, id);
      if (random.nextInt(3) == 0) {
        int at = random.nextInt(path.length());
        char with = "0af/-.%xAF:é".charAt(random.nextInt(12));
        path = path.substring(0, at) + with + path.substring(at + random.nextInt(2));
      }
      paths.add(path);
    }
    assertComesBack(new PathPacker(), paths);
  }

  @Test
  void moreFoldersAndFormsThanAreKeptComeBack() {
    List<String> paths =
        IntStream.range(0, 40_000)
            .mapToObj(i -> "folder" + i + "/part-1-" + ID + "-" + i % 100)
            .toList();
    assertComesBack(new PathPacker(), paths);
  }

  @Test
  void theUsualFormTakesAQuarterOfItsBytes() {
    List<String> paths =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "day=2024-01-%02d/part-%05d-%s-c000.snappy.parquet"
                        .formatted(i % 31, i % 200, new UUID(i, i * 31L)))
            .toList();
    PackedPaths packed = assertComesBack(new PathPacker(), paths);
    long bytes = paths.stream().mapToLong(String::length).sum();
    assertThat(packed.heapBytes()).isLessThan(bytes * 27 / 100);
    assertThatThrownBy(() -> packed.path(10_000)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
