/**
 * Hash tables over the rows of batches: from keys to dense numbers.
 *
 * <p>Start with {@link GroupTable}, which numbers distinct keys, and {@link KeyIndex}, which finds
 * the rows that have a key. A key of several columns is turned into words of 64 bits by {@link
 * KeyEncoder}; strings become the numbers of their distinct values first ({@link BytesInterner}),
 * so that tables only ever hold words. Nothing here evaluates expressions or knows of pipelines.
 */
package io.moraine.engine.exec.hash;
