/**
 * What a statement means: a tree of relational operators over typed expressions.
 *
 * <p>Start with {@link LogicalPlan}. Plans are values; rules make new ones. A column is known by an
 * id that is unique within the statement, given out by {@link ColumnIds}, so that plans can be
 * moved about without renumbering; turning ids into places in a batch is the physical planner's
 * work.
 */
package io.moraine.engine.plan;
