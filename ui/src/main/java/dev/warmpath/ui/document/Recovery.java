package dev.warmpath.ui.document;

import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps unsaved text for a crash, only while the user allows it. FX thread; writes on the worker,
 * one at a time and the newest last.
 */
public final class Recovery {
  private static final String SUBJECT = "recovery";

  /** At most this much typing is lost in a crash. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private record Unsaved(Workspace workspace, @Nullable Path file) {}

  private final Ports ports;
  private final Notices notices;
  private final Consumer<WorkspaceStore.Recovered> restore;
  private final ReadOnlyBooleanWrapper allowed = new ReadOnlyBooleanWrapper();
  private @Nullable Unsaved waiting;
  private Instant due = Instant.EPOCH;

  /** A write or a removal is on its way; the next waits for it, so that the newest is the last. */
  private boolean working;

  /** Something of this session is on the disk, or was offered and answered. */
  private boolean kept;
  private boolean dropping;

  Recovery(Ports ports, Notices notices, Consumer<WorkspaceStore.Recovered> restore) {
    this.ports = ports;
    this.notices = notices;
    this.restore = restore;
    allowed.set(ports.preferences().get(Settings.CRASH_RECOVERY));
  }

  /** Whether unsaved text is kept: false unless the user said so. */
  public ReadOnlyBooleanProperty allowed() {
    return allowed.getReadOnlyProperty();
  }

  /**
   * Allows or forbids unsaved text on the disk. Forbidding deletes what is there, also what another
   * session left; a banner that offers it still holds it.
   */
  public void allow(boolean now) {
    ports.preferences().put(Settings.CRASH_RECOVERY, now);
    allowed.set(now);
    if (!now) {
      kept = true;
      drop();
    }
  }

  void changed(Workspace workspace, @Nullable Path file) {
    if (!allowed.get()) {
      return;
    }
    if (waiting == null) {
      due = ports.clock().instant().plus(EVERY);
    }
    waiting = new Unsaved(workspace, file);
  }

  /** Called regularly by the window; writes when it is time. */
  public void tick() {
    Unsaved now = waiting;
    if (now == null || working || ports.clock().instant().isBefore(due)) {
      return;
    }
    waiting = null;
    kept = true;
    run(() -> ports.workspaces().keepRecovery(now.workspace(), now.file()));
  }

  /** Nothing is unsaved any more. What another session left unanswered stays. */
  public void drop() {
    waiting = null;
    if (!kept) {
      return;
    }
    if (working) {
      dropping = true;
      return;
    }
    kept = false;
    run(() -> ports.workspaces().dropRecovery());
  }

  /** Offers what the last session left behind. */
  public void offer() {
    ports
        .work()
        .execute(
            () -> {
              try {
                Optional<WorkspaceStore.Recovered> found = ports.workspaces().recovered();
                found.ifPresent(left -> ports.fx().execute(() -> offer(left)));
              } catch (IOException failure) {
                ports.fx().execute(() -> notices.fail(SUBJECT, failure));
              }
            });
  }

  private void offer(WorkspaceStore.Recovered left) {
    Path file = left.file();
    String what = file == null ? "A prompt that was never saved" : "Unsaved text of " + file;
    notices.show(
        Notices.Kind.INFO,
        SUBJECT,
        what + " was kept when Warmpath ended without saving.",
        new Notices.Choice(
            "Restore",
            () -> {
              notices.clear(SUBJECT);
              kept = true;
              restore.accept(left);
            }),
        new Notices.Choice(
            "Discard",
            () -> {
              notices.clear(SUBJECT);
              kept = true;
              drop();
            }));
  }

  private interface Write {
    void run() throws IOException;
  }

  private void run(Write write) {
    working = true;
    ports
        .work()
        .execute(
            () -> {
              try {
                write.run();
                ports.fx().execute(this::done);
              } catch (IOException failure) {
                ports
                    .fx()
                    .execute(
                        () -> {
                          notices.fail(SUBJECT, failure);
                          done();
                        });
              }
            });
  }

  private void done() {
    working = false;
    if (dropping) {
      dropping = false;
      drop();
    }
  }
}
