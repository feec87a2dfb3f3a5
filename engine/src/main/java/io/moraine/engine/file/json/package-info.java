/**
 * Files of one JSON object a line.
 *
 * <p>Start with {@link io.moraine.engine.file.json.JsonLinesFile}.
 */
package io.moraine.engine.file.json;
