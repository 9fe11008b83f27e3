package dev.warmpath.app.http.serving;

import dev.warmpath.engine.CompletionRequest;

/**
 * Who sent a request.
 *
 * @param account label of the API key, the account part of namespaces; empty when no key is
 *     configured
 * @param label shown in the request log: the client's name
 * @param cache what the request may do with the cache
 */
public record Caller(String account, String label, CompletionRequest.Cache cache) {}
