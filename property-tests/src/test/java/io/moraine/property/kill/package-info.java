/** Writers that are killed, as processes of their own. */
package io.moraine.property.kill;
