/**
 * Turns the bytes of generated tokens into the text of an answer.
 * One request's text belongs to one thread.
 * Imports nothing of Warmpath.
 */
@NullMarked
package dev.warmpath.engine.answer;

import org.jspecify.annotations.NullMarked;
