package dev.warmpath.app.http;

import java.util.List;

/**
 * How an endpoint is set up. Immutable.
 *
 * @param port to listen on; 0 for any free one
 * @param aliases further names clients may call the model by
 * @param keys who may use it
 * @param origins web origins that may call it, like {@code http://localhost:3000}
 */
public record EndpointOptions(
    int port, List<String> aliases, ApiKeys keys, List<String> origins) {
  /** The port when nothing is said. */
  public static final int DEFAULT_PORT = 7077;

  public EndpointOptions {
    aliases = List.copyOf(aliases);
    origins = List.copyOf(origins);
  }
}
