package io.moraine.log.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
        "..%2Fsecret",
        "/etc/passwd",
        "/data/my%20table",
        "/data/my%20tables/p",
        "/data/my%20table/../other/p",
        "file:/etc/passwd",
        "file://host/data/my%20table/p",
        "s3://lake/orders/p",
        "http://host/x",
        "file:relative",
        "a:b/p",
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
}
