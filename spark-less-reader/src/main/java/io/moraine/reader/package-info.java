/** From a snapshot to pruned files and column batches. Never writes. */
@NullMarked
package io.moraine.reader;

import org.jspecify.annotations.NullMarked;
