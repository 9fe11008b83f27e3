package dev.warmpath.ui.document;

import dev.warmpath.ui.Background;
import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One open workspace and its file. Nothing unsaved is ever dropped without asking. FX thread;
 * files are read and written on the worker.
 */
public final class DocumentViewModel {
  private static final String OWN_ENDING = ".warmpath";

  /** Of files that are opened: a suggested name gets an ending of its own. */
  private static final Pattern ENDING =
      Pattern.compile("\\.(warmpath|jsonl?|sh|curl|txt)$", Pattern.CASE_INSENSITIVE);

  private final Ports ports;
  private final Notices notices;
  private final ObjectProperty<Workspace> workspace = new SimpleObjectProperty<>(Workspace.EMPTY);
  private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper();
  private final RecentFiles recent;
  private final Background background;
  private final Recovery recovery;

  /** What a file holds, or a sample held; null when nothing does, so that it must be saved. */
  private @Nullable Workspace saved = Workspace.EMPTY;
  private boolean showing;

  public DocumentViewModel(Ports ports, Notices notices) {
    this.ports = ports;
    this.notices = notices;
    this.recovery = new Recovery(ports, notices, this::restore);
    recent = new RecentFiles(ports.preferences());
    background =
        new Background(ports.work(), ports.fx(), failure -> notices.fail(Subject.FILE, failure));
    workspace.addListener((p, old, now) -> changed());
    recovery
        .allowed()
        .subscribe(
            allowed -> {
              if (allowed && edited.get()) {
                recovery.changed(workspace.get(), file.get());
              }
            });
  }

  /** What is being edited; the editor writes it. */
  public ObjectProperty<Workspace> workspace() {
    return workspace;
  }

  /** Where it was opened from or saved to; null for a new one. */
  public ReadOnlyObjectProperty<@Nullable Path> file() {
    return file.getReadOnlyProperty();
  }

  /** False while the welcome screen has the room. */
  public ReadOnlyBooleanProperty open() {
    return open.getReadOnlyProperty();
  }

  /** How many workspaces were opened so far: changes with each, also from one to another. */
  public ReadOnlyIntegerProperty openings() {
    return openings.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty edited() {
    return edited.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** Newest first; files that no longer exist are dropped when they fail to open. */
  public ObservableList<Path> recent() {
    return recent.shown();
  }

  public Recovery recovery() {
    return recovery;
  }

  public void create() {
    guard(() -> show(Starters.blank(), null));
  }

  public void chooseAndOpen() {
    ports
        .dialogs()
        .open("Open a workspace or a request", FileDialogs.Kind.REQUEST)
        .ifPresent(this::open);
  }

  public void open(Path chosen) {
    guard(
        () ->
            background.run(
                () -> ports.workspaces().open(chosen),
                read -> {
                  boolean own = chosen.getFileName().toString().endsWith(OWN_ENDING);
                  show(read, own ? chosen : null);
                  recent.remember(chosen);
                },
                failure -> {
                  recent.forget(chosen);
                  notices.fail(Subject.FILE, failure);
                }));
  }

  /** Opens a sample without tying it to its file: saving asks where. */
  public void openSample(WorkspaceStore.Sample sample) {
    present(sample.workspace());
  }

  /** Shows a workspace that belongs to no file, in place of what was open. */
  public void present(Workspace shown) {
    guard(() -> show(shown, null));
  }

  /** Takes a request body, a curl command, a session or a workspace from text. */
  public void importText(String text) {
    guard(
        () ->
            background.run(() -> ports.workspaces().importText(text), this::showUnsaved));
  }

  public void save() {
    saveThen(() -> { });
  }

  public void saveAs() {
    saveAsThen(() -> { });
  }

  /** Writes the workspace as a request body or command to a file the user chooses. */
  public void export(WorkspaceStore.Format format) {
    String suggested = baseName() + "." + format.extension();
    ports
        .dialogs()
        .save("Export as " + format.title(), FileDialogs.Kind.EXPORT, suggested)
        .ifPresent(
            target -> {
              Workspace now = workspace.get();
              background.run(
                  () -> {
                    ports.workspaces().write(ports.workspaces().export(now, format), target);
                    return target;
                  },
                  done -> notices.done("Exported to " + done.getFileName()));
            });
  }

  /** The workspace as text of another program, for the clipboard. */
  public void exportText(WorkspaceStore.Format format, Consumer<String> receiver) {
    Workspace now = workspace.get();
    background.run(() -> ports.workspaces().export(now, format), receiver);
  }

  /** Back to the welcome screen. */
  public void close() {
    guard(
        () -> {
          show(Workspace.EMPTY, null);
          open.set(false);
          title.set("");
        });
  }

  /** Runs {@code next} when nothing would be lost, or after the user decided. */
  public void guard(Runnable next) {
    if (!edited.get()) {
      next.run();
      return;
    }
    notices.ask(
        new Notices.Question(
            "Save “" + title.get() + "”?",
            "It has changes that are not saved. They are kept nowhere else.",
            List.of(
                new Notices.Choice("Save", () -> saveThen(next)),
                new Notices.Choice("Discard", () -> discardThen(next)),
                new Notices.Choice("Cancel", () -> { }))));
  }

  private void discardThen(Runnable next) {
    recovery.drop();
    saved = workspace.get();
    edited.set(false);
    next.run();
  }

  private void saveThen(Runnable next) {
    Path target = file.get();
    if (target == null) {
      saveAsThen(next);
    } else {
      write(target, next);
    }
  }

  private void saveAsThen(Runnable next) {
    ports
        .dialogs()
        .save("Save the workspace", FileDialogs.Kind.WORKSPACE, baseName() + OWN_ENDING)
        .ifPresent(target -> writeNamed(target, next));
  }

  /** With the ending that makes it a workspace again; the chooser asked about the name without. */
  private void writeNamed(Path chosen, Runnable next) {
    String name = chosen.getFileName().toString();
    if (name.endsWith(OWN_ENDING)) {
      write(chosen, next);
      return;
    }
    Path target = chosen.resolveSibling(name + OWN_ENDING);
    if (!Files.exists(target)) {
      write(target, next);
      return;
    }
    notices.ask(
        new Notices.Question(
            "Replace “" + target.getFileName() + "”?",
            "There is a file of this name in " + target.getParent() + ".",
            List.of(
                new Notices.Choice("Replace", () -> write(target, next)),
                new Notices.Choice("Cancel", () -> { }))));
  }

  private void write(Path target, Runnable next) {
    Workspace now = workspace.get();
    background.run(
        () -> {
          ports.workspaces().save(now, target);
          return target;
        },
        done -> {
          saved = now;
          file.set(target);
          recent.remember(target);
          recovery.drop();
          changed();
          notices.clear(Subject.FILE);
          notices.done("Saved " + target.getFileName());
          next.run();
        });
  }

  private void showUnsaved(Workspace shown) {
    show(shown, null);
    saved = null;
    changed();
  }

  private void show(Workspace shown, @Nullable Path from) {
    showing = true;
    file.set(from);
    workspace.set(shown);
    showing = false;
    // The editor may have given segments other ids meanwhile: that is no edit.
    saved = workspace.get();
    open.set(true);
    openings.set(openings.get() + 1);
    notices.clear(Subject.FILE);
    changed();
  }

  private void restore(WorkspaceStore.Recovered recovered) {
    guard(
        () -> {
          show(recovered.workspace(), recovered.file());
          saved = null;
          changed();
        });
  }

  private void changed() {
    if (showing) {
      return;
    }
    Path at = file.get();
    String name = workspace.get().name();
    title.set(at != null ? at.getFileName().toString() : name.isBlank() ? "Untitled" : name);
    edited.set(saved == null || !sameButFolds(saved, workspace.get()));
    if (edited.get()) {
      recovery.changed(workspace.get(), at);
    }
  }

  private static boolean sameButFolds(Workspace one, Workspace two) {
    return one == two
        || one.segments().size() == two.segments().size() && one.unfolded().equals(two.unfolded());
  }

  private String baseName() {
    String name = Objects.requireNonNullElse(title.get(), "");
    String bare = ENDING.matcher(name).replaceFirst("");
    String base = bare.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", "-").strip();
    return base.isEmpty() ? "prompt" : base;
  }
}
