package io.moraine.engine.exec.hash;

import io.moraine.core.type.DataType;

/** A column of a key; a column that is not nullable must not hold nulls. */
public record KeyColumn(DataType type, boolean nullable) {}
