/**
 * The values a template computes with: Python's kinds, and text that knows where it came from.
 * Confined to the thread that renders, except constants of a parsed template, which are immutable.
 * Imports {@code token} only.
 */
@NullMarked
package dev.warmpath.template.value;

import org.jspecify.annotations.NullMarked;
