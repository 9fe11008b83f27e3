package dev.warmpath.ui.frame;

import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.ports.EndpointControl;
import dev.warmpath.ui.workbench.EndpointViewModel;
import java.net.URI;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Whether clients can connect, and where; start, stop, copy. FX thread. */
final class EndpointBox extends HBox {
  private final EndpointViewModel endpoint;
  private final Fitting fitting;
  private final Region dot = new Region();
  private final Label address = Parts.label("", "wp-mono");
  private final Button toggle;
  private final Button copy;
  private boolean shortened;

  EndpointBox(EndpointViewModel endpoint, Fitting fitting) {
    super(8);
    this.endpoint = endpoint;
    this.fitting = fitting;
    setId("endpoint");
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("wp-box");
    dot.getStyleClass().add("wp-dot");
    toggle = Parts.button("", endpoint::toggle, "wp-link");
    toggle.setId("endpoint-toggle");
    copy = Parts.button("copy", endpoint::copyAddress, "wp-link");
    copy.setId("endpoint-copy");
    copy.setTooltip(new Tooltip("Copy the address for your client’s base URL"));
    getChildren().addAll(dot, address, toggle, copy);
    endpoint.state().addListener((p, old, now) -> show());
    show();
  }

  /** The port alone still tells two endpoints apart. */
  void shorten(boolean now) {
    shortened = now;
    EndpointControl.State state = endpoint.state().get();
    address.setText(
        !state.running()
            ? "endpoint off"
            : shortened ? ":" + URI.create(state.address()).getPort() : state.address());
  }

  Button copyButton() {
    return copy;
  }

  private void show() {
    EndpointControl.State state = endpoint.state().get();
    dot.getStyleClass().remove("on");
    if (state.running()) {
      dot.getStyleClass().add("on");
    }
    shorten(shortened);
    toggle.setText(state.running() ? "stop" : "start");
    toggle.setAccessibleText(state.running() ? "Stop the endpoint" : "Start the endpoint");
    copy.setAccessibleText("Copy the address " + state.address());
    fitting.use(copy, state.running());
  }
}
