/**
 * Loops over vectors: what expressions come down to once types and operators are known.
 *
 * <p>Start with {@link Kernel}. Kernels are chosen once for an expression and called once a batch;
 * they know types and values, not expressions or functions. Their arguments are flat vectors.
 * {@link Rowwise} turns a function of single values into a kernel, for what need not be fast.
 */
package io.moraine.core.kernel;
