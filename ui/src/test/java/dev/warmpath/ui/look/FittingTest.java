package dev.warmpath.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.shell.WindowRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.css.CssParser;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class FittingTest {
  private static final int FRAMES = 6;
  private static final int ROUNDS = 20;

  private final Label first = new Label("short");
  private final Label second = new Label("needed least");
  private final HBox row = new HBox(first, second);
  private final Fitting fitting = new Fitting(row).hide(second);
  private final List<Double> tooWide = new ArrayList<>();
  private final CountDownLatch frames = new CountDownLatch(FRAMES);
  private @Nullable AnimationTimer timer;

  @BeforeAll
  static void toolkit() {
    WindowRenderer.startToolkit();
  }

  @Test
  void noFrameShowsWhatDoesNotFit() throws Exception {
    Stage stage = onFx(this::shown);

    assertThat(frames.await(20, TimeUnit.SECONDS)).isTrue();
    onFx(
        () -> {
          Objects.requireNonNull(timer).stop();
          stage.hide();
          return true;
        });
    assertThat(tooWide).isEmpty();
    assertThat(second.isVisible()).isFalse();
  }

  /** Its theme's colours are forgotten: styling it then ends in warnings and a wrong look. */
  @Test
  void nothingIsStyledInAWindowThatWasHidden() throws Exception {
    Stage stage = onFx(this::themed);
    List<Object> problems = new ArrayList<>();
    ListChangeListener<Object> noting = change -> problems.addAll(change.getList());
    onFx(
        () -> {
          CssParser.errorsProperty().addListener(noting);
          return true;
        });
    for (int round = 0; round < ROUNDS; round++) {
      double width = 60 + 13 * round;
      onFx(
          () -> {
            stage.show();
            stage.setWidth(width);
            return true;
          });
      onFx(
          () -> {
            stage.hide();
            fitting.refit();
            return true;
          });
      WaitForAsyncUtils.waitForFxEvents();
    }
    onFx(
        () -> {
          CssParser.errorsProperty().removeListener(noting);
          return true;
        });
    assertThat(problems).isEmpty();
  }

  private Stage themed() {
    Region mark = new Region();
    mark.getStyleClass().add("wp-mark");
    MenuButton menu = new MenuButton("Menu", mark);
    row.getChildren().addFirst(menu);
    fitting.save(() -> menu.setText(""), () -> menu.setText("Menu"));
    Scene scene = new Scene(new BorderPane(null, row, null, null, null), 400, 200);
    for (String sheet : List.of("warmpath-dark.css", "controls.css", "workbench.css")) {
      scene.getStylesheets().add(StyleSheets.resource(sheet));
    }
    Stage stage = new Stage();
    stage.setScene(scene);
    return stage;
  }

  private static <T> T onFx(Callable<T> task) throws Exception {
    return WaitForAsyncUtils.asyncFx(task).get(20, TimeUnit.SECONDS);
  }

  private Stage shown() {
    Fitting.rigid(row);
    row.setMinWidth(0);
    VBox box = new VBox(row);
    box.setMinWidth(0);
    box.setPrefWidth(150);
    Stage stage = new Stage();
    stage.setScene(new Scene(new Pane(box), 300, 100));
    stage
        .getScene()
        .addPostLayoutPulseListener(
            () -> {
              double end = second.isVisible() ? second.getBoundsInParent().getMaxX() : 0;
              if (end > row.getWidth()) {
                tooWide.add(end);
              }
              frames.countDown();
            });
    // At the begin of a frame, as news of the engine come.
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (frames.getCount() == FRAMES / 2) {
              first.setText("very much longer words than those before");
              fitting.refit();
            }
          }
        };
    timer.start();
    stage.show();
    return stage;
  }
}
