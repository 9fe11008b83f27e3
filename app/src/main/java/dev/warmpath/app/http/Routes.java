package dev.warmpath.app.http;

import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.app.http.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Paths and what answers them. Filled once, then read by any thread. */
final class Routes {
  /** Answers a request. */
  interface Answer {
    /** @param rest what follows the route's prefix in the path; empty for an exact route */
    void handle(Exchange exchange, Caller caller, String rest) throws InterruptedException;
  }

  /**
   * One route.
   *
   * @param path the whole path, or a prefix when it ends in a slash
   * @param open whether it needs no key
   */
  record Route(String method, String path, boolean open, Answer answer) {
    boolean matches(String requested) {
      return path.endsWith("/")
          ? requested.startsWith(path) && requested.length() > path.length()
          : requested.equals(path);
    }

    String rest(String requested) {
      return requested.substring(path.length());
    }
  }

  private final List<Route> routes = new ArrayList<>();

  Routes get(String path, Answer answer) {
    routes.add(new Route("GET", path, false, answer));
    return this;
  }

  Routes open(String path, Answer answer) {
    routes.add(new Route("GET", path, true, answer));
    return this;
  }

  Routes post(String path, Answer answer) {
    routes.add(new Route("POST", path, false, answer));
    return this;
  }

  Optional<Route> find(String method, String path) {
    return routes.stream()
        .filter(route -> route.method().equals(method) && route.matches(path))
        .findFirst();
  }

  /** The methods a path has; empty for an unknown path. */
  String allowed(String path) {
    return routes.stream()
        .filter(route -> route.matches(path))
        .map(Route::method)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
