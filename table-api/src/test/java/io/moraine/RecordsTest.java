package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as rows, and rows as records. */
class RecordsTest {
  @TempDir private Path folder;

  enum Side {
    BUY,
    SELL
  }

  record Leg(String symbol, Optional<Integer> lots) {}

  // A binary column is an array.
  @SuppressWarnings("ArrayRecordComponent")
  record Trade(
      long id,
      Side side,
      @Column(name = "px", type = "DECIMAL(12,4)") BigDecimal price,
      LocalDate tradeDay,
      Instant at,
      LocalDateTime clock,
      List<Leg> legs,
      Map<String, Integer> counts,
      Set<String> tags,
      Optional<String> note,
      UUID key,
      byte[] raw,
      double weight,
      Boolean settled) {}

  private static Trade trade(long id, Optional<String> note) {
    return new Trade(
        id,
        id % 2 == 0 ? Side.SELL : Side.BUY,
        new BigDecimal("99.1250"),
        LocalDate.of(2024, 2, 29),
        Instant.parse("1969-12-31T23:59:59.999999Z"),
        LocalDateTime.parse("2026-03-29T02:30:00"),
        List.of(new Leg("ABC", Optional.of(3)), new Leg(null, Optional.empty())),
        Map.of("a", 1),
        Set.of("x"),
        note,
        UUID.fromString("00000000-0000-0001-0000-000000000002"),
        new byte[] {1, 2},
        -0.5,
        null);
  }

  private Table trades() {
    return Table.create(folder.resolve("trades")).columns(Trade.class).execute();
  }

  @Test
  void recordsComeBackAsTheyWent() {
    Table table = trades();
    List<Trade> written = List.of(trade(1, Optional.of("first")), trade(2, Optional.empty()));

    table.append(Trade.class, written);

    List<Trade> read = table.read(Trade.class).toList();
    assertThat(read)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(table.read(Trade.class).where(Expr.col("id").eq(2)).first())
        .hasValueSatisfying(trade -> assertThat(trade.side()).isEqualTo(Side.SELL));
    assertThat(table.read(Trade.class).where("note = 'first'").toList()).hasSize(1);
    assertThat(table.read(Trade.class).where("id > 2").first()).isEmpty();
  }

  @Test
  void aRecordSaysTheColumnsOfATable() {
    assertThat(Schemas.ofRecord(Trade.class).fields())
        .contains(
            StructField.required("id", Primitive.LONG),
            StructField.of("side", Primitive.STRING),
            StructField.of("px", new DataType.Decimal(12, 4)),
            StructField.of("tags", new DataType.Array(Primitive.STRING, true)),
            StructField.required("weight", Primitive.DOUBLE))
        .hasSize(14);
    assertThat(Schemas.ofRecord(Trade.class).field(6).type().sql())
        .isEqualTo("ARRAY<STRUCT<symbol: STRING, lots: INT>>");
  }

  record Slim(String note, int id) {}

  record SlimLong(String note, long id, Optional<String> absent) {}

  @Test
  void onlyTheColumnsOfTheRecordAreRead() {
    Table table = trades();
    table.append(Trade.class, List.of(trade(1, Optional.of("n"))));

    assertThat(table.read(SlimLong.class).toList())
        .containsExactly(new SlimLong("n", 1, Optional.empty()));
    assertThat(table.read().where("id = 1").as(SlimLong.class).first()).isPresent();
  }

  @Test
  void aColumnThatIsTooWideIsRefusedBeforeAnythingIsRead() {
    Table table = trades();

    assertThatThrownBy(() -> table.read(Slim.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Component 'id' of Slim is int, but its column is BIGINT, which becomes long");
  }

  record Unknown(long id, String nme) {}

  @Test
  void aComponentWithoutAColumnIsRefused() {
    Table table = Table.create(folder).columns(Leg.class).execute();

    assertThatThrownBy(() -> table.read(Unknown.class))
        .hasMessage(
            "There is no column 'id' for component 'id' of Unknown; there are symbol, lots");
    assertThatThrownBy(() -> table.append(Unknown.class, List.of()))
        .hasMessage(
            "There is no column 'id' for component 'id' of Unknown; there are symbol, lots");
    assertThatThrownBy(() -> table.read(String.class))
        .hasMessage(
            "java.lang.String is no record: rows become records, whose components are the columns");
  }

  record Lots(int lots) {}

  record OddSide(Side symbol) {}

  @Test
  void valuesThatDoNotFitTellWhichComponent() {
    Table table = Table.create(folder).columns(Leg.class).execute();
    table.append(Leg.class, List.of(new Leg("ABC", Optional.empty())));

    assertThatThrownBy(() -> table.read(Lots.class).toList())
        .hasMessage(
            "A row has null for component 'lots' of Lots, which is int: make it Integer or"
                + " Optional");
    assertThatThrownBy(() -> table.read(OddSide.class).toList())
        .hasMessage(
            "A row has 'ABC' for component 'symbol' of OddSide, which is one of [BUY, SELL]");
  }

  record Price(@Column(type = "DECIMAL(4,2)") BigDecimal price) {}

  @Test
  void aRecordThatDoesNotFitIsCountedAndNothingIsWritten() {
    Table table = Table.create(folder).columns(Price.class).execute();

    assertThatThrownBy(
            () ->
                table.append(
                    Price.class,
                    List.of(new Price(new BigDecimal("1.5")), new Price(new BigDecimal("100")))))
        .hasMessage("Record 2: Column 'price' of type DECIMAL(4,2) cannot hold 100 (BigDecimal)");
    assertThatThrownBy(() -> table.append(Price.class, Arrays.asList((Price) null)))
        .hasMessage("Record 1 is null");
    assertThat(table.version()).isZero();
  }

  record Loop(long id, List<Loop> inner) {}

  record Odd(Thread thread) {}

  @Test
  void whatNoColumnHoldsIsRefused() {
    assertThatThrownBy(() -> Schemas.ofRecord(Loop.class))
        .hasMessageEndingWith("Loop is a part of itself, and columns are not");
    assertThatThrownBy(() -> Schemas.ofRecord(Odd.class))
        .hasMessage("No column can hold component 'thread' of Odd, which is java.lang.Thread");
  }

  record Numbers(
      byte b,
      short s,
      int i,
      long l,
      BigInteger big,
      BigDecimal exact,
      float f,
      OffsetDateTime t) {}

  @Test
  void numbersAndTimesOfAllWidths() {
    Numbers edge =
        new Numbers(
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            BigInteger.TEN.pow(37),
            new BigDecimal("0.000000000000000001"),
            Float.MIN_VALUE,
            OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
    Table table = Table.create(folder).columns(Numbers.class).execute();
    table.append(Numbers.class, List.of(edge));

    assertThat(table.read(Numbers.class).toList()).containsExactly(edge);
  }

  record CityCount(String city, long n) {}

  @Test
  void resultsOfStatementsAreRecordsToo() {
    try (Session session = Session.open();
        Result result =
            session.sql(
                "SELECT city, count(*) AS n FROM VALUES ('Oslo'), ('Oslo') AS t(city) GROUP BY city");
        Stream<CityCount> rows = result.rows(CityCount.class)) {
      assertThat(rows).containsExactly(new CityCount("Oslo", 2));
    }
  }

  @Test
  void recordsAreRowsForUpsertsAndStatements() {
    Table table = Table.create(folder).columns(CityCount.class).execute();
    table.append(CityCount.class, List.of(new CityCount("Oslo", 1), new CityCount("Rome", 2)));

    table
        .upsert(
            table.rows(
                CityCount.class, List.of(new CityCount("Rome", 5), new CityCount("Bonn", 6))))
        .on("city");

    assertThat(table.read(CityCount.class).toList())
        .containsExactlyInAnyOrder(
            new CityCount("Oslo", 1), new CityCount("Rome", 5), new CityCount("Bonn", 6));
    try (Session session = Session.open();
        Result result =
            session
                .register("more", Rows.of(CityCount.class, List.of(new CityCount("Kyiv", 3))))
                .sql("SELECT max(n) AS n, 'all' AS city FROM more")) {
      assertThat(result.rows(CityCount.class)).containsExactly(new CityCount("all", 3));
    }
  }
}
