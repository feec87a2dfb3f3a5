package io.moraine.log.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.store.InMemoryStore;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPathsTest {
  private final DataPaths local = new DataPaths(URI.create("file:///data/my%20table/"));
  private final DataPaths bucket = new DataPaths(URI.create("s3://lake/orders/"));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "part-0.parquet, part-0.parquet",
    "a=1/b=x/part.parquet, a=1/b=x/part.parquet",
    "a=b%20c/p, a=b c/p",
    // Decoded once: what Hive escaped in the folder's name stays escaped.
    "ts=10%253A30%2F1/p, ts=10%3A30/1/p",
    "a=b c/p, a=b c/p",
    "%C3%A9t%C3%A9/p, été/p",
    "été/p, été/p",
    "./a//b/./p, a/b/p",
    "a/../b/p, b/p",
    "a=x:y/p, a=x:y/p",
    ".hidden/p, .hidden/p",
    "file:///data/my%20table/a/p, a/p",
    "file:/data/my%20table/a/p, a/p",
    "FILE:/data/my%20table/a/p, a/p",
    "/data/my%20table/a/p, a/p",
    "/data/other/../my%20table/p, p",
  })
  void aPathBelowTheRootIsAKey(String logged, String key) {
    assertThat(local.resolve(logged).key()).isEqualTo(key);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "../secret",
        "a/../../secret",
        "%2e%2e/secret",
        "a/%2e%2e/%2E%2E/secret",
        "%2e%2e%2fsecret",
        "..%2Fsecret",
        "/etc/passwd",
        "/data/my%20table",
        "/data/my%20tables/p",
        "/data/my%20table-evil/p",
        "file:///data/my%20table-evil/p",
        "file:/data/my%2520table/p",
        "file:/data/my%20table%2f..%2fother/p",
        "/data/my%20table/../other/p",
        "file:/etc/passwd",
        "file://host/data/my%20table/p",
        "s3://lake/orders/p",
        "http://host/x",
        "file:relative",
        "a:b/p",
        "C:\\data\\p",
        "C:/data/p",
        "file:///C:/data/p",
        "\\\\server\\share\\p",
        "//server/share/p",
        "file://server/share/p",
        "a%00b",
        "a\u0000b",
        "a\\..\\b",
        "a%5Cb",
        "a?query",
        "a#fragment",
        "a%2",
        "a%zz",
        "a%FF%FE",
        "",
        ".",
        "a/..",
        "/",
      })
  void aPathOutsideTheRootOrMalformedIsRefusedWhenOpened(String logged) {
    DataPath path = local.resolve(logged);
    assertThat(path.isAllowed()).isFalse();
    assertThatThrownBy(path::key)
        .isInstanceOf(PathNotAllowedException.class)
        .hasMessageContaining("'" + logged + "'")
        .hasMessageContaining("may not be touched");
  }

  @Test
  void absolutePathsInOtherFormsAreOneFile() {
    assertThat(local.resolve("/elsewhere/a%20b").identity())
        .isEqualTo(local.resolve("file:/elsewhere/a%20b").identity())
        .isEqualTo(local.resolve("file:///elsewhere//a%20b").identity())
        .isNotEqualTo(local.resolve("file://host/elsewhere/a%20b").identity());
  }

  @Test
  void aBucketsAuthorityCounts() {
    assertThat(bucket.resolve("s3://lake/orders/d/p").key()).isEqualTo("d/p");
    assertThat(bucket.resolve("/orders/d/p").key()).isEqualTo("d/p");
    assertThat(bucket.resolve("s3://other/orders/d/p").isAllowed()).isFalse();
    assertThat(bucket.resolve("s3://user@lake/orders/d/p").isAllowed()).isFalse();
    assertThat(bucket.resolve("file:/orders/d/p").isAllowed()).isFalse();
  }

  private static InMemoryStore store(URI root) {
    assertThat(root.getPath()).isEqualTo("/");
    InMemoryStore store = new InMemoryStore(root.getScheme(), Clock.systemUTC());
    store.put("data/other/a b.parquet", new byte[] {1, 2, 3});
    return store;
  }

  @Test
  void aFileElsewhereIsOpenedOnlyIfThatIsAllowedAndInTheStoreOfItsUri() {
    List<URI> opened = new ArrayList<>();
    ExternalFiles externals =
        ExternalFiles.allowed(
            root -> {
              opened.add(root);
              return store(root);
            });
    URI root = URI.create("file:///data/my%20table/");
    DataPaths allowing = new DataPaths(root, externals);
    InMemoryStore own = new InMemoryStore("t", Clock.systemUTC());
    own.put("p", new byte[] {1});
    for (String logged :
        List.of(
            "file:/data/other/a%20b.parquet",
            "/data/other/a%20b.parquet",
            "file:///data/x/../other/a%20b.parquet",
            "s3://lake/data/other/a%20b.parquet",
            "s3://lake2/data/other/a%20b.parquet")) {
      assertThat(allowing.open(logged, own).sizeBytes()).as(logged).isEqualTo(3);
      assertThatThrownBy(() -> local.open(logged, own))
          .isInstanceOf(PathNotAllowedException.class)
          .hasMessageContaining("'" + logged + "'")
          .hasMessageContaining("if the option allowExternalPaths is set");
    }
    assertThat(opened)
        .containsExactly(URI.create("file:/"), URI.create("s3://lake/"), URI.create("s3://lake2/"));
    assertThat(allowing.open("p", own).sizeBytes()).isEqualTo(1);
    assertThat(allowing.open("file:/data/my%20table/p", own).sizeBytes()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "../secret",
        "%2e%2e/secret",
        "file:/a%00b",
        "file:/a%5Cb",
        "file:/..",
        "file:/",
        "file:relative",
        "C:\\p",
        "file:/a?q"
      })
  void aMalformedPathIsRefusedAlsoWhereFilesElsewhereAreAllowed(String logged) {
    DataPaths allowing =
        new DataPaths(
            URI.create("file:///data/my%20table/"), ExternalFiles.allowed(DataPathsTest::store));
    InMemoryStore own = new InMemoryStore("t", Clock.systemUTC());
    assertThatThrownBy(() -> allowing.open(logged, own))
        .isInstanceOf(PathNotAllowedException.class)
        .hasMessageContaining("'" + logged + "'")
        .hasMessageNotContaining("allowExternalPaths");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a b/é%25.parquet, file:/data/my%20table/a%20b/é%25.parquet",
    "/x%20y/p, file:/x%20y/p",
    "s3://lake/x%2520y, s3://lake/x%2520y",
    "..%2Fsecret, ..%2Fsecret",
  })
  void aLocationIsAUri(String logged, String location) {
    assertThat(local.location(logged)).isEqualTo(location);
  }
}
