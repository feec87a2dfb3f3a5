package io.moraine.engine.sql.parse;

/** The parts of the grammar over one cursor, each of which may call any other. */
final class Grammar {
  final Cursor cursor;
  final TypeParser types;
  final LiteralParser literals;
  final ExpressionParser expressions;
  final PredicateParser predicates;
  final PrimaryParser primaries;
  final CallParser calls;
  final WindowParser windows;
  final QueryParser queries;
  final SelectParser selects;
  final RelationParser relations;
  final ReshapeParser reshapes;
  final TableNameParser tables;

  Grammar(String text) {
    this.cursor = new Cursor(text);
    this.types = new TypeParser(cursor);
    this.literals = new LiteralParser(cursor);
    this.expressions = new ExpressionParser(this);
    this.predicates = new PredicateParser(this);
    this.primaries = new PrimaryParser(this);
    this.calls = new CallParser(this);
    this.windows = new WindowParser(this);
    this.queries = new QueryParser(this);
    this.selects = new SelectParser(this);
    this.relations = new RelationParser(this);
    this.reshapes = new ReshapeParser(this);
    this.tables = new TableNameParser(this);
  }
}
