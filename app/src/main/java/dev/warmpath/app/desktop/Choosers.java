package dev.warmpath.app.desktop;

import dev.warmpath.ui.ports.FileDialogs;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The system's file choosers. FX thread, blocking. */
final class Choosers implements FileDialogs {
  private final Supplier<@Nullable Window> owner;
  private @Nullable File last;

  public Choosers(Supplier<@Nullable Window> owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Path> open(String title, Kind kind) {
    return chosen(chooser(title, kind).showOpenDialog(owner.get()));
  }

  @Override
  public Optional<Path> save(String title, Kind kind, String suggestedName) {
    FileChooser chooser = chooser(title, kind);
    chooser.setInitialFileName(suggestedName);
    return chosen(chooser.showSaveDialog(owner.get()));
  }

  private FileChooser chooser(String title, Kind kind) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(kind.title(), kind.patterns()),
            new FileChooser.ExtensionFilter("All files", "*"));
    if (last != null && last.isDirectory()) {
      chooser.setInitialDirectory(last);
    }
    return chooser;
  }

  private Optional<Path> chosen(@Nullable File file) {
    if (file == null) {
      return Optional.empty();
    }
    last = file.getParentFile();
    return Optional.of(file.toPath());
  }
}
