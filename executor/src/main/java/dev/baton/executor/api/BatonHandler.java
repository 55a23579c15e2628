package dev.baton.executor.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a handler known by a name, which a job's task then says: {@code java: daily-report}.
 *
 * <p>On a class that implements {@link TaskHandler}, or on a public method that takes a {@link
 * TaskContext} or nothing. The class needs a public constructor without parameters, unless an
 * object of it is registered by a program that embeds the executor.
 *
 * <pre>{@code
 * public class Reports {
 *   @BatonHandler("daily-report")
 *   public void daily(TaskContext task) {
 *     task.log("report for " + task.param("YEAR"));
 *     task.output("rows", "17");
 *   }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface BatonHandler {
  /** The name: unique on an executor; letters, digits, {@code . _ -}. */
  String value();
}
