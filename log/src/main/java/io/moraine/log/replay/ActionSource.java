package io.moraine.log.replay;

import io.moraine.log.action.Action;
import java.util.function.Consumer;

/** Something that holds the actions in force at a version: a checkpoint, or an older state. */
@FunctionalInterface
public interface ActionSource {
  /** The state before the first commit. */
  ActionSource NOTHING = sink -> {};

  /** Hands all actions to {@code sink}, once, no file twice. */
  void read(Consumer<Action> sink);
}
