package io.moraine.core.function;

import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.kernel.LikePattern;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** LIKE and regular expressions, which are those of {@link java.util.regex}. */
final class PatternFunctions {
  private PatternFunctions() {}

  static void addTo(FunctionList list) {
    list.add(
        Operators.LIKE,
        EnumSet.of(STRICT),
        Overload.of(
                List.of(STRING, STRING, STRING),
                Primitive.BOOLEAN,
                (call, context) -> like(call, Function.identity()))
            .requiring(2));
    list.add(
        "ilike",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(STRING, STRING, STRING),
                Primitive.BOOLEAN,
                (call, context) -> rowsLike(call.type(), t -> t.toLowerCase(Locale.ROOT)))
            .requiring(2));
    regex(list, "rlike", Primitive.BOOLEAN, 2, (a, p) -> p.matcher((String) a[0]).find(), STRING);
    list.alias("rlike", "regexp", "regexp_like");
    regex(
        list,
        "regexp_replace",
        Primitive.STRING,
        3,
        (a, p) -> replace((String) a[0], p, (String) a[2], a.length > 3 ? (Integer) a[3] : 1),
        STRING,
        STRING,
        INT);
    regex(
        list,
        "regexp_extract",
        Primitive.STRING,
        2,
        (a, p) -> extract((String) a[0], p, a.length > 2 ? (Integer) a[2] : 1),
        STRING,
        INT);
    regex(
        list,
        "regexp_count",
        Primitive.INTEGER,
        2,
        (a, p) -> (int) p.matcher((String) a[0]).results().count(),
        STRING);
    regex(
        list,
        "regexp_extract_all",
        new DataType.Array(Primitive.STRING, false),
        2,
        (a, p) -> extractAll((String) a[0], p, a.length > 2 ? (Integer) a[2] : 1),
        STRING,
        INT);
    regex(
        list,
        "regexp_instr",
        Primitive.INTEGER,
        2,
        (a, p) -> {
          Matcher matcher = p.matcher((String) a[0]);
          return matcher.find() ? matcher.start() + 1 : 0;
        },
        STRING,
        INT);
    list.add(
        "regexp_substr",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(STRING, STRING),
                Primitive.STRING,
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a -> {
                          Matcher matcher = compile((String) a[1]).matcher((String) a[0]);
                          return matcher.find() ? matcher.group() : null;
                        }))
            .nullable(Signature.Nullability.ALWAYS));
    regex(
        list,
        "split",
        new DataType.Array(Primitive.STRING, false),
        2,
        (a, p) -> split((String) a[0], p, a.length > 2 ? (Integer) a[2] : -1),
        STRING,
        INT);
  }

  /** A function of a row's values and the compiled pattern, which is the second of them. */
  @FunctionalInterface
  private interface Matching {
    Object apply(Object[] arguments, Pattern pattern);
  }

  private static void regex(
      FunctionList list,
      String name,
      DataType result,
      int required,
      Matching function,
      Parameter... more) {
    List<Parameter> parameters = new java.util.ArrayList<>(List.of(STRING));
    parameters.addAll(List.of(more));
    list.add(
        name,
        EnumSet.of(STRICT),
        Overload.of(
                parameters,
                result,
                (call, context) -> {
                  Optional<Pattern> constant = constant(call);
                  return Rowwise.strict(
                      call.type(),
                      a -> function.apply(a, constant.orElseGet(() -> compile((String) a[1]))));
                })
            .requiring(required));
  }

  private static Optional<Pattern> constant(Call call) {
    return call.argument(1) instanceof Literal literal && literal.value() instanceof String text
        ? Optional.of(compile(text))
        : Optional.empty();
  }

  private static Pattern compile(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "Not a regular expression: '%s': %s".formatted(text, e.getDescription()), e);
    }
  }

  private static Kernel like(Call call, Function<String, String> fold) {
    return LikePattern.ofConstants(call.arguments().subList(1, call.arguments().size()))
        .map(LikePattern::kernel)
        .orElseGet(() -> rowsLike(call.type(), fold));
  }

  private static Kernel rowsLike(DataType type, Function<String, String> fold) {
    return Rowwise.strict(
        type,
        a -> {
          char escape = a.length > 2 ? LikePattern.escape((String) a[2]) : '\\';
          byte[] bytes = fold.apply((String) a[0]).getBytes(StandardCharsets.UTF_8);
          return LikePattern.of(fold.apply((String) a[1]), escape).matches(bytes, 0, bytes.length);
        });
  }

  private static Object replace(String text, Pattern pattern, String replacement, int position) {
    if (position < 1) {
      throw new InvalidInputException(
          "The position of regexp_replace counts from 1, got " + position);
    }
    int from = position - 1;
    if (from >= text.length() && from > 0) {
      return text;
    }
    Matcher matcher = pattern.matcher(text).region(from, text.length());
    StringBuilder result = new StringBuilder();
    try {
      while (matcher.find()) {
        matcher.appendReplacement(result, replacement);
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot replace with '%s': %s".formatted(replacement, e.getMessage()), e);
    }
    return matcher.appendTail(result).toString();
  }

  private static Object extract(String text, Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(text);
    if (group < 0 || group > matcher.groupCount()) {
      throw new InvalidInputException(
          "Regular expression '%s' has %d groups, so no group %d"
              .formatted(pattern, matcher.groupCount(), group));
    }
    String found = matcher.find() ? matcher.group(group) : "";
    return found == null ? "" : found;
  }

  private static Object extractAll(String text, Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(text);
    if (group < 0 || group > matcher.groupCount()) {
      throw new InvalidInputException(
          "Regular expression '%s' has %d groups, so no group %d"
              .formatted(pattern, matcher.groupCount(), group));
    }
    List<Object> found = new java.util.ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(group) == null ? "" : matcher.group(group));
    }
    return found;
  }

  private static Object split(String text, Pattern pattern, int limit) {
    return List.of(pattern.split(text, limit == 0 ? -1 : limit));
  }
}
