package io.moraine.property.sim;

/** What the death of the process looks like from inside; nothing may catch it. */
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;
}
