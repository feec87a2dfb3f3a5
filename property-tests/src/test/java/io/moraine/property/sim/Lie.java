package io.moraine.property.sim;

/** What a broken store answers, so that tests can show that they would notice. */
public enum Lie {
  /** It does not lie. */
  NONE,
  /** A conditional put that did not happen won. */
  WON,
  /** A conditional put that won found the object there, as after a client's own retry. */
  EXISTS,
  /** A conditional put takes the place of what is there. */
  OVERWRITE
}
