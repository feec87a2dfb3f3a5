/**
 * Tables made, replaced and dropped.
 *
 * <p>Start with {@link TableCreation}, which both CREATE TABLE and the Java API use.
 */
package io.moraine.engine.ddl;
