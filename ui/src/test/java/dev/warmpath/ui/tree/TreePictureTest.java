package dev.warmpath.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.tree.paint.TreeShades;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every state of the tree; the pictures in target/pictures are for people to look at. */
class TreePictureTest {
  static Stream<Arguments> sizes() {
    return Stream.of(true, false)
        .flatMap(
            dark ->
                Stream.of(
                    Arguments.of(dark, 728, 455), Arguments.of(dark, 1268, 852),
                    Arguments.of(dark, 520, 300)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsTheDesignTree(boolean dark, int width, int height) throws Exception {
    var picture = render("tree", dark, width, height, DesignTree.withSlot(DesignTree.one()), m -> {
      int[] prompt = java.util.Arrays.copyOf(firstTokens(m), 2_357);
      PrefixMatch match = m.shown().get().peek(DesignTree.DEMO, prompt);
      m.prompt().set(new PrefixTreeViewModel.PromptPath(match, prompt));
    });
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsSelectionOrderAndSearch(boolean dark, int width, int height) throws Exception {
    var picture = render("tree-marks", dark, width, height, DesignTree.two(), m -> {
      m.walk(TreeWalk.Step.NEXT);
      m.walk(TreeWalk.Step.CHILD);
      m.walk(TreeWalk.Step.BLOCK_ON);
      m.orderShown().set(true);
      m.finder().query().set("cite");
      m.colourBy().set(TreeShades.By.NAMESPACE);
    });
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void saysWhatWillAppear(boolean dark, int width, int height) throws Exception {
    var picture = render("tree-empty", dark, width, height, CacheSnapshot.EMPTY, m -> {});
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(5);
  }

  private static int[] firstTokens(PrefixTreeViewModel model) {
    return model.shown().get().roots().get(DesignTree.DEMO).child(0).tokens();
  }

  private static java.awt.image.BufferedImage render(
      String name, boolean dark, int width, int height, CacheSnapshot snapshot,
      Consumer<PrefixTreeViewModel> prepare)
      throws Exception {
    return Pictures.of(
        name, dark, width, height,
        palette -> {
          PrefixTreeViewModel model = model(snapshot);
          PrefixTreeView view = new PrefixTreeView(model, new FrameClock(), palette);
          view.timelineShown().set(height > 500);
          view.setUserData(model);
          return view;
        },
        view -> prepare.accept((PrefixTreeViewModel) view.getUserData()));
  }

  static PrefixTreeViewModel model(CacheSnapshot snapshot) {
    PrefixTreeViewModel model =
        new PrefixTreeViewModel(
            new EngineFeed(), new Selection(), () -> DesignTree.NOW, TreeActions.none(),
            new LatestTask<>(Runnable::run, Runnable::run));
    model.text().set(DesignTree::words);
    model.show(snapshot);
    return model;
  }
}
