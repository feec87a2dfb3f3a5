package io.moraine.core.function;

import static io.moraine.core.function.Parameter.BINARY;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.LONG;
import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** Other forms of strings and bytes: hexadecimal, Base64, digests. */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static void addTo(FunctionList list) {
    list.plain("md5", List.of(BINARY), Primitive.STRING, a -> digest("MD5", a[0]));
    list.plain("sha1", List.of(BINARY), Primitive.STRING, a -> digest("SHA-1", a[0]))
        .alias("sha1", "sha");
    list.nulling("sha2", List.of(BINARY, INT), Primitive.STRING, a -> sha2(a[0], (Integer) a[1]));
    list.plain("crc32", List.of(BINARY), Primitive.LONG, a -> crc32((byte[]) a[0]));
    list.add(
        "hex",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
            List.of(LONG),
            Primitive.STRING,
            a -> Long.toHexString((Long) a[0]).toUpperCase(Locale.ROOT)),
        FunctionList.rows(List.of(BINARY), Primitive.STRING, a -> hex((byte[]) a[0])),
        FunctionList.rows(
            List.of(STRING),
            Primitive.STRING,
            a -> hex(((String) a[0]).getBytes(StandardCharsets.UTF_8))));
    list.nulling("unhex", List.of(STRING), Primitive.BINARY, a -> unhex((String) a[0]));
    list.plain("bin", List.of(LONG), Primitive.STRING, a -> Long.toBinaryString((Long) a[0]));
    list.plain(
        "base64",
        List.of(BINARY),
        Primitive.STRING,
        a -> Base64.getEncoder().encodeToString((byte[]) a[0]));
    list.failing("unbase64", List.of(STRING), Primitive.BINARY, a -> unbase64((String) a[0]));
  }

  private static String digest(String algorithm, Object bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest((byte[]) bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }

  private static Object sha2(Object bytes, int bits) {
    return switch (bits) {
      case 0, 256 -> digest("SHA-256", bytes);
      case 224, 384, 512 -> digest("SHA-" + bits, bytes);
      default -> null;
    };
  }

  private static long crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static Object unhex(String text) {
    try {
      return HexFormat.of().parseHex(text.length() % 2 == 0 ? text : "0" + text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Object unbase64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("Not Base64: '%s': %s".formatted(text, e.getMessage()), e);
    }
  }
}
