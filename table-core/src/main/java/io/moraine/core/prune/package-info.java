/**
 * Decides by statistics whether rows can match a predicate, without reading them.
 *
 * <p>Start with {@link Pruner}. Where statistics do not suffice the answer is {@link Outcome#SOME}:
 * pruning may keep too much, never too little.
 */
package io.moraine.core.prune;
