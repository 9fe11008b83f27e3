/**
 * From a prepared request to its answer: submit, read the tokens, recognise tool calls. Streams
 * and whole answers are read by the same code, so that they agree.
 * The thread of the request ({@code http-n}); a further one per further choice.
 * Imports no network.
 */
@NullMarked
package dev.warmpath.app.http.answer;

import org.jspecify.annotations.NullMarked;
