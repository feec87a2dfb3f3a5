/** Properties that hold for every input, and the simulator. */
@NullMarked
package io.moraine.property;

import org.jspecify.annotations.NullMarked;
