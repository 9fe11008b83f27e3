package dev.warmpath.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.token.Segment;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CompositionTest {
  private static Composition of(String tools) {
    Workspace workspace =
        Workspace.EMPTY.withSegments(
            List.of(
                new Segment("1", Segment.Kind.TOOLS, "Tools", tools, false, false),
                new Segment("2", Segment.Kind.USER, "", "Hello", false, false)));
    return Composition.of(
        workspace, Variables.fresh(Map.of(), Clock.systemUTC(), new AtomicLong()));
  }

  @Test
  void aToolsSegmentFillsTheToolsWhateverItsItemsAre() {
    assertThat(of("[{\"name\": \"a\"}, null, 7]").request())
        .isEqualTo(
            Map.of(
                "tools", Arrays.asList(Map.of("name", "a"), null, 7),
                "messages", List.of(Map.of("role", "user", "content", "Hello"))));
  }

  @Test
  void aToolsSegmentThatIsNoArrayIsRefusedByItsName() {
    assertThatThrownBy(() -> of("{}"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage("segment \"Tools\" must be a JSON array, but is an object.");
  }
}
