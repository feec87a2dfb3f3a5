/**
 * The manual: what it shows is run, what it says of commands and functions is made from the code,
 * and its links lead somewhere.
 */
@NullMarked
package io.moraine.spec.docs;

import org.jspecify.annotations.NullMarked;
