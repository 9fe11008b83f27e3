package dev.warmpath.ui.models;

import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.ModelSource.Device;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The models and devices to choose from, the same for every model that is loaded. FX thread. */
public final class ModelCatalog {
  private final Ports ports;
  private final ObservableList<ModelFile> choices = FXCollections.observableArrayList();
  private final ObservableList<Device> devices = FXCollections.observableArrayList();
  /** Held here: listeners on a wrapper nobody holds are lost with it. */
  private final ObservableList<ModelFile> choicesShown =
      FXCollections.unmodifiableObservableList(choices);
  private final ObservableList<Device> devicesShown =
      FXCollections.unmodifiableObservableList(devices);
  private final LatestTask<List<ModelFile>> describing;
  private final LatestTask<List<Device>> listing;
  private final @Nullable DownloadViewModel downloads;

  public ModelCatalog(Ports ports) {
    this.ports = ports;
    describing = new LatestTask<>(ports.work(), ports.fx());
    listing = new LatestTask<>(ports.work(), ports.fx());
    downloads =
        ports
            .models()
            .library()
            .map(library -> new DownloadViewModel(library, ports, this::refresh))
            .orElse(null);
  }

  /** Models to download; empty where nothing can be downloaded. */
  public Optional<DownloadViewModel> downloads() {
    return Optional.ofNullable(downloads);
  }

  /** The demo model, the recent ones that still exist, and the downloaded ones. */
  public ObservableList<ModelFile> choices() {
    return choicesShown;
  }

  /** Devices with their free memory at the last {@link #refresh}. */
  public ObservableList<Device> devices() {
    return devicesShown;
  }

  public boolean isBundled(Path file) {
    return ports.models().bundled().filter(file::equals).isPresent();
  }

  /** Reads the headers of the files to choose from and asks for devices, in the background. */
  public void refresh() {
    List<Path> files = new ArrayList<>();
    ports.models().bundled().ifPresent(files::add);
    ports.preferences().get(Settings.RECENT_MODELS).stream()
        .filter(file -> !files.contains(file))
        .forEach(files::add);
    describing.submit(() -> described(files), choices::setAll, failure -> choices.clear());
    listing.submit(ports.models()::devices, devices::setAll, failure -> devices.clear());
  }

  /** Asks for a model file; empty when the user cancelled. */
  Optional<Path> browse() {
    return ports.dialogs().open("Choose a model", FileDialogs.Kind.MODEL);
  }

  /** Asks for a LoRA adapter; empty when the user cancelled. */
  Optional<Path> browseAdapter() {
    return ports.dialogs().open("Choose a LoRA adapter", FileDialogs.Kind.ADAPTER);
  }

  /** Offers the file from now on. */
  void used(Path file) {
    if (!isBundled(file)) {
      ports
          .preferences()
          .put(
              Settings.RECENT_MODELS,
              Settings.withRecent(ports.preferences().get(Settings.RECENT_MODELS), file));
    }
  }

  private List<ModelFile> described(List<Path> known) {
    Set<Path> files = new LinkedHashSet<>(known);
    ports.models().library().ifPresent(library -> files.addAll(library.downloaded()));
    List<ModelFile> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(ports.models().describe(file));
      } catch (RuntimeException broken) {
        // A recent file that is gone or no model any more has nothing to offer: not listed.
        continue;
      }
    }
    return read;
  }
}
