package dev.warmpath.app.desktop;

import dev.warmpath.ui.ports.Links;
import java.net.URI;
import javafx.application.HostServices;

/** Opens pages in the user's browser. FX thread. */
final class Browser implements Links {
  private final HostServices services;

  public Browser(HostServices services) {
    this.services = services;
  }

  @Override
  public void show(URI page) {
    services.showDocument(page.toString());
  }
}
