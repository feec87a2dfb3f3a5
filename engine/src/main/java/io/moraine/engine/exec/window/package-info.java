/**
 * Window functions: rows in partitions, in order, each with what its frame gives.
 *
 * <p>Start with {@link WindowOutput}. Rows are spread by a hash of their partition, so that several
 * parts are sorted and computed at once; {@link FrameRows} says which rows each frame has, {@link
 * FrameAggregates} computes over them.
 */
package io.moraine.engine.exec.window;
