package io.moraine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which column a record's component stands for, where its name or its Java type does not say so.
 *
 * <pre>{@code
 * record Trade(long id, @Column(name = "px", type = "DECIMAL(12,4)") BigDecimal price) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
  /** The column's name; the component's own if empty. */
  String name() default "";

  /**
   * The column's type in SQL, for tables that are made from the record; else it is not looked at.
   */
  String type() default "";
}
