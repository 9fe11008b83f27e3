/**
 * Chat templates: a request's messages become the exact prompt text, with the origin of every span.
 * Pure and immutable; any thread.
 * Imports {@code token} only.
 */
@NullMarked
package dev.warmpath.template;

import org.jspecify.annotations.NullMarked;
