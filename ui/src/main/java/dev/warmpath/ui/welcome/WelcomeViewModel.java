package dev.warmpath.ui.welcome;

import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.WorkspaceStore.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The samples, and what the loaded model's tokenizer says about them. FX thread. */
public final class WelcomeViewModel {

  /**
   * One sample.
   *
   * @param reuse null until a model is loaded and counted it
   */
  public record Card(Sample sample, @Nullable Reuse reuse) {}

  private final Ports ports;
  private final EngineFeed feed;
  private final Consumer<Throwable> failed;
  private final ObservableList<Card> cards = FXCollections.observableArrayList();
  /** Held here: listeners on a wrapper nobody holds are lost with it. */
  private final ObservableList<Card> shown = FXCollections.unmodifiableObservableList(cards);
  private final LatestTask<List<Card>> counting;

  /**
   * @param failed told when the samples cannot be read
   */
  public WelcomeViewModel(Ports ports, EngineFeed feed, Consumer<Throwable> failed) {
    this.ports = ports;
    this.feed = feed;
    this.failed = failed;
    counting = new LatestTask<>(ports.work(), ports.fx());
    feed.model().addListener((p, old, now) -> count());
    count();
  }

  public ObservableList<Card> cards() {
    return shown;
  }

  private void count() {
    LoadedModel model = feed.model().get();
    counting.submit(() -> counted(model), cards::setAll, failed::accept);
  }

  private List<Card> counted(@Nullable LoadedModel model) {
    List<Card> counted = new ArrayList<>();
    for (Sample sample : ports.workspaces().samples()) {
      Reuse reuse =
          model == null
              ? null
              : Reuse.of(
                  sample.workspace(), model.template(), model.engine().tokenizer(),
                  ports.clock());
      counted.add(new Card(sample, reuse));
    }
    return counted;
  }
}
