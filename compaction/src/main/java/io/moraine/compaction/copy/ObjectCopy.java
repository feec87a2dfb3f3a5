package io.moraine.compaction.copy;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Copies objects from one store to another, several at once, a piece at a time. */
public final class ObjectCopy {
  private static final int PIECE_BYTES = 4 << 20;

  private final Environment environment;
  private final ObjectStore target;

  /** Copies to {@code target}. */
  public ObjectCopy(ObjectStore target, Environment environment) {
    this.target = target;
    this.environment = environment;
  }

  /**
   * Copies each of {@code sources} to its key. What was copied is removed again if one fails.
   *
   * @param sources names of what to copy, by the keys of the copies
   * @param open opens a source by its name
   * @param done hears of the bytes of each copy, by one thread at a time
   * @return the sum of the sizes
   */
  public long run(
      Map<String, String> sources,
      Function<String, ObjectReader> open,
      BiConsumer<String, Long> done) {
    List<Map.Entry<String, String>> all = new ArrayList<>(sources.entrySet());
    List<String> begun = Collections.synchronizedList(new ArrayList<>());
    long[] bytes = new long[all.size()];
    try {
      Parallel.in(environment)
          .forEach(
              all.size(),
              i -> {
                begun.add(all.get(i).getKey());
                try (ObjectReader from = open.apply(all.get(i).getValue())) {
                  bytes[i] = copy(from, all.get(i).getKey());
                }
                synchronized (this) {
                  done.accept(all.get(i).getKey(), bytes[i]);
                }
              });
    } catch (RuntimeException | Error e) {
      target.deleteAll(begun);
      throw e;
    }
    long sum = 0;
    for (long size : bytes) {
      sum += size;
    }
    return sum;
  }

  private long copy(ObjectReader from, String key) {
    long size = from.sizeBytes();
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, size)];
    try (ObjectWriter to = target.create(key)) {
      for (long at = 0; at < size; at += piece.length) {
        int length = (int) Math.min(piece.length, size - at);
        from.read(at, piece, 0, length);
        to.write(piece, 0, length);
      }
      to.finish();
    }
    return size;
  }
}
