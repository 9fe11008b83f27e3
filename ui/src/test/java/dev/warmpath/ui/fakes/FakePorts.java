package dev.warmpath.ui.fakes;

import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.models.ModelCatalog;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.EndpointControl;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.LensStore;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.workspace.Workspace;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Ports that keep everything in memory; what tests look at is public. */
public final class FakePorts {
  public final Map<String, String> preferences = new HashMap<>();
  public final Map<Path, Workspace> files = new ConcurrentHashMap<>();
  public final Map<Path, String> texts = new ConcurrentHashMap<>();
  public final List<WorkspaceStore.Sample> samples = new ArrayList<>();
  public final FakeModels models = new FakeModels();
  public final Endpoint endpoint = new Endpoint();
  public final List<Path> chosen = new ArrayList<>();
  public WorkspaceStore.@Nullable Recovered recovery;
  public @Nullable IOException saveFailure;

  public Ports ports(Clock clock, Executor work, Executor fx) {
    Preferences store =
        new Preferences() {
          @Override
          public @Nullable String read(String name) {
            return preferences.get(name);
          }

          @Override
          public void write(String name, @Nullable String value) {
            if (value == null) {
              preferences.remove(name);
            } else {
              preferences.put(name, value);
            }
          }
        };
    return new Ports(
        models, new Store(), store, endpoint, new Dialogs(), LensStore.NONE, clock, work, fx);
  }

  /** The main model's view model on these ports, everything on the calling thread. */
  public ModelsViewModel models(EngineFeed feed) {
    Ports ports = ports(Clock.systemUTC(), Runnable::run, Runnable::run);
    return new ModelsViewModel(
        ports, feed, new ModelCatalog(ports), ModelsViewModel.Role.MAIN);
  }

  /** On and off at once. */
  public static final class Endpoint implements EndpointControl {
    public volatile State state = new State(false, "http://127.0.0.1:7077/v1", "");
    public @Nullable LoadedModel served;

    @Override
    public State state() {
      return state;
    }

    @Override
    public void start(int port) {
      state = new State(true, "http://127.0.0.1:" + port + "/v1", "");
    }

    @Override
    public void stop() {
      state = new State(false, state.address(), "");
    }

    @Override
    public void serve(@Nullable LoadedModel model) {
      served = model;
    }
  }

  private final class Dialogs implements FileDialogs {
    @Override
    public Optional<Path> open(String title, Kind kind) {
      return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.removeFirst());
    }

    @Override
    public Optional<Path> save(String title, Kind kind, String suggestedName) {
      return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.removeFirst());
    }
  }

  private final class Store implements WorkspaceStore {
    @Override
    public List<Sample> samples() {
      return List.copyOf(samples);
    }

    @Override
    public Workspace open(Path file) throws IOException {
      Workspace found = files.get(file);
      if (found == null) {
        throw new NoSuchFileException(file.toString());
      }
      return found;
    }

    @Override
    public void save(Workspace workspace, Path file) throws IOException {
      if (saveFailure != null) {
        throw saveFailure;
      }
      files.put(file, workspace);
    }

    @Override
    public Workspace importText(String text) {
      if (!text.startsWith("{")) {
        throw new IllegalArgumentException("The text is no request body; it must start with {");
      }
      return Samples.small(text);
    }

    @Override
    public String export(Workspace workspace, Format format) {
      return format + ":" + workspace.name();
    }

    @Override
    public void write(String text, Path file) {
      texts.put(file, text);
    }

    @Override
    public void keepRecovery(Workspace workspace, @Nullable Path file) {
      recovery = new Recovered(workspace, file);
    }

    @Override
    public Path recoveryFile() {
      return Path.of("/home/me/.local/share/warmpath/recovery/unsaved.warmpath");
    }

    @Override
    public Optional<Recovered> recovered() {
      return Optional.ofNullable(recovery);
    }

    @Override
    public void dropRecovery() {
      recovery = null;
    }
  }
}
