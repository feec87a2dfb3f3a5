package io.moraine.core.function;

import static io.moraine.core.function.Calls.call;
import static io.moraine.core.function.Calls.fails;
import static io.moraine.core.function.Calls.gives;
import static io.moraine.core.function.Calls.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.expr.FieldAccess;
import io.moraine.core.type.DataType.Primitive;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results are those that Spark's documentation shows, or that Spark gives. */
class CollectionFunctionsTest {
  @Test
  void makesArraysMapsAndStructs() {
    gives(List.of(1L, 2L), "array", 1, 2L);
    gives(Map.of(1, "a", 2, "b"), "map", 1, "a", 2, "b");
    gives(List.of(1, "x"), "struct", 1, "x");
    gives(List.of(1, 2), "named_struct", "a", 1, "b", 2);
    assertThat(new FieldAccess(call("named_struct", "a", 1, "b", 2), 1).name()).isEqualTo("b");
    fails("key 1 comes twice", "map", 1, "a", 1, "b");
    fails("cannot be NULL", "map", none(Primitive.INTEGER), "a");
    fails("must be a string literal", "named_struct", 1, 2);
  }

  @Test
  void takesElements() {
    gives(2, "element_at", call("array", 1, 2, 3), 2);
    gives(3, "element_at", call("array", 1, 2, 3), -1);
    gives(1, "subscript", call("array", 1, 2, 3), 0);
    gives("b", "element_at", call("map", 1, "a", 2, "b"), 2);
    gives(null, "element_at", call("map", 1, "a", 2, "b"), 5);
    fails("No element 5 in an array of 3", "element_at", call("array", 1, 2, 3), 5);
    fails("No element 3 in an array of 3", "subscript", call("array", 1, 2, 3), 3);
    fails("No element 0", "element_at", call("array", 1, 2, 3), 0);
    gives(null, "try_element_at", call("array", 1, 2, 3), 5);
  }

  @Test
  void searchesArrays() {
    gives(true, "array_contains", call("array", 1, 2, 3), 2);
    gives(false, "array_contains", call("array", 1, 2, 3), 5);
    gives(null, "array_contains", call("array", 1, none(Primitive.INTEGER)), 5);
    gives(3, "size", call("array", 1, 2, 3));
    gives(2, "cardinality", call("map", "a", 1, "b", 2));
    gives(2L, "array_position", call("array", 3, 2, 1), 2);
    gives(
        "hello,world", "array_join", call("array", "hello", none(Primitive.STRING), "world"), ",");
    gives("a,,b", "array_join", call("array", "a", none(Primitive.STRING), "b"), ",", "");
  }

  @Test
  void ordersArrays() {
    gives(20, "array_max", call("array", 1, 20, none(Primitive.INTEGER), 3));
    gives(1, "array_min", call("array", 1, 20, none(Primitive.INTEGER), 3));
    gives(Arrays.asList(null, 1, 3), "sort_array", call("array", 3, none(Primitive.INTEGER), 1));
    gives(
        Arrays.asList(3, 1, null),
        "sort_array",
        call("array", 3, none(Primitive.INTEGER), 1),
        false);
    gives(List.of(1, 2), "array_distinct", call("array", 1, 2, 1));
    gives(List.of(3, 2, 1), "reverse", call("array", 1, 2, 3));
    gives(List.of(1, 2), "concat", call("array", 1), call("array", 2));
    gives(List.of("a", "b"), "map_keys", call("map", "a", 1, "b", 2));
    gives(List.of(1, 2), "map_values", call("map", "a", 1, "b", 2));
  }
}
