/** JMH micro-benchmarks. */
@NullMarked
package io.moraine.benchmark;

import org.jspecify.annotations.NullMarked;
