package dev.warmpath.app.http.wire;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** The port cannot be listened on. The message is meant for the user. */
public final class PortInUse extends RuntimeException {
  PortInUse(int port, @Nullable Throwable cause) {
    super(
        "Port " + port + " on 127.0.0.1 cannot be used"
            + (cause instanceof BindException
                ? ": another program listens there, or it is reserved"
                : ": " + cause)
            + ". Choose another with --port, or --port 0 for any free one.",
        cause);
  }
}
