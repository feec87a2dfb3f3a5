package io.moraine.core.function;

import static io.moraine.core.function.Parameter.BINARY;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.kernel.ByteSearch;
import io.moraine.core.kernel.CaseKernels;
import io.moraine.core.kernel.StringKernels;
import io.moraine.core.type.DataType.Primitive;
import java.util.EnumSet;
import java.util.List;

/** Functions of strings. Positions count characters (code points) from 1. */
final class StringFunctions {
  private StringFunctions() {}

  static void addTo(FunctionList list) {
    lengths(list);
    parts(list);
    searches(list);
    trims(list);
    list.add(
        "upper",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(STRING), Primitive.STRING, (call, context) -> CaseKernels.upper()));
    list.add(
        "lower",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(STRING), Primitive.STRING, (call, context) -> CaseKernels.lower()));
    list.alias("upper", "ucase").alias("lower", "lcase");
    list.plain("initcap", List.of(STRING), Primitive.STRING, a -> Strings.initCap(text(a[0])));
    list.plain(
        "replace",
        List.of(STRING, STRING, STRING),
        Primitive.STRING,
        2,
        a ->
            text(a[1]).isEmpty()
                ? a[0]
                : text(a[0]).replace(text(a[1]), a.length > 2 ? text(a[2]) : ""));
    list.plain(
        "translate",
        List.of(STRING, STRING, STRING),
        Primitive.STRING,
        a -> Strings.translate(text(a[0]), text(a[1]), text(a[2])));
    list.plain(
        "repeat",
        List.of(STRING, INT),
        Primitive.STRING,
        a -> text(a[0]).repeat(Math.max(0, (Integer) a[1])));
    list.plain(
        "space", List.of(INT), Primitive.STRING, a -> " ".repeat(Math.max(0, (Integer) a[0])));
    list.plain(
        "lpad",
        List.of(STRING, INT, STRING),
        Primitive.STRING,
        2,
        a -> Strings.pad(text(a[0]), (Integer) a[1], a.length > 2 ? text(a[2]) : " ", true));
    list.plain(
        "rpad",
        List.of(STRING, INT, STRING),
        Primitive.STRING,
        2,
        a -> Strings.pad(text(a[0]), (Integer) a[1], a.length > 2 ? text(a[2]) : " ", false));
    list.plain(
        "levenshtein",
        List.of(STRING, STRING),
        Primitive.INTEGER,
        a -> Strings.distance(text(a[0]), text(a[1])));
  }

  private static void lengths(FunctionList list) {
    list.add(
        "length",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(STRING), Primitive.INTEGER, (call, context) -> StringKernels.characters()),
        Overload.of(List.of(BINARY), Primitive.INTEGER, (call, context) -> StringKernels.bytes(1)));
    list.alias("length", "char_length", "character_length", "len");
    list.add(
        "octet_length",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(STRING), Primitive.INTEGER, (c, x) -> StringKernels.bytes(1)),
        Overload.of(List.of(BINARY), Primitive.INTEGER, (c, x) -> StringKernels.bytes(1)));
    list.add(
        "bit_length",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(STRING), Primitive.INTEGER, (c, x) -> StringKernels.bytes(8)),
        Overload.of(List.of(BINARY), Primitive.INTEGER, (c, x) -> StringKernels.bytes(8)));
    list.plain(
        "ascii",
        List.of(STRING),
        Primitive.INTEGER,
        a -> text(a[0]).isEmpty() ? 0 : text(a[0]).codePointAt(0));
    list.plain(
            "chr", List.of(Parameter.LONG), Primitive.STRING, a -> Strings.character((Long) a[0]))
        .alias("chr", "char");
  }

  private static void parts(FunctionList list) {
    list.add(
        "substring",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(STRING, INT, INT), Primitive.STRING, (c, x) -> StringKernels.substring())
            .requiring(2),
        Overload.of(
                List.of(BINARY, INT, INT),
                Primitive.BINARY,
                (c, x) -> StringKernels.binarySubstring())
            .requiring(2));
    list.alias("substring", "substr");
    list.plain(
        "left",
        List.of(STRING, INT),
        Primitive.STRING,
        a -> Strings.substring(text(a[0]), 1, (Integer) a[1]));
    list.plain(
        "right",
        List.of(STRING, INT),
        Primitive.STRING,
        a ->
            (Integer) a[1] <= 0
                ? ""
                : Strings.substring(text(a[0]), -(Integer) a[1], Integer.MAX_VALUE));
    list.failing(
        "split_part",
        List.of(STRING, STRING, INT),
        Primitive.STRING,
        a -> Strings.splitPart(text(a[0]), text(a[1]), (Integer) a[2]));
    list.plain(
        "substring_index",
        List.of(STRING, STRING, INT),
        Primitive.STRING,
        a -> Strings.substringIndex(text(a[0]), text(a[1]), (Integer) a[2]));
  }

  private static void searches(FunctionList list) {
    list.plain(
        "instr",
        List.of(STRING, STRING),
        Primitive.INTEGER,
        a -> Strings.locate(text(a[1]), text(a[0]), 1));
    list.plain(
            "locate",
            List.of(STRING, STRING, INT),
            Primitive.INTEGER,
            2,
            a -> Strings.locate(text(a[0]), text(a[1]), a.length > 2 ? (Integer) a[2] : 1))
        .alias("locate", "position", "charindex");
    list.add(
        "startswith",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(STRING, STRING),
            Primitive.BOOLEAN,
            (c, x) -> ByteSearch.Place.STARTS.kernel()));
    list.add(
        "endswith",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(STRING, STRING), Primitive.BOOLEAN, (c, x) -> ByteSearch.Place.ENDS.kernel()));
    list.add(
        "contains",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(STRING, STRING),
            Primitive.BOOLEAN,
            (c, x) -> ByteSearch.Place.CONTAINS.kernel()));
    list.plain(
        "find_in_set",
        List.of(STRING, STRING),
        Primitive.INTEGER,
        a ->
            text(a[0]).contains(",")
                ? 0
                : List.of(text(a[1]).split(",", -1)).indexOf(text(a[0])) + 1);
  }

  private static void trims(FunctionList list) {
    for (String name : List.of("trim", "ltrim", "rtrim")) {
      boolean left = !name.startsWith("r");
      boolean right = !name.startsWith("l");
      list.plain(
          name,
          List.of(STRING, STRING),
          Primitive.STRING,
          1,
          a ->
              a.length == 1
                  ? Strings.trim(text(a[0]), " ", left, right)
                  : Strings.trim(text(a[1]), text(a[0]), left, right));
    }
    list.plain(
        "btrim",
        List.of(STRING, STRING),
        Primitive.STRING,
        1,
        a -> Strings.trim(text(a[0]), a.length == 1 ? " " : text(a[1]), true, true));
  }

  private static String text(Object value) {
    return (String) value;
  }
}
