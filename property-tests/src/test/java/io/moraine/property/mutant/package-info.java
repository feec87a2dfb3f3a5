/**
 * Faults that are planted into Moraine's own classes while they are loaded, to see whether the
 * simulator finds them. Nothing of the library knows of it.
 */
@NullMarked
package io.moraine.property.mutant;

import org.jspecify.annotations.NullMarked;
