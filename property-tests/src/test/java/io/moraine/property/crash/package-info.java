/** Statements interrupted at every call that they make to the store. */
package io.moraine.property.crash;
