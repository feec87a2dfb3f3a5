/** Tables with damaged files. */
package io.moraine.property.damage;
