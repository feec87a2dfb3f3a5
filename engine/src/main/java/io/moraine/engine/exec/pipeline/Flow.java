package io.moraine.engine.exec.pipeline;

import java.util.List;

/** The shape of a pipeline up to its sink: sources, put together and led through stages. */
public sealed interface Flow {
  /** A source. */
  record Leaf(MorselSource source) implements Flow {}

  /** Several flows, one after the other. */
  record Union(List<Flow> inputs) implements Flow {
    public Union {
      inputs = List.copyOf(inputs);
    }
  }

  /** A flow led through a stage. */
  record Staged(Flow input, Stage stage) implements Flow {}

  /** This flow led through {@code stage}. */
  default Flow through(Stage stage) {
    return new Staged(this, stage);
  }

  /** How many workers can be of use at once. */
  default int usefulWorkers() {
    if (this instanceof Leaf leaf) {
      return leaf.source.usefulWorkers();
    } else if (this instanceof Union union) {
      return union.inputs.stream().mapToInt(Flow::usefulWorkers).max().orElse(1);
    }
    return ((Staged) this).input.usefulWorkers();
  }

  /** Gives {@code sink} what the stages only know once all input was seen. */
  default void drain(BatchSink sink) {
    if (this instanceof Union union) {
      union.inputs.forEach(input -> input.drain(sink));
    } else if (this instanceof Staged staged) {
      staged.input.drain(staged.stage.worker(sink));
      staged.stage.drain(sink);
    }
  }

  /** Closes all sources. */
  default void close() {
    if (this instanceof Leaf leaf) {
      leaf.source.close();
    } else if (this instanceof Union union) {
      union.inputs.forEach(Flow::close);
    } else {
      ((Staged) this).input.close();
    }
  }
}
