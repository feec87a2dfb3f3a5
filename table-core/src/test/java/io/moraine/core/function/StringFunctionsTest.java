package io.moraine.core.function;

import static io.moraine.core.function.Calls.call;
import static io.moraine.core.function.Calls.evaluate;
import static io.moraine.core.function.Calls.fails;
import static io.moraine.core.function.Calls.gives;
import static io.moraine.core.function.Calls.none;

import io.moraine.core.type.DataType.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results are those that Spark's documentation shows, or that Spark gives. */
class StringFunctionsTest {
  @Test
  void substringCountsCharactersFromOneOrFromTheEnd() {
    gives("k SQL", "substring", "Spark SQL", 5);
    gives("SQL", "substring", "Spark SQL", -3);
    gives("k", "substring", "Spark SQL", 5, 1);
    gives("Sp", "substring", "Spark", 0, 2);
    gives("a", "substring", "abc", -5, 3);
    gives("", "substring", "abc", 2, -1);
    gives("", "substring", "abc", 7);
    gives("😀", "substring", "a😀b", 2, 1);
    gives("Spa", "left", "Spark SQL", 3);
    gives("SQL", "right", "Spark SQL", 3);
    gives("", "right", "Spark", 0);
    gives("Spark", "right", "Spark", 50);
  }

  @Test
  void findsPositionsFromOne() {
    gives(6, "instr", "SparkSQL", "SQL");
    gives(4, "locate", "bar", "foobarbar");
    gives(7, "locate", "bar", "foobarbar", 5);
    gives(0, "locate", "bar", "foobarbar", 0);
    gives(7, "position", "bar", "foobarbar", 5);
    gives(2, "instr", "😀b", "b");
    gives(3, "find_in_set", "ab", "abc,b,ab,c,def");
  }

  @Test
  void trimsOnlySpacesUnlessToldOtherwise() {
    gives("SparkSQL", "trim", "    SparkSQL   ");
    gives("\tx", "trim", " \tx ");
    gives("SparkSQL   ", "ltrim", "    SparkSQL   ");
    gives("    SparkSQL", "rtrim", "    SparkSQL   ");
    gives("parkSQL", "ltrim", "S", "SSparkSQL");
    gives("parkSQ", "btrim", "SSparkSQLS", "SL");
  }

  @Test
  void padsAndCuts() {
    gives("???hi", "lpad", "hi", 5, "??");
    gives("h", "lpad", "hi", 1, "??");
    gives("   hi", "lpad", "hi", 5);
    gives("hi???", "rpad", "hi", 5, "??");
    gives("hi", "rpad", "hi", 5, "");
    gives("", "rpad", "hi", -1);
    gives("123123", "repeat", "123", 2);
    gives("", "repeat", "123", -2);
  }

  @Test
  void changesCase() {
    gives("SPARKSQL", "upper", "SparkSql");
    gives("SS", "upper", "ß");
    gives("sparksql", "lcase", "SparkSql");
    gives("Spark Sql", "initcap", "sPark sql");
  }

  @Test
  void replacesAndTranslates() {
    gives("ABCDEF", "replace", "ABCabc", "abc", "DEF");
    gives("ABC", "replace", "ABCabc", "abc");
    gives("ABC", "replace", "ABC", "", "x");
    gives("A1B2C3", "translate", "AaBbCc", "abc", "123");
    gives("ABC", "translate", "AaBbCc", "abc", "");
    gives("LQS krapS", "reverse", "Spark SQL");
  }

  @Test
  void joins() {
    gives("SparkSQL", "concat", "Spark", "SQL");
    gives("a1true", "concat", "a", 1, true);
    gives(null, "concat", "a", none(Primitive.STRING));
    gives("Spark SQL", "concat_ws", " ", "Spark", "SQL");
    gives("a,b", "concat_ws", ",", "a", none(Primitive.STRING), "b");
    gives("", "concat_ws", ",");
    gives(null, "concat_ws", none(Primitive.STRING), "a");
    gives("a,b,c", "concat_ws", ",", call("array", "a", "b"), "c");
  }

  @Test
  void splits() {
    gives(List.of("one", "two", "three", ""), "split", "oneAtwoBthreeC", "[ABC]");
    gives(List.of("one", "twoBthreeC"), "split", "oneAtwoBthreeC", "[ABC]", 2);
    gives("13", "split_part", "11.12.13", ".", 3);
    gives("13", "split_part", "11.12.13", ".", -1);
    gives("", "split_part", "11.12.13", ".", 5);
    fails("counts from 1, got 0", "split_part", "11.12.13", ".", 0);
    gives("www.apache", "substring_index", "www.apache.org", ".", 2);
    gives("apache.org", "substring_index", "www.apache.org", ".", -2);
  }

  @Test
  void measures() {
    gives(10, "length", "Spark SQL ");
    gives(1, "char_length", "😀");
    gives(4, "octet_length", "😀");
    gives(72, "bit_length", "Spark SQL");
    gives(3, "length", new byte[] {1, 2, 3});
    gives(50, "ascii", "222");
    gives(0, "ascii", "");
    gives("A", "chr", 65L);
    gives("", "chr", -1L);
    gives(3, "levenshtein", "kitten", "sitting");
  }

  @Test
  void matchesPatterns() {
    gives(true, "like", "Spark", "_park");
    gives(true, "like", "50%", "50\\%");
    gives(false, "like", "505", "50\\%");
    gives(true, "like", "50%", "50/%", "/");
    gives(false, "like", "a\nb", "a_");
    gives(true, "like", "a\nb", "a%b");
    gives(true, "like", "😀", "_");
    gives(true, "ilike", "Spark", "_PARK");
    fails("escape character", "like", "a", "a\\");
    fails("must be one character", "like", "a", "a", "ab");
    gives(true, "rlike", "%SystemDrive%\\Users\\John", "%SystemDrive%\\\\Users.*");
    gives("num-num", "regexp_replace", "100-200", "(\\d+)", "num");
    gives("200-100", "regexp_replace", "100-200", "(\\d+)-(\\d+)", "$2-$1");
    gives("100", "regexp_extract", "100-200", "(\\d+)-(\\d+)", 1);
    gives("", "regexp_extract", "foo", "(\\d+)", 1);
    fails("no group 3", "regexp_extract", "100-200", "(\\d+)-(\\d+)", 3);
    fails("Not a regular expression: '('", "rlike", "a", "(");
  }

  @Test
  void encodes() {
    byte[] spark = "Spark".getBytes(StandardCharsets.UTF_8);
    gives("8cde774d6f7333752ed72cacddb05126", "md5", "Spark");
    gives("85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c", "sha1", "Spark");
    gives("529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b", "sha2", "Spark", 256);
    gives(null, "sha2", "Spark", 1);
    gives(1557323817L, "crc32", "Spark");
    gives("11", "hex", 17);
    gives("FFFFFFFFFFFFFFFF", "hex", -1);
    gives("537061726B2053514C", "hex", "Spark SQL");
    gives(spark, "unhex", "537061726B");
    gives(null, "unhex", "GG");
    gives("U3BhcmsgU1FM", "base64", "Spark SQL");
    gives(spark, "unbase64", "U3Bhcms=");
    gives("1101", "bin", 13L);
  }

  @Test
  void isNullWhereAnArgumentIs() {
    for (String name : List.of("upper", "lower", "trim", "length", "md5", "initcap")) {
      gives(null, name, none(Primitive.STRING));
    }
    gives(null, "substring", "abc", none(Primitive.INTEGER));
    gives(null, "startswith", none(Primitive.STRING), "a");
    org.assertj.core.api.Assertions.assertThat(evaluate(call("upper", (Object) null))).isNull();
  }
}
