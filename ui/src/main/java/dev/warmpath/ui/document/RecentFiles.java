package dev.warmpath.ui.document;

import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Files used lately, remembered. FX thread. */
final class RecentFiles {
  private final Preferences preferences;
  private final ObservableList<Path> files;

  /** Held here: listeners on a wrapper nobody holds are lost with it. */
  private final ObservableList<Path> shown;

  RecentFiles(Preferences preferences) {
    this.preferences = preferences;
    files = FXCollections.observableArrayList(preferences.get(Settings.RECENT_FILES));
    shown = FXCollections.unmodifiableObservableList(files);
  }

  /** Newest first. */
  ObservableList<Path> shown() {
    return shown;
  }

  void remember(Path used) {
    files.setAll(Settings.withRecent(files, used));
    store();
  }

  void forget(Path gone) {
    if (files.remove(gone)) {
      store();
    }
  }

  private void store() {
    preferences.put(Settings.RECENT_FILES, List.copyOf(files));
  }
}
