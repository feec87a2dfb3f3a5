package io.moraine.log.stats;

import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.Comparison;
import io.moraine.core.prune.Outcome;
import io.moraine.core.prune.Pruner;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A predicate, ready to be decided for many files by columns of their statistics.
 *
 * <p>For each file there is a byte of two bits, {@link #MAY_BE_TRUE} and {@link #MAY_BE_OTHER}:
 * what a row's answer may be, with false and null as one. Comparisons of columns with literals are
 * loops over arrays; what is neither that nor made of it by AND and OR is left to {@link Pruner},
 * file by file, as all of it could be.
 */
sealed interface FilePredicate
    permits ColumnComparison,
        FilePredicate.And,
        FilePredicate.Or,
        FilePredicate.IsNull,
        FilePredicate.ByFile,
        FilePredicate.ByPartition {
  /** Some row may satisfy the predicate. */
  int MAY_BE_TRUE = 1;

  /** Some row may not. */
  int MAY_BE_OTHER = 2;

  /** Longer lists of IN are not made comparisons of their own. */
  int MOST_OPTIONS = 32;

  /** Sets {@code bits[0 .. files.size())}. */
  void decide(Files files, byte[] bits);

  /** What predicates are decided by. */
  interface Files {
    int size();

    StatisticsTable statistics();

    /** What {@code pruner} says of one file. */
    Outcome decide(Pruner pruner, int file);

    /** What {@code pruner}, of partition columns, says of each file. */
    IntFunction<Outcome> decideByPartition(Pruner pruner);
  }

  static int bitsOf(Outcome outcome) {
    return switch (outcome) {
      case NONE -> MAY_BE_OTHER;
      case SOME -> MAY_BE_TRUE | MAY_BE_OTHER;
      case ALL -> MAY_BE_TRUE;
    };
  }

  /** The predicate, over {@code schema}, some columns of which are of the partitioning. */
  static FilePredicate compile(
      Expression predicate,
      StructType schema,
      Set<Integer> partitionOrdinals,
      StatisticsColumns columns) {
    return new Compilation(schema, partitionOrdinals, columns)
        .compile(ConstantFolder.fold(predicate));
  }

  /** Turns expressions into predicates. */
  record Compilation(StructType schema, Set<Integer> partitionOrdinals, StatisticsColumns columns) {

    FilePredicate compile(Expression expression) {
      if (expression instanceof Call call) {
        switch (call.function()) {
          case Operators.AND -> {
            return new And(compile(call.argument(0)), compile(call.argument(1)));
          }
          case Operators.OR -> {
            return new Or(compile(call.argument(0)), compile(call.argument(1)));
          }
          default -> {
            // Below.
          }
        }
        if (refersTo(expression, Reference.NO_PARTITION)) {
          Optional<FilePredicate> loop = loop(call);
          if (loop.isPresent()) {
            return loop.get();
          }
        }
      }
      Pruner pruner = Pruner.compile(expression, schema);
      return refersTo(expression, Reference.ONLY_PARTITIONS)
          ? new ByPartition(pruner)
          : new ByFile(pruner);
    }

    private enum Reference {
      NO_PARTITION,
      ONLY_PARTITIONS
    }

    private boolean refersTo(Expression expression, Reference reference) {
      if (expression instanceof ColumnReference column) {
        return partitionOrdinals.contains(column.id()) == (reference == Reference.ONLY_PARTITIONS);
      }
      return expression.children().stream().allMatch(child -> refersTo(child, reference));
    }

    private Optional<FilePredicate> loop(Call call) {
      Optional<Comparison> comparison = Comparison.of(call.function());
      if (comparison.isPresent()) {
        return compare(comparison.get(), call.argument(0), call.argument(1))
            .or(() -> compare(comparison.get().flipped(), call.argument(1), call.argument(0)));
      }
      return switch (call.function()) {
        case Operators.IS_NULL ->
            leaf(call.argument(0)).stream()
                .<FilePredicate>mapToObj(leaf -> new IsNull(leaf, MAY_BE_TRUE, MAY_BE_OTHER))
                .findFirst();
        case Operators.IS_NOT_NULL ->
            leaf(call.argument(0)).stream()
                .<FilePredicate>mapToObj(leaf -> new IsNull(leaf, MAY_BE_OTHER, MAY_BE_TRUE))
                .findFirst();
        case Operators.IN -> in(call);
        default -> Optional.empty();
      };
    }

    private Optional<FilePredicate> in(Call call) {
      if (call.arguments().size() > MOST_OPTIONS) {
        // A pass over all files for each would take longer than one search for each file.
        return Optional.empty();
      }
      List<FilePredicate> options = new ArrayList<>();
      for (int i = 1; i < call.arguments().size(); i++) {
        Optional<FilePredicate> option = compare(Comparison.EQ, call.argument(0), call.argument(i));
        if (option.isEmpty()) {
          return Optional.empty();
        }
        options.add(option.get());
      }
      return options.isEmpty() ? Optional.empty() : Optional.of(any(options));
    }

    /** A tree of little height: a long list must not take as many calls' stack. */
    private static FilePredicate any(List<FilePredicate> options) {
      int size = options.size();
      return size == 1
          ? options.get(0)
          : new Or(any(options.subList(0, size / 2)), any(options.subList(size / 2, size)));
    }

    private Optional<FilePredicate> compare(
        Comparison comparison, Expression column, Expression value) {
      OptionalInt leaf = leaf(column);
      if (leaf.isEmpty()
          || !(value instanceof Literal literal)
          || literal.value() == null
          || !literal.type().equals(columns.leafType(leaf.getAsInt()))) {
        return Optional.empty();
      }
      return ColumnComparison.of(leaf.getAsInt(), comparison, literal).map(c -> c);
    }

    private OptionalInt leaf(Expression expression) {
      List<Integer> path = new ArrayList<>();
      Expression at = expression;
      while (at instanceof FieldAccess field) {
        path.add(0, field.ordinal());
        at = field.struct();
      }
      if (!(at instanceof ColumnReference column)) {
        return OptionalInt.empty();
      }
      path.add(0, column.id());
      Integer leaf = columns.leafAt(path);
      // Statistics of an older type are not looked at by loops.
      return leaf == null || !columns.leafType(leaf).equals(expression.type())
          ? OptionalInt.empty()
          : OptionalInt.of(leaf);
    }
  }

  /** Both. */
  record And(FilePredicate left, FilePredicate right) implements FilePredicate {
    @Override
    public void decide(Files files, byte[] bits) {
      left.decide(files, bits);
      byte[] other = new byte[files.size()];
      right.decide(files, other);
      for (int i = 0; i < other.length; i++) {
        bits[i] =
            (byte) ((bits[i] & other[i] & MAY_BE_TRUE) | ((bits[i] | other[i]) & MAY_BE_OTHER));
      }
    }
  }

  /** Either. */
  record Or(FilePredicate left, FilePredicate right) implements FilePredicate {
    @Override
    public void decide(Files files, byte[] bits) {
      left.decide(files, bits);
      byte[] other = new byte[files.size()];
      right.decide(files, other);
      for (int i = 0; i < other.length; i++) {
        bits[i] =
            (byte) (((bits[i] | other[i]) & MAY_BE_TRUE) | (bits[i] & other[i] & MAY_BE_OTHER));
      }
    }
  }

  /** {@code IS NULL} or its opposite, by what a null and a value mean. */
  record IsNull(int leaf, int ofNull, int ofValue) implements FilePredicate {
    @Override
    public void decide(Files files, byte[] bits) {
      StatisticsTable table = files.statistics();
      long[] nulls = table.leaf(leaf).nullCount;
      for (int i = 0; i < nulls.length; i++) {
        int mayBeNull = nulls[i] != 0 ? ofNull : 0;
        int mayBeValue = nulls[i] < 0 || nulls[i] < table.rowBound(i) ? ofValue : 0;
        bits[i] = (byte) (mayBeNull | mayBeValue);
      }
    }
  }

  /** Anything, file by file. */
  record ByFile(Pruner pruner) implements FilePredicate {
    @Override
    public void decide(Files files, byte[] bits) {
      for (int i = 0; i < files.size(); i++) {
        bits[i] = (byte) bitsOf(files.decide(pruner, i));
      }
    }
  }

  /** Anything about partition columns. */
  record ByPartition(Pruner pruner) implements FilePredicate {
    @Override
    public void decide(Files files, byte[] bits) {
      IntFunction<Outcome> outcomes = files.decideByPartition(pruner);
      for (int i = 0; i < files.size(); i++) {
        bits[i] = (byte) bitsOf(outcomes.apply(i));
      }
    }
  }
}
