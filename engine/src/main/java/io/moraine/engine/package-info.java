/** SQL, operators, and the statements that change rows. */
@NullMarked
package io.moraine.engine;

import org.jspecify.annotations.NullMarked;
