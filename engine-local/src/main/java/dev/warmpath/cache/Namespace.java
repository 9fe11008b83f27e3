package dev.warmpath.cache;

/**
 * What must be equal before tokens may share KV. Different namespaces never share.
 *
 * @param model identity of model file, adapters, KV type and context parameters
 * @param account the API key's label; empty when none is configured
 * @param key the {@code prompt_cache_key}; empty for none
 */
public record Namespace(String model, String account, String key) {

  /** For display: {@code demo · support-42}, {@code demo · (no key)}. */
  public String label() {
    String who = account.isEmpty() ? model : model + " · " + account;
    return who + " · " + (key.isEmpty() ? "(no key)" : key);
  }
}
