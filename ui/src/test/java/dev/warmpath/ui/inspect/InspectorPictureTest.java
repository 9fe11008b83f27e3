package dev.warmpath.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.WordTokens;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.tree.DesignTree;
import dev.warmpath.ui.tree.TreeActions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders the inspector for every subject; the pictures are for people to look at. */
class InspectorPictureTest {
  private final Selection selection = new Selection();
  private final FakeEngine feed = new FakeEngine();

  static Stream<Arguments> sizes() {
    return Stream.of(true, false)
        .flatMap(
            dark ->
                Stream.of(
                    Arguments.of(dark, 345, 920), Arguments.of(dark, 260, 700),
                    Arguments.of(dark, 520, 600)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsARequest(boolean dark, int width, int height) throws Exception {
    Trace trace =
        new WordTokens()
            .trace(41, WordTokens.support("17:04", 60), 700, DesignTree.DEMO, DesignTree.NOW);
    feed.traces(List.of(trace));
    render("inspector-request", dark, width, height, model -> selection.request().set(41L));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsABlock(boolean dark, int width, int height) throws Exception {
    CacheSnapshot snapshot = DesignTree.withSlot(DesignTree.one());
    long edge = snapshot.roots().get(DesignTree.DEMO).child(0).child(0).id();
    render(
        "inspector-block", dark, width, height,
        model -> {
          model.snapshot().set(snapshot);
          selection.block().set(new Selection.Block(DesignTree.DEMO, edge, 1_504, 1_520));
        });
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsATokenAndNothing(boolean dark, int width, int height) throws Exception {
    render("inspector-empty", dark, width, height, model -> {});
    render(
        "inspector-token", dark, width, height,
        model -> {
          model.tokens().set(
              index ->
                  new InspectedToken(
                      index, 4_321, " time", " time".getBytes(StandardCharsets.UTF_8),
                      "cold · would be computed", RunText.Style.COLD));
          selection.token().set(1_493);
        });
  }

  private void render(
      String name, boolean dark, int width, int height, Consumer<InspectorViewModel> prepare)
      throws Exception {
    InspectorViewModel model =
        new InspectorViewModel(
            feed.feed(), selection, () -> DesignTree.NOW, TreeActions.none(),
            new FakePorts().models(feed.feed()));
    model.text().set(DesignTree::words);
    var picture =
        Pictures.of(
            name, dark, width, height,
            palette -> new InspectorView(model, new FrameClock(), palette),
            view -> prepare.accept(model));
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }
}
