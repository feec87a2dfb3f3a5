/** Tests of the columnar state, through snapshots. */
package io.moraine.log.state;
