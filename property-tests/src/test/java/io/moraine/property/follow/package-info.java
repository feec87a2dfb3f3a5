/** Who follows a table sees all of its versions, once, whatever goes on. */
package io.moraine.property.follow;
