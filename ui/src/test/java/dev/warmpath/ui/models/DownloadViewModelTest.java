package dev.warmpath.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.ports.ModelLibrary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DownloadViewModelTest {
  private static final String ADDRESS = "https://a.example/x.gguf";
  private static final ModelLibrary.Listed ROW =
      new ModelLibrary.Listed("small", ADDRESS, 600_000_000, "MIT", "ab", 900_000_000, null);

  private final Library library = new Library();
  private int arrived;
  private final DownloadViewModel downloads =
      new DownloadViewModel(
          library, new FakePorts().ports(Clock.systemUTC(), Runnable::run, Runnable::run),
          () -> arrived++);

  @Test
  void lookingAtTheListAndChoosingARowDownloadNothing() {
    downloads.refresh();
    downloads.choose(ROW);

    assertThat(downloads.listed()).containsExactly(ROW);
    assertThat(downloads.address().get()).isEqualTo(ADDRESS);
    assertThat(downloads.sha256().get()).isEqualTo("ab");
    assertThat(library.asked).isEmpty();
    assertThat(downloads.state().get()).isEqualTo(new DownloadState.Idle());
  }

  @Test
  void progressShowsAndTheWholeModelIsToldOnce() {
    downloads.choose(ROW);
    downloads.start();
    library.progress.accept(new ModelLibrary.Progress(5, 10, "trying again in 2 s"));
    assertThat(downloads.state().get())
        .isEqualTo(new DownloadState.Running(ADDRESS, 5, 10, "trying again in 2 s"));

    var whole = new ModelLibrary.Downloaded(Path.of("x.gguf"), 10, "ab", true);
    library.result.complete(whole);

    assertThat(downloads.state().get()).isEqualTo(new DownloadState.Done(whole));
    assertThat(arrived).isEqualTo(1);
    assertThat(library.asked).containsExactly(ADDRESS + " ab");
  }

  @Test
  void oneAtATimeAndAnEmptyAddressIsNone() {
    downloads.start();
    assertThat(library.asked).isEmpty();

    downloads.address().set(" " + ADDRESS + " ");
    downloads.start();
    downloads.start();

    assertThat(library.asked).containsExactly(ADDRESS + " null");
  }

  @Test
  void aStoppedDownloadCanGoOnAndItsLateEndIsNotShown() {
    downloads.choose(ROW);
    downloads.start();
    CompletableFuture<ModelLibrary.Downloaded> first = library.result;
    Consumer<ModelLibrary.Progress> late = library.progress;
    downloads.cancel();
    assertThat(library.cancelled).isEqualTo(1);
    assertThat(downloads.state().get()).isEqualTo(new DownloadState.Idle());

    late.accept(new ModelLibrary.Progress(7, 10, ""));
    first.completeExceptionally(new IllegalStateException("late"));
    assertThat(downloads.state().get()).isEqualTo(new DownloadState.Idle());

    downloads.start();
    assertThat(library.asked).hasSize(2);
    assertThat(downloads.state().get()).isInstanceOf(DownloadState.Running.class);
  }

  @Test
  void aFailureSaysWhatToDoAndANewStartIsPossible() {
    downloads.choose(ROW);
    downloads.start();
    library.result.completeExceptionally(new IllegalStateException("The server answered 404."));
    assertThat(downloads.state().get())
        .isEqualTo(new DownloadState.Failed("The server answered 404."));

    downloads.start();
    assertThat(library.asked).hasSize(2);
  }

  private static final class Library implements ModelLibrary {
    final List<String> asked = new ArrayList<>();
    CompletableFuture<Downloaded> result = new CompletableFuture<>();
    Consumer<Progress> progress = at -> { };
    int cancelled;

    @Override
    public List<Listed> listed() {
      return List.of(ROW);
    }

    @Override
    public List<Path> downloaded() {
      return List.of();
    }

    @Override
    public Path folder() {
      return Path.of("models");
    }

    @Override
    public long kept(String address) {
      return 0;
    }

    @Override
    public Transfer download(
        String address, @Nullable String sha256, Consumer<Progress> heard) {
      asked.add(address + " " + sha256);
      progress = heard;
      CompletableFuture<Downloaded> mine = new CompletableFuture<>();
      result = mine;
      return new Transfer() {
        @Override
        public CompletableFuture<Downloaded> result() {
          return mine;
        }

        @Override
        public void cancel() {
          cancelled++;
          mine.cancel(false);
        }
      };
    }
  }
}
