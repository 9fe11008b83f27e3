/**
 * Prompts as text with known origins, and as tokens with exact offsets; the tokenizer port; the one
 * place that joins the text parts of a message and the one that names the fields which are no text.
 * Immutable values, usable from any thread.
 * Imports no other Warmpath package.
 */
@NullMarked
package dev.warmpath.token;

import org.jspecify.annotations.NullMarked;
