/**
 * How much memory a query may hold, and who holds it.
 *
 * <p>Start with {@link MemoryBudget}. It counts what operators say they hold; it does not measure
 * the heap.
 */
package io.moraine.engine.exec.memory;
