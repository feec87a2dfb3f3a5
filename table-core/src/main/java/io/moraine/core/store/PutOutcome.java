package io.moraine.core.store;

/** What a conditional put came to. */
public enum PutOutcome {
  /** The object is ours. */
  WON,
  /** Another object was there, and stays. */
  EXISTS,
  /** The store gave no clear answer: the object may be there, now or soon. */
  UNKNOWN
}
