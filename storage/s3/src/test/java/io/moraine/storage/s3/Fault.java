package io.moraine.storage.s3;

/** What may happen between a client and a service. */
enum Fault {
  /** Nothing. */
  NONE,
  /** The request does not arrive; the connection ends. */
  REQUEST_LOST,
  /** The service does what it was asked, and the connection ends before its answer. */
  ANSWER_LOST,
  /** As before, and the answer does not come until the client has given up. */
  ANSWER_LATE,
  /** The connection is reset in the middle of the answer. */
  ANSWER_RESET,
  /** The connection ends in the middle of the answer's body. */
  ANSWER_TRUNCATED,
  /** The service gets the request twice, and the client the second answer. */
  REQUEST_DOUBLED,
  /** 503: too many requests; nothing is done. */
  SLOW_DOWN,
  /** 409: another request for the key is under way; nothing is done. */
  CONFLICT,
  /** 500: and nothing is done. */
  ERROR_BEFORE,
  /** 500: and yet it was done. */
  ERROR_AFTER,
  /** 403: the request's time is not the service's; nothing is done. */
  TIME_SKEWED
}
