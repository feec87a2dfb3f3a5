/** The log of a table: actions, snapshots and transactions. Knows no queries. */
@NullMarked
package io.moraine.log;

import org.jspecify.annotations.NullMarked;
