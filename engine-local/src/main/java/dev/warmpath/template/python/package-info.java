/**
 * Python's own behaviour, as far as a template can see it: operators, printing, string methods.
 * Confined to the thread that renders.
 * Imports {@code template.value} only.
 */
@NullMarked
package dev.warmpath.template.python;

import org.jspecify.annotations.NullMarked;
