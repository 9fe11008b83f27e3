package dev.warmpath.ui.commands;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * One thing a user can do.
 *
 * @param id stable, {@code file.save}
 * @param group the menu it is in
 * @param title in the imperative; ends with … when it asks before it acts
 * @param note said beside the title where titles of all menus stand together; may be empty
 * @param key its own key; null when the palette is the way
 * @param icon picture
 * @param action what it does, on the FX thread
 * @param enabled whether it makes sense now
 */
public record Command(
    String id, Group group, String title, String note, @Nullable KeyCombination key, Ikon icon,
    Runnable action, ObservableBooleanValue enabled) {

  /** With its menu's name as the note. */
  public Command(
      String id, Group group, String title, @Nullable KeyCombination key, Ikon icon,
      Runnable action, ObservableBooleanValue enabled) {
    this(id, group, title, group.title(), key, icon, action, enabled);
  }

  /** The menus, in order. */
  public enum Group {
    FILE("File"), EDIT("Edit"), PROMPT("Prompt"), VIEW("View"), MODEL("Model"), CACHE("Cache"),
    HELP("Help");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** The key as this system writes it; empty when there is none. */
  public String keyText() {
    return key == null ? "" : key.getDisplayText();
  }

  /** Acts if it makes sense now. */
  public void run() {
    if (enabled.get()) {
      action.run();
    }
  }
}
