/**
 * JSON schemas as GBNF grammars, so that an answer can only be what the client asked for.
 * Pure; any thread.
 * Imports no engine and no HTTP: values in, grammar text out.
 */
@NullMarked
package dev.warmpath.app.grammar;

import org.jspecify.annotations.NullMarked;
