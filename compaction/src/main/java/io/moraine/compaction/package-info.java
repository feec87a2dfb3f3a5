/** The same rows in better files. */
@NullMarked
package io.moraine.compaction;

import org.jspecify.annotations.NullMarked;
