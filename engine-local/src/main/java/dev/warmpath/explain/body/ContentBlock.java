package dev.warmpath.explain.body;

/**
 * A block of a request that a cache marker can stand after.
 *
 * @param path its text or definition in the body as sent
 * @param end token position after it
 */
public record ContentBlock(String path, int end) {}
