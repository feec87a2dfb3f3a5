/**
 * Tables that other implementations wrote, read here: every row, at every version of which it is
 * known what it holds.
 *
 * <p>Start with {@link io.moraine.spec.conformance.ConformanceTest}. The tables are not in the
 * repository; the system property {@code moraine.corpora} or the variable {@code MORAINE_CORPORA}
 * says where they are.
 */
@NullMarked
package io.moraine.spec.conformance;

import org.jspecify.annotations.NullMarked;
