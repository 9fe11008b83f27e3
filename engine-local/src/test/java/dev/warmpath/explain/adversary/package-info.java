/**
 * Requests as agents, retrieval and chat clients send them, each pair with one known trouble.
 * Written apart from the explainer's own samples, so that neither is fitted to the other.
 */
@org.jspecify.annotations.NullMarked
package dev.warmpath.explain.adversary;
