package io.moraine.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final Expression TEXT = new ColumnReference(0, "text", Primitive.STRING, true);
  private static final Expression NUMBER =
      new ColumnReference(1, "number", Primitive.INTEGER, true);

  @Test
  void raisesNoErrorOfADictionarysEntryThatNoRowUses() {
    ColumnVector dictionary =
        VectorBuilder.of(Primitive.STRING, 3).append("1").append("x").append("3").build();
    ColumnBatch batch =
        batch(new DictionaryVector(3, new int[] {0, 2, 0}, dictionary, null), 1, 2, 3);
    Expression number = Expressions.cast(TEXT, Primitive.INTEGER);
    assertThat(select(Expressions.call("=", number, Literal.of(1)), batch)).containsExactly(0, 2);
    ColumnVector result = Evaluator.compile(number, EvaluationContext.UTC).evaluate(batch);
    assertThat(Arrays.asList(result.value(0), result.value(1), result.value(2)))
        .containsExactly(1, 3, 1);
    ColumnBatch used =
        batch(new DictionaryVector(3, new int[] {0, 1, 0}, dictionary, null), 1, 2, 3);
    assertThatThrownBy(() -> select(Expressions.call("=", number, Literal.of(1)), used))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot cast 'x' to INT");
  }

  @Test
  void givesOneDictionaryForOneDictionary() {
    ColumnVector dictionary = VectorBuilder.of(Primitive.STRING, 2).append("a").append("b").build();
    Evaluator upper = Evaluator.compile(Expressions.call("upper", TEXT), EvaluationContext.UTC);
    DictionaryVector first =
        (DictionaryVector)
            upper.evaluate(
                batch(new DictionaryVector(2, new int[] {0, 1}, dictionary, null), 1, 2));
    DictionaryVector second =
        (DictionaryVector)
            upper.evaluate(
                batch(new DictionaryVector(2, new int[] {1, 1}, dictionary, null), 1, 2));
    assertThat(second.dictionary()).isSameAs(first.dictionary());
    assertThat(second.value(0)).isEqualTo("B");
  }

  @Test
  void acceptsNullRowsOfADictionaryWhereThePredicateDoes() {
    ColumnVector dictionary = VectorBuilder.of(Primitive.STRING, 1).append("a").build();
    ColumnVector text = new DictionaryVector(3, new int[3], dictionary, new byte[] {1, 0, 1});
    Expression predicate =
        Expressions.call("=", Expressions.call("coalesce", TEXT, Literal.of("?")), Literal.of("?"));
    assertThat(select(predicate, batch(text, 1, 2, 3))).containsExactly(1);
    assertThat(select(Operators.isNull(TEXT), batch(text, 1, 2, 3))).containsExactly(1);
  }

  @Test
  void asksLaterConjunctsOnlyAboutRowsThatEarlierOnesKept() {
    ColumnBatch batch = batch(Vectors.nulls(Primitive.STRING, 4), 0, 1, 2, 0);
    Expression quotient =
        Expressions.call("=", Expressions.call("div", Literal.of(2), NUMBER), Literal.of(2L));
    Expression nonZero = Expressions.call("<>", NUMBER, Literal.of(0));
    assertThat(select(Operators.and(nonZero, quotient), batch)).containsExactly(1);
    Expression zero = Expressions.call("=", NUMBER, Literal.of(0));
    assertThat(select(Operators.or(zero, quotient), batch)).containsExactly(0, 1, 3);
    assertThatThrownBy(() -> select(Operators.and(quotient, nonZero), batch))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Division by zero: 2 / 0");
  }

  @Test
  void computesBranchesOfCaseOnlyForTheirRows() {
    ColumnBatch batch = batch(Vectors.nulls(Primitive.STRING, 3), 0, 1, 2);
    Expression safe =
        Expressions.caseWhen(
            List.of(
                new Case.Branch(
                    Expressions.call("<>", NUMBER, Literal.of(0)),
                    Expressions.call("/", Literal.of(1), NUMBER))),
            Literal.ofNull(Primitive.VOID));
    ColumnVector result = Evaluator.compile(safe, EvaluationContext.UTC).evaluate(batch);
    assertThat(Arrays.asList(result.value(0), result.value(1), result.value(2)))
        .containsExactly(null, 1.0, 0.5);
  }

  @Test
  void refinesASelectionThatIsGiven() {
    ColumnBatch batch = batch(Vectors.nulls(Primitive.STRING, 5), 5, 6, 7, 8, 9);
    int[] selection = {0, 2, 4, -1, -1};
    Filter filter =
        Filter.compile(Expressions.call(">", NUMBER, Literal.of(6)), EvaluationContext.UTC);
    assertThat(filter.refine(batch, selection, 3)).isEqualTo(2);
    assertThat(selection).startsWith(2, 4);
  }

  @Test
  void comparesAtTheEndsOfTheRange() {
    ColumnBatch batch =
        batch(Vectors.nulls(Primitive.STRING, 3), Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
    Object[][] cases = {
      {"<", Integer.MIN_VALUE, new int[] {}},
      {"<=", Integer.MIN_VALUE, new int[] {0}},
      {">", Integer.MIN_VALUE, new int[] {1, 2}},
      {">=", Integer.MIN_VALUE, new int[] {0, 1, 2}},
      {"<", Integer.MAX_VALUE, new int[] {0, 1}},
      {"<=", Integer.MAX_VALUE, new int[] {0, 1, 2}},
      {">", Integer.MAX_VALUE, new int[] {}},
      {">=", Integer.MAX_VALUE, new int[] {2}},
      {"<>", 0, new int[] {0, 2}}
    };
    for (Object[] one : cases) {
      Literal bound = Literal.of((int) one[1]);
      assertThat(select(Expressions.call((String) one[0], NUMBER, bound), batch))
          .as("number %s %s", one[0], one[1])
          .containsExactly((int[]) one[2]);
    }
  }

  private static int[] select(Expression predicate, ColumnBatch batch) {
    int[] selection = new int[batch.rowCount()];
    int count = Filter.compile(predicate, EvaluationContext.UTC).select(batch, selection);
    return Arrays.copyOf(selection, count);
  }

  private static ColumnBatch batch(ColumnVector text, int... numbers) {
    return new ColumnBatch(
        StructType.of(
            StructField.of("text", Primitive.STRING), StructField.of("number", Primitive.INTEGER)),
        numbers.length,
        List.of(text, new IntVector(Primitive.INTEGER, numbers.length, numbers, null)));
  }
}
