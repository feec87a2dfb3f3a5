/**
 * Several processes that change one table at once while the store between them loses calls and
 * answers and they die and start again: all of it decided by a seed, and all of it checked
 * afterwards against a model and against a second reading of the log.
 *
 * <p>Start with {@link Simulation}; {@link SimulationTest} runs many.
 */
package io.moraine.property.simulation;
