package dev.warmpath.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.Namespace;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceLogTest {
  private final TraceLog log = new TraceLog();

  private static Tokens tokens(int count) {
    int[] all = new int[count];
    return new Tokens(all, all, all);
  }

  private static Trace trace(long id, Tokens tokens, Trace.State state) {
    return new Trace(
        id, new Trace.Source(Trace.Source.Kind.HTTP, "", "", Instant.EPOCH),
        new Namespace("m", "", ""), Prompt.plain(""), tokens,
        new Trace.Counts(tokens.size(), 0, 0, 0, 0, 0, 0),
        new Trace.Phases(0, 0, 0, 0, 0, 0, 0, 0, List.of()), null, state, null, null, new int[0],
        "", -1);
  }

  private List<Long> ids() {
    return log.all().stream().map(Trace::id).toList();
  }

  @Test
  void theOldestEndedTracesGoWhenThereAreTooMany() {
    Tokens one = tokens(1);
    log.put(trace(1, one, Trace.State.DECODE));
    for (long id = 2; id <= TraceLog.LIMIT + 2; id++) {
      log.put(trace(id, one, Trace.State.DONE));
    }
    assertThat(log.all()).hasSize(TraceLog.LIMIT);
    assertThat(ids()).startsWith(1L, 4L).endsWith((long) TraceLog.LIMIT + 2);
  }

  @Test
  void theOldestEndedTracesGoWhenTheirPromptsAreTooLong() {
    Tokens quarter = tokens((int) TraceLog.TOKEN_LIMIT / 4);
    for (long id = 1; id <= 4; id++) {
      log.put(trace(id, quarter, Trace.State.QUEUED));
      log.put(trace(id, quarter, Trace.State.DONE));
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
    log.put(trace(5, quarter, Trace.State.QUEUED));
    assertThat(ids()).containsExactly(2L, 3L, 4L, 5L);
    log.clear();
    assertThat(ids()).containsExactly(5L);
    log.put(trace(6, tokens((int) TraceLog.TOKEN_LIMIT), Trace.State.DONE));
    assertThat(ids()).as("what runs and the newest stay").containsExactly(5L, 6L);
  }
}
