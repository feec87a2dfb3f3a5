package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideBoundsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"numRecords\":3,\"minValues\":{\"a\":1.50}}|{\"numRecords\":3,\"minValues\":{\"a\":1.50},\"tightBounds\":false}",
        "{\"tightBounds\":true,\"numRecords\":3}|{\"numRecords\":3,\"tightBounds\":false}",
        "{\"numRecords\":3,\"tightBounds\":false}|{\"numRecords\":3,\"tightBounds\":false}",
        "{}|{\"tightBounds\":false}",
      })
  void allElseIsKept(String stats, String wide) {
    assertThat(WideBounds.of(stats)).isEqualTo(wide);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> WideBounds.of("[1]")).isInstanceOf(CorruptFileException.class);
  }
}
