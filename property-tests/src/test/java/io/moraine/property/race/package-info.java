/** Writers that race for versions of one table. */
package io.moraine.property.race;
