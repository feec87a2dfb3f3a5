/**
 * What can go wrong, as types: one for each thing a caller would do differently.
 *
 * <p>Start with {@link MoraineException}. All are unchecked; each layer adds the place that only it
 * knows.
 */
package io.moraine.core.error;
