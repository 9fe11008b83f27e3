/**
 * How answer tokens are chosen from logits: plain Java, the same on every platform for a seed; only
 * grammars are llama.cpp's.
 * One thread a sampler, its runtime's.
 * Imports the ports of {@code engine} and {@code llama.binding}; knows no contexts or requests.
 */
@NullMarked
package dev.warmpath.llama.sampling;

import org.jspecify.annotations.NullMarked;
