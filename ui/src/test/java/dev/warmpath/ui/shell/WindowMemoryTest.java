package dev.warmpath.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.ports.Settings.WindowBounds;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowMemoryTest {
  private static final Rectangle2D LAPTOP = new Rectangle2D(0, 30, 1400, 870);
  private static final Rectangle2D DESK = new Rectangle2D(1400, 0, 1920, 1080);

  @Test
  void theFirstWindowFitsASmallScreen() {
    assertThat(within(WindowBounds.DEFAULT, LAPTOP)).isEqualTo(LAPTOP);
  }

  @Test
  void theFirstWindowIsInTheMiddleOfALargeOne() {
    assertThat(within(WindowBounds.DEFAULT, DESK))
        .isEqualTo(new Rectangle2D(1640, 90, 1440, 900));
  }

  @Test
  void aPlaceThatCanBeSeenIsKept() {
    assertThat(within(new WindowBounds(1500, 40, 1000, 700, false), LAPTOP, DESK))
        .isEqualTo(new Rectangle2D(1500, 40, 1000, 700));
  }

  @Test
  void aWindowHalfOffItsScreenIsMovedBack() {
    assertThat(within(new WindowBounds(900, -200, 1000, 700, false), LAPTOP))
        .isEqualTo(new Rectangle2D(400, 30, 1000, 700));
  }

  @Test
  void aWindowGoesWhereMostOfItIs() {
    assertThat(within(new WindowBounds(1200, 100, 1000, 700, false), LAPTOP, DESK))
        .isEqualTo(new Rectangle2D(1400, 100, 1000, 700));
  }

  @Test
  void aWindowOfAScreenThatIsGoneComesToTheFirst() {
    assertThat(within(new WindowBounds(1500, 40, 1000, 700, false), LAPTOP))
        .isEqualTo(new Rectangle2D(200, 115, 1000, 700));
  }

  private static Rectangle2D within(WindowBounds bounds, Rectangle2D... screens) {
    return WindowMemory.within(bounds, List.of(screens), screens[0]);
  }
}
