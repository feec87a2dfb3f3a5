package io.moraine.engine.sql.syntax;

/** A key and value of TBLPROPERTIES or options, both as strings however they were written. */
public record Property(String key, String value) {}
