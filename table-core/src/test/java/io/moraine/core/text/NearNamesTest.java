package io.moraine.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  private static final List<String> NAMES =
      List.of("origin", "flight_id", "Delay", "day", "id", "x");

  @Test
  void namesAreNearWithOneEditOrTwoInLongOnes() {
    assertThat(NearNames.of("orgin", NAMES)).containsExactly("origin");
    assertThat(NearNames.of("flihgtid", NAMES)).containsExactly("flight_id");
    assertThat(NearNames.of("DALEY", NAMES)).containsExactly("Delay");
    assertThat(NearNames.of("dya", NAMES)).containsExactly("day");
    assertThat(NearNames.of("dsy2", NAMES)).isEmpty();
    assertThat(NearNames.of("orrginnn", NAMES)).isEmpty();
  }

  @Test
  void shortNamesAreNotNearToEverything() {
    assertThat(NearNames.of("y", NAMES)).isEmpty();
    assertThat(NearNames.of("i", NAMES)).isEmpty();
    assertThat(NearNames.of("", NAMES)).isEmpty();
  }

  @Test
  void theNearestComesFirstAndNoMoreThanThreeCome() {
    List<String> names = List.of("colour_a", "colour_b", "colour_c", "colours", "colour");
    assertThat(NearNames.of("colur", names)).containsExactly("colour", "colours");
    assertThat(NearNames.of("colour_x", names)).hasSize(3);
    assertThat(NearNames.nearest("colour", names)).isEmpty();
    assertThat(NearNames.nearest("color", names)).hasValue("colour");
    assertThat(NearNames.question("colur", names)).isEqualTo("; did you mean colour or colours?");
    assertThat(NearNames.question("price", names)).isEmpty();
  }
}
