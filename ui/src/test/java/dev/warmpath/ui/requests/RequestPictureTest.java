package dev.warmpath.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Prompt;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.bench.SyntheticTraces;
import dev.warmpath.ui.tree.DesignTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders the request log; the pictures in target/pictures are for people to look at. */
class RequestPictureTest {
  static final SyntheticTraces MADE =
      new SyntheticTraces(DesignTree.DEMO, DesignTree.NOW, Prompt.plain("x"));

  static List<Trace> designTraces() {
    return List.of(
        MADE.done(35, "editor", 1_022, 0, 40),
        MADE.done(36, "editor", 1_022, 1_010, 40),
        MADE.done(37, "node · :7077", 1_480, 0, 40),
        MADE.done(38, "editor", 2_352, 2_351, 40),
        MADE.done(39, "python · :7077", 2_410, 1_702, 40),
        MADE.done(40, "editor", 2_352, 1_493, 93),
        MADE.of(41, "editor", Trace.State.FAILED, new int[2_357], 1_493, 0),
        MADE.of(42, "editor with a very long name", Trace.State.QUEUED, new int[2_357], 0, 0));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(true, false)
        .flatMap(
            dark ->
                Stream.of(
                    Arguments.of(dark, 728, 400), Arguments.of(dark, 1268, 800),
                    Arguments.of(dark, 520, 300)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsRequests(boolean dark, int width, int height) throws Exception {
    var picture =
        Pictures.of(
            "requests", dark, width, height,
            palette -> {
              RequestLogViewModel model = model(designTraces());
              RequestLogView view = new RequestLogView(model, palette);
              view.setUserData(model);
              return view;
            },
            view -> ((RequestLogViewModel) view.getUserData()).selection().request().set(40L));
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void saysWhatWillAppear(boolean dark, int width, int height) throws Exception {
    var picture =
        Pictures.of(
            "requests-empty", dark, width, height,
            palette -> new RequestLogView(model(List.of()), palette), view -> {});
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }

  static RequestLogViewModel model(List<Trace> traces) {
    RequestLogViewModel model =
        new RequestLogViewModel(new EngineFeed(), new Selection(), RequestActions.none());
    model.show(traces);
    return model;
  }
}
