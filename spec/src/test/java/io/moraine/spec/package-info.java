/** The protocol and the rules of the house, each with the test that shows it. */
@NullMarked
package io.moraine.spec;

import org.jspecify.annotations.NullMarked;
