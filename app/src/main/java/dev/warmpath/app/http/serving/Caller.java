package dev.warmpath.app.http.serving;

/**
 * Who sent a request.
 *
 * @param account label of the API key, the account part of namespaces; empty when no key is
 *     configured
 * @param label shown in the request log: the client's name
 */
public record Caller(String account, String label) {}
