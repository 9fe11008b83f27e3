/**
 * Runs a parsed template: scopes, loops, macros, filters, tests and the sandbox.
 * One {@link dev.warmpath.template.run.Rendering} per call, confined to its thread.
 * Imports {@code template}, {@code syntax}, {@code python} and {@code value}.
 */
@NullMarked
package dev.warmpath.template.run;

import org.jspecify.annotations.NullMarked;
