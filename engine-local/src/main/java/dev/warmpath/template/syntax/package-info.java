/**
 * jinja2's grammar: template source to a syntax tree.
 * Pure; the tree is immutable and shared by all threads that render.
 * Imports {@code template} and {@code template.value} only.
 */
@NullMarked
package dev.warmpath.template.syntax;

import org.jspecify.annotations.NullMarked;
