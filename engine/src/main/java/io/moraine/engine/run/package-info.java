/**
 * From a bound plan to its rows: optimise, lower, execute.
 *
 * <p>Start with {@link PlanRunner}.
 */
package io.moraine.engine.run;
