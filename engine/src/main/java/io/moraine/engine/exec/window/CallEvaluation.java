package io.moraine.engine.exec.window;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.operator.Projection;
import io.moraine.engine.physical.Frame;
import io.moraine.engine.physical.WindowCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What window functions give for the rows of a part; equal frames are found once. */
final class CallEvaluation {
  private final SortedPart part;
  private final EvaluationContext context;
  private final Map<Frame, FrameRows> frames = new HashMap<>();

  CallEvaluation(SortedPart part, EvaluationContext context) {
    this.part = part;
    this.context = context;
  }

  /** A value for each row of the part. */
  ColumnVector evaluate(WindowCall call) {
    if (call instanceof WindowCall.Ranking ranking) {
      return Rankings.of(ranking, part);
    } else if (call instanceof WindowCall.Shifted shifted) {
      ColumnVector[] values =
          new Projection(List.of(shifted.value(), shifted.otherwise()), context)
              .evaluate(part.rows());
      return ValuePicks.shifted(shifted, part, values[0], values[1]);
    } else if (call instanceof WindowCall.Picked picked) {
      ColumnVector[] values =
          new Projection(List.of(picked.value()), context).evaluate(part.rows());
      return ValuePicks.picked(picked, frame(picked.frame()), values[0]);
    }
    WindowCall.Aggregated aggregated = (WindowCall.Aggregated) call;
    return new FrameAggregates(part, aggregated.call(), context).over(frame(aggregated.frame()));
  }

  private FrameRows frame(Frame frame) {
    return frames.computeIfAbsent(frame, f -> FrameRows.of(f, part, context));
  }
}
