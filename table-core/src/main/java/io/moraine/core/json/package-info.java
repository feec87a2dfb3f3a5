/**
 * JSON as a stream of tokens, with limits and places in its errors.
 *
 * <p>Start with {@link JsonReader} and {@link JsonWriter}. No object mapping: whoever reads a
 * document names its fields.
 */
package io.moraine.core.json;
