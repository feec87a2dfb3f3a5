/**
 * The rules of the house, checked against the byte code of every module.
 *
 * <p>Start with {@link FloorsTest}. A rule that fails names the classes and lines that break it.
 */
@NullMarked
package io.moraine.spec.house;

import org.jspecify.annotations.NullMarked;
