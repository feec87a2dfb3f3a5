/**
 * How batches flow: from a source, through stages, into a sink, by several workers at once.
 *
 * <p>Start with {@link Flow}, the shape of a pipeline, and {@link Workers}, which runs it. A worker
 * takes one batch after the other from the source and pushes it through its own chain of {@link
 * BatchSink}s; state that all workers share is the stage's or sink's matter. What the stages
 * compute is {@code io.moraine.engine.exec.operator}.
 */
package io.moraine.engine.exec.pipeline;
