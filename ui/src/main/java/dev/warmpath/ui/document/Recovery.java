package dev.warmpath.ui.document;

import dev.warmpath.ui.Background;
import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps unsaved text for a crash, only while the user allows it. FX thread; writes on the worker,
 * one at a time and the newest last.
 */
public final class Recovery {
  /** At most this much typing is lost in a crash. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private record Unsaved(Workspace workspace, @Nullable Path file) {}

  private final Ports ports;
  private final Notices notices;
  private final Consumer<WorkspaceStore.Recovered> restore;
  private final Background background;
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
    background =
        new Background(
            ports.work(), ports.fx(), failure -> notices.fail(Subject.RECOVERY, failure));
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
    background.run(() -> ports.workspaces().recovered(), found -> found.ifPresent(this::offer));
  }

  private void offer(WorkspaceStore.Recovered left) {
    Path file = left.file();
    String what = file == null ? "A prompt that was never saved" : "Unsaved text of " + file;
    notices.show(
        Notices.Kind.INFO,
        Subject.RECOVERY,
        what + " was kept when Warmpath ended without saving.",
        new Notices.Choice(
            "Restore",
            () -> {
              notices.clear(Subject.RECOVERY);
              kept = true;
              restore.accept(left);
            }),
        new Notices.Choice(
            "Discard",
            () -> {
              notices.clear(Subject.RECOVERY);
              kept = true;
              drop();
            }));
  }

  private interface Write {
    void run() throws IOException;
  }

  private void run(Write write) {
    working = true;
    background.run(
        () -> {
          write.run();
          return write;
        },
        written -> done(),
        failure -> {
          notices.fail(Subject.RECOVERY, failure);
          done();
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
