package io.moraine.core.parquet.read;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.parquet.bloom.BloomFilter;
import io.moraine.core.parquet.decode.Dictionary;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.FileColumns;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Leaves out row groups by the Bloom filters and the dictionaries of their chunks. */
final class Probes {
  /** Leaves none out. */
  static final Probes NONE = new Probes(null, null, null, List.of());

  /** A larger dictionary is not worth reading beforehand. */
  private static final int MAX_DICTIONARY = 1 << 20;

  private final ObjectReader in;
  private final Footer footer;
  private final Chunks chunks;
  private final List<Asked> asked;

  /** A probe of a column that the file has. */
  private record Asked(Probe probe, LeafReader leaf, Conversion conversion, DataType wanted) {}

  private Probes(ObjectReader in, Footer footer, Chunks chunks, List<Asked> asked) {
    this.in = in;
    this.footer = footer;
    this.chunks = chunks;
    this.asked = asked;
  }

  /** The probes of a filter's conjuncts over {@code requested}. */
  static Probes of(
      RowFilter filter,
      StructType requested,
      ColumnMatching matching,
      ObjectReader in,
      Footer footer,
      Chunks chunks) {
    List<Asked> asked = new ArrayList<>();
    List<FileColumn> columns = FileColumns.of(footer.schema());
    for (Expression conjunct : Operators.conjuncts(filter.predicate())) {
      Optional<Probe> probe = Probe.of(conjunct, requested, filter.context());
      probe
          .flatMap(p -> matching.find(in.location(), requested.field(p.column()), columns))
          .ifPresent(
              column -> {
                if (column instanceof FileColumn.Value value) {
                  ask(probe.get(), value.leaf(), requested, in).ifPresent(asked::add);
                }
              });
    }
    return new Probes(in, footer, chunks, asked);
  }

  private static Optional<Asked> ask(
      Probe probe, SchemaNode.Leaf leaf, StructType requested, ObjectReader in) {
    DataType wanted = requested.field(probe.column()).type();
    if (leaf.maxRepetition() > 0) {
      return Optional.empty();
    }
    return Conversions.of(leaf, wanted)
        .map(
            conversion ->
                new Asked(
                    probe,
                    LeafReader.of(in.location(), leaf, 0, conversion.rawType()),
                    conversion,
                    wanted));
  }

  /** False only if no row of row group {@code ordinal} is wanted. */
  boolean mayHoldWanted(int ordinal) {
    for (Asked question : asked) {
      ChunkMetadata chunk =
          footer.rowGroups().get(ordinal).chunks().get(question.leaf().leaf().ordinal());
      if (chunk.elsewhere() || !chunk.isReadable()) {
        continue;
      }
      boolean bloom = chunk.indexes().bloomFilter() > 0 && question.probe().equalTo().isPresent();
      if (bloom
          ? !isInBloomFilter(question, chunk)
          : chunk.onlyCodes() && !isInDictionary(question, chunk, ordinal)) {
        return false;
      }
    }
    return true;
  }

  private boolean isInBloomFilter(Asked question, ChunkMetadata chunk) {
    List<Long> hashes = new ArrayList<>();
    for (Object value : question.probe().equalTo().orElseThrow()) {
      OptionalLong hash = StoredValue.hash(question.leaf().leaf(), question.wanted(), value);
      if (hash.isEmpty()) {
        return true;
      }
      hashes.add(hash.getAsLong());
    }
    Optional<BloomFilter> filter = BloomFilterReader.read(in, footer, chunk);
    return filter.isEmpty() || hashes.stream().anyMatch(filter.get()::mayHold);
  }

  private boolean isInDictionary(Asked question, ChunkMetadata chunk, int ordinal) {
    if (!chunk.hasDictionary() || chunk.dataOffset() - chunk.startOffset() > MAX_DICTIONARY) {
      return true;
    }
    Optional<Dictionary> dictionary = chunks.dictionary(ordinal, question.leaf());
    if (dictionary.isEmpty()) {
      return true;
    }
    try {
      ColumnVector raw = vector(dictionary.get(), question.conversion().rawType());
      return question.probe().mayHold(question.conversion().apply(raw));
    } catch (MalformedPage e) {
      // An entry that no row may have; reading finds out.
      return true;
    } finally {
      question.leaf().buffer().close();
    }
  }

  /** A dictionary's entries as rows. */
  private static ColumnVector vector(Dictionary dictionary, DataType type) {
    int size = dictionary.size();
    if (dictionary.ints() != null) {
      return new IntVector(type, size, dictionary.ints(), null);
    } else if (dictionary.longs() != null) {
      return new LongVector(type, size, dictionary.longs(), null);
    } else if (dictionary.floats() != null) {
      return new FloatVector(type, size, dictionary.floats(), null);
    } else if (dictionary.doubles() != null) {
      return new DoubleVector(type, size, dictionary.doubles(), null);
    }
    return new BytesVector(
        type, size, dictionary.data(), dictionary.start(), dictionary.length(), null);
  }
}
