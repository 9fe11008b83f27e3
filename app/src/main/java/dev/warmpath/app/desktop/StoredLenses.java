package dev.warmpath.app.desktop;

import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.lens.LensFile;
import dev.warmpath.ui.ports.LensStore;
import dev.warmpath.workspace.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user's lenses as JSON files of one folder, one per lens; the command line reads them too. */
final class StoredLenses implements LensStore {
  private final Path folder;

  StoredLenses(Path folder) {
    this.folder = folder;
  }

  @Override
  public LensCatalog load() {
    return LensCatalog.load(folder);
  }

  @Override
  public void store(Lens lens) throws IOException {
    Files.createDirectories(folder);
    TextFile.replace(folder.resolve(lens.id() + ".json"), LensFile.write(lens));
  }
}
