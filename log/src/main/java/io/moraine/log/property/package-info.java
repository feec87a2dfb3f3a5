/**
 * A table's properties, typed.
 *
 * <p>Start with {@link TableProperties}. Only those that change what Moraine does are named here;
 * all others stay in {@link io.moraine.log.action.Metadata#configuration()} and are never lost.
 */
@NullMarked
package io.moraine.log.property;

import org.jspecify.annotations.NullMarked;
