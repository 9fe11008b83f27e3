/**
 * Regular languages of strings: expressions with intersection and complement, read from the
 * patterns of JSON schemas and turned into automata by derivatives (Brzozowski 1964).
 * Pure; any thread.
 * Imports nothing else of the program.
 */
@NullMarked
package dev.warmpath.app.grammar.regex;

import org.jspecify.annotations.NullMarked;
