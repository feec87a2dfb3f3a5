package io.moraine.core.function;

import static io.moraine.core.function.Calls.call;
import static io.moraine.core.function.Calls.evaluate;
import static io.moraine.core.function.Calls.gives;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.kernel.ValueHash;
import io.moraine.core.type.DataType.Primitive;
import java.util.Random;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;

class HashFunctionsTest {
  @Test
  void givesTheHashesThatSparkDocuments() {
    gives(-1321691492, "hash", "Spark", call("array", 123), 2);
    gives(5602566077635097486L, "xxhash64", "Spark", call("array", 123), 2);
  }

  @Test
  void passesOverNullsAndHoldsEqualNumbersEqual() {
    assertThat(evaluate(call("hash", "a", null))).isEqualTo(evaluate(call("hash", "a")));
    assertThat(evaluate(call("hash", -0.0))).isEqualTo(evaluate(call("hash", 0.0)));
    gives(42, "hash", (Object) null);
  }

  @Test
  void agreesWithLz4JavaOnBytesOfEveryLength() {
    XXHash64 oracle = XXHashFactory.safeInstance().hash64();
    Random random = new Random(11);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(ValueHash.xxHash64(Primitive.BINARY, bytes, 42))
          .as("%d bytes", length)
          .isEqualTo(oracle.hash(bytes, 0, length, 42));
    }
  }
}
