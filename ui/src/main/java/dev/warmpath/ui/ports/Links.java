package dev.warmpath.ui.ports;

import java.net.URI;

/** Opens a page in the user's browser (port): impossible without a display. FX thread. */
@FunctionalInterface
public interface Links {
  void show(URI page);
}
