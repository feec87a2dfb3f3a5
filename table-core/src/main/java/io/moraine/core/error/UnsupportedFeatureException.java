package io.moraine.core.error;

/** Something valid that Moraine does not do; the message names it. Nothing was changed. */
public class UnsupportedFeatureException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** A refusal; {@code message} names the feature and what was asked of it. */
  public UnsupportedFeatureException(String message) {
    super(message);
  }
}
