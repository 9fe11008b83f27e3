package dev.warmpath.ui.workbench;

import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.ports.EndpointControl;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The endpoint's switch and its address. FX thread. */
public final class EndpointViewModel {
  private final Ports ports;
  private final Notices notices;
  private final Consumer<String> clipboard;
  private final ReadOnlyObjectWrapper<EndpointControl.State> state;

  EndpointViewModel(Ports ports, Notices notices, Consumer<String> clipboard) {
    this.ports = ports;
    this.notices = notices;
    this.clipboard = clipboard;
    state = new ReadOnlyObjectWrapper<>(ports.endpoint().state());
  }

  public ReadOnlyObjectProperty<EndpointControl.State> state() {
    return state.getReadOnlyProperty();
  }

  /** Starts it with the window when the user left it on. */
  void begin() {
    if (ports.preferences().get(Settings.ENDPOINT_ON)) {
      ports.endpoint().start(ports.preferences().get(Settings.ENDPOINT_PORT));
    }
  }

  /** Takes over how it is doing; a failure becomes a banner. Called many times a second. */
  void poll() {
    EndpointControl.State now = ports.endpoint().state();
    if (now.equals(state.get())) {
      return;
    }
    state.set(now);
    if (now.problem().isEmpty()) {
      notices.clear(Subject.ENDPOINT);
    } else {
      notices.show(
          Notices.Kind.ERROR, Subject.ENDPOINT, now.problem(),
          new Notices.Choice("Try again", this::toggle));
    }
  }

  /** On or off, also for the next start. */
  public void toggle() {
    boolean on = !state.get().running();
    ports.preferences().put(Settings.ENDPOINT_ON, on);
    if (on) {
      ports.endpoint().start(ports.preferences().get(Settings.ENDPOINT_PORT));
    } else {
      ports.endpoint().stop();
    }
    poll();
  }

  /** Puts the base URL for clients on the clipboard. */
  public void copyAddress() {
    String address = state.get().address();
    clipboard.accept(address);
    notices.done("Copied " + address);
  }
}
