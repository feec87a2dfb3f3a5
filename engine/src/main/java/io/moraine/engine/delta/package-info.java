/**
 * Delta tables as a statement sees them: found by path or by name below a warehouse folder, read at
 * one snapshot.
 *
 * <p>Start with {@link DeltaCatalog} and {@link DeltaTable}.
 */
package io.moraine.engine.delta;
