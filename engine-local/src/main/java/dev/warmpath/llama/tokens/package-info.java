/**
 * llama.cpp's tokenizer: texts to tokens and back, only what changed tokenized again, special
 * tokens from template spans alone.
 * Thread-safe; a model that is being closed waits for it.
 * Imports {@code token} and {@code llama.binding}; knows no weights, contexts or requests.
 */
@NullMarked
package dev.warmpath.llama.tokens;

import org.jspecify.annotations.NullMarked;
