/** Benchmarks: comparisons with others, which have a main method, and JMH micro-benchmarks. */
@NullMarked
package io.moraine.benchmark;

import org.jspecify.annotations.NullMarked;
