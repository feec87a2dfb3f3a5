/**
 * Single values as text, both ways, in the forms that Spark reads and writes.
 *
 * <p>Start with {@link ValueText}, which writes any value. Reading is one class a kind of value;
 * what cannot be read is an empty result, since only the caller knows whether that is an error.
 */
package io.moraine.core.text;
