/**
 * The functions of SQL: which there are, what types they take, and what they give.
 *
 * <p>Start with {@link Expressions}, which makes typed expressions, and {@link Functions}, where
 * names are looked up. Semantics are Spark's in ANSI mode. A scalar function is a {@link
 * ScalarFunction}: overloads, each with its types and a kernel; the groups ({@code MathFunctions},
 * {@code StringFunctions} and so on) list them. Aggregates have only types here; the engine
 * computes them. Forms that compute their operands only where needed (AND, CASE, COALESCE) have
 * types here and are computed by {@code io.moraine.core.eval}.
 */
package io.moraine.core.function;
