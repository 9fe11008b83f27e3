/**
 * Runs GGUF models with llama.cpp: implements the ports of {@code token}, {@code cache} and
 * {@code engine}. Library and tokenizer are thread-safe; a context and its KV rows belong to one
 * engine thread.
 * Imports {@code token}, {@code cache}, {@code engine} and {@code gguf}; the only user of native
 * code, with its packages {@code rows}, {@code tokens}, {@code sampling} and {@code binding}.
 */
@NullMarked
package dev.warmpath.llama;

import org.jspecify.annotations.NullMarked;
