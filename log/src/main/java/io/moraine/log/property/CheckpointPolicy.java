package io.moraine.log.property;

/** Which kind of checkpoint a table asks for. */
public enum CheckpointPolicy {
  /** One file with the whole state. */
  CLASSIC,
  /** A small file that names sidecars; the next checkpoint may name them again. */
  V2
}
