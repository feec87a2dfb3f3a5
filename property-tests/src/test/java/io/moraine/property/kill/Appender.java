package io.moraine.property.kill;

import io.moraine.Session;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import java.io.PrintStream;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Appends batches {@code from, from + 1, …} to the table {@code t} until it is killed, and prints
 * {@code begin 7 .} before the commit of batch 7, {@code ack 7 .} after it.
 */
final class Appender {
  /** The rows of a batch: two files, so that a batch may be torn. */
  static final int ROWS = 40;

  private Appender() {}

  /** Takes the warehouse's URI and the number of the first batch. */
  public static void main(String[] arguments) {
    URI warehouse = URI.create(arguments[0]);
    PrintStream out = new PrintStream(System.out, true);
    try (Session session = World.session(warehouse, World.real(5))) {
      for (long batch = Long.parseLong(arguments[1]); ; batch++) {
        out.println("begin " + batch + " .");
        Tables.run(session, insert(batch));
        out.println("ack " + batch + " .");
      }
    }
  }

  private static String insert(long batch) {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> "(%d, %d, '%s')".formatted(batch, i, i % 2 == 0 ? "even" : "odd"))
        .collect(Collectors.joining(", ", "INSERT INTO t VALUES ", ""));
  }
}
