package dev.warmpath.ui.prompt.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.prompt.text.TokenRuns;
import dev.warmpath.ui.prompt.text.TokenState;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.ui.shell.Workbench;
import java.util.concurrent.Callable;
import javafx.animation.Animation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class LessMotionTest {
  @BeforeAll
  static void toolkit() {
    WindowRenderer.startToolkit();
  }

  @Test
  void tokensTurnWarmAtOnceWhereNothingMayMove() throws Exception {
    assertThat(onFx(() -> warmedUp(true))).isEqualTo(Animation.Status.STOPPED);
    assertThat(onFx(() -> warmedUp(false))).isEqualTo(Animation.Status.RUNNING);
  }

  @Test
  void theSettingReachesEveryEditor() throws Exception {
    FakePorts fakes = new FakePorts();
    Workbench window =
        onFx(() -> new Workbench(fakes.ports(new TickingClock(), Runnable::run, Runnable::run)));
    assertThat(onFx(() -> isStill(window, "one"))).isFalse();
    onFx(
        () -> {
          window.model().appearance().lessMotion().set(true);
          return true;
        });
    assertThat(onFx(() -> isStill(window, "two"))).isTrue();
  }

  private static boolean isStill(Workbench window, String system) {
    window.model().document().present(Samples.small(system));
    String id = window.model().prompt().document().segments().getFirst().id();
    return window.editor(id).look().still();
  }

  private static Animation.Status warmedUp(boolean still) {
    WarmUp warmUp = new WarmUp(() -> { });
    warmUp.colours(runs(TokenState.COLD), runs(TokenState.IN_PLACE), still);
    Animation.Status status = warmUp.getStatus();
    warmUp.stop();
    return status;
  }

  private static TokenRuns runs(TokenState state) {
    TokenRuns.Builder runs = new TokenRuns.Builder(1);
    runs.add(0, 4, 0, state, false);
    return runs.build();
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get();
  }
}
