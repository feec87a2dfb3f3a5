package io.moraine.core.function;

import static io.moraine.core.function.Parameter.BINARY;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.LONG;
import static io.moraine.core.function.Parameter.STRING;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType.Primitive;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions of strings that are asked for less often: character sets, URLs, sounds, numbers. */
final class MoreStringFunctions {
  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "US-ASCII", StandardCharsets.US_ASCII,
          "ISO-8859-1", StandardCharsets.ISO_8859_1,
          "UTF-8", StandardCharsets.UTF_8,
          "UTF-16", StandardCharsets.UTF_16,
          "UTF-16BE", StandardCharsets.UTF_16BE,
          "UTF-16LE", StandardCharsets.UTF_16LE);

  /** What each letter from A on sounds like; 7 separates nothing, 0 separates. */
  private static final String SOUNDS = "01230127022455012623017202";

  private MoreStringFunctions() {}

  static void addTo(FunctionList list) {
    list.plain(
        "overlay",
        List.of(STRING, STRING, INT, INT),
        Primitive.STRING,
        3,
        a ->
            overlay(
                (String) a[0], (String) a[1], (Integer) a[2], a.length > 3 ? (Integer) a[3] : -1));
    list.plain("soundex", List.of(STRING), Primitive.STRING, a -> soundex((String) a[0]));
    list.plain("luhn_check", List.of(STRING), Primitive.BOOLEAN, a -> luhn((String) a[0]));
    list.failing(
        "encode",
        List.of(STRING, STRING),
        Primitive.BINARY,
        a -> encode((String) a[0], charset((String) a[1])));
    list.failing(
        "decode",
        List.of(BINARY, STRING),
        Primitive.STRING,
        a -> decode((byte[]) a[0], charset((String) a[1])));
    list.plain(
        "url_encode",
        List.of(STRING),
        Primitive.STRING,
        a -> URLEncoder.encode((String) a[0], StandardCharsets.UTF_8));
    list.failing("url_decode", List.of(STRING), Primitive.STRING, a -> urlDecoded((String) a[0]));
    list.add(
        "conv",
        EnumSet.of(ScalarFunction.Trait.STRICT),
        FunctionList.rows(
                List.of(STRING, INT, INT),
                Primitive.STRING,
                a -> converted((String) a[0], (Integer) a[1], (Integer) a[2]))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "elt",
        EnumSet.noneOf(ScalarFunction.Trait.class),
        Overload.of(
                List.of(INT, STRING),
                Primitive.STRING,
                (call, context) -> Rowwise.seeingNulls(call.type(), MoreStringFunctions::chosen))
            .repeating(1)
            .nullable(Signature.Nullability.ALWAYS));
    list.nulling(
        "format_number",
        List.of(Parameter.NUMERIC, INT),
        Primitive.STRING,
        a -> formatted((Number) a[0], (Integer) a[1]));
    list.nulling(
        "width_bucket",
        List.of(Parameter.DOUBLE, Parameter.DOUBLE, Parameter.DOUBLE, LONG),
        Primitive.LONG,
        a -> bucket((Double) a[0], (Double) a[1], (Double) a[2], (Long) a[3]));
    list.add(
        "shiftrightunsigned",
        EnumSet.of(ScalarFunction.Trait.STRICT, ScalarFunction.Trait.INFALLIBLE),
        FunctionList.rows(
            List.of(INT, INT), Primitive.INTEGER, a -> (Integer) a[0] >>> (Integer) a[1]),
        FunctionList.rows(List.of(LONG, INT), Primitive.LONG, a -> (Long) a[0] >>> (Integer) a[1]));
    list.plain(
            "bit_get",
            List.of(LONG, INT),
            Primitive.BYTE,
            a -> (int) ((Long) a[0] >>> bit((Integer) a[1]) & 1))
        .alias("bit_get", "getbit");
  }

  /** The argument of that number. */
  private static Object chosen(Object[] arguments) {
    if (arguments[0] == null) {
      return null;
    }
    int number = (Integer) arguments[0];
    if (number < 1 || number >= arguments.length) {
      throw new InvalidInputException(
          "elt has %d values, so no value %d".formatted(arguments.length - 1, number));
    }
    return arguments[number];
  }

  /** With commas between thousands, and {@code places} digits after the point. */
  private static Object formatted(Number number, int places) {
    if (places < 0) {
      return null;
    }
    String pattern = places == 0 ? "#,###,###,###,###,###,##0" : "#,###,###,###,###,###,##0.";
    return new DecimalFormat(
            pattern + "0".repeat(places), DecimalFormatSymbols.getInstance(Locale.US))
        .format(number);
  }

  private static Object bucket(double value, double min, double max, long count) {
    boolean bad =
        count <= 0
            || count == Long.MAX_VALUE
            || Double.isNaN(value)
            || min == max
            || !Double.isFinite(min)
            || !Double.isFinite(max);
    if (bad) {
      return null;
    }
    double lower = Math.min(min, max);
    double upper = Math.max(min, max);
    boolean rising = min < max;
    if (rising ? value < lower : value > upper) {
      return 0L;
    } else if (rising ? value >= upper : value <= lower) {
      return count + 1;
    }
    double part = rising ? (value - lower) / (upper - lower) : (upper - value) / (upper - lower);
    return (long) (count * part) + 1;
  }

  private static int bit(int position) {
    if (position < 0 || position > 63) {
      throw new InvalidInputException("A bit's position is 0 to 63, got " + position);
    }
    return position;
  }

  private static String overlay(String text, String by, int from, int length) {
    int replaced = length < 0 ? by.codePointCount(0, by.length()) : length;
    return Strings.substring(text, 1, from - 1)
        + by
        + Strings.substring(text, from + replaced, Integer.MAX_VALUE);
  }

  private static String soundex(String text) {
    if (text.isEmpty()) {
      return text;
    }
    char first = Character.toUpperCase(text.charAt(0));
    if (first < 'A' || first > 'Z') {
      return text;
    }
    StringBuilder code = new StringBuilder().append(first);
    char last = SOUNDS.charAt(first - 'A');
    for (int i = 1; i < text.length() && code.length() < 4; i++) {
      char letter = Character.toUpperCase(text.charAt(i));
      if (letter < 'A' || letter > 'Z') {
        last = '0';
        continue;
      }
      char sound = SOUNDS.charAt(letter - 'A');
      if (sound == '7') {
        continue;
      }
      if (sound != '0' && sound != last) {
        code.append(sound);
      }
      last = sound;
    }
    while (code.length() < 4) {
      code.append('0');
    }
    return code.toString();
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      int value = (c - '0') * (twice ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return !digits.isEmpty() && sum % 10 == 0;
  }

  private static Charset charset(String name) {
    Charset charset = CHARSETS.get(name.toUpperCase(Locale.ROOT));
    if (charset == null) {
      throw new InvalidInputException(
          "No character set '%s'; there are: US-ASCII, ISO-8859-1, UTF-8, UTF-16, UTF-16BE, UTF-16LE"
              .formatted(name));
    }
    return charset;
  }

  private static byte[] encode(String text, Charset charset) {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] result = new byte[bytes.remaining()];
      bytes.get(result);
      return result;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "Cannot encode '%s' in %s".formatted(text, charset.name()), e);
    }
  }

  private static String decode(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "Cannot decode %d bytes as %s".formatted(bytes.length, charset.name()), e);
    }
  }

  private static String urlDecoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Not an encoded URL: '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  /** The digits that begin {@code text}, of base {@code from}, in base {@code to}. */
  private static Object converted(String text, int from, int to) {
    int target = Math.abs(to);
    String trimmed = text.trim();
    if (from < 2 || from > 36 || target < 2 || target > 36 || trimmed.isEmpty()) {
      return null;
    }
    boolean negative = trimmed.startsWith("-");
    long value = 0;
    boolean overflow = false;
    for (int i = negative ? 1 : 0; i < trimmed.length(); i++) {
      int digit = Character.digit(trimmed.charAt(i), from);
      if (digit < 0 || trimmed.charAt(i) > 127) {
        break;
      }
      overflow |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, from)) > 0;
      value = value * from + digit;
    }
    if (overflow) {
      throw new InvalidInputException(
          "conv cannot hold '%s' of base %d in 64 bits".formatted(text, from));
    }
    long unsigned = negative ? -value : value;
    String digits =
        to < 0 ? Long.toString(unsigned, target) : Long.toUnsignedString(unsigned, target);
    return digits.toUpperCase(Locale.ROOT);
  }
}
