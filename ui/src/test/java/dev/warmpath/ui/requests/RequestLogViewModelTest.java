package dev.warmpath.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Prompt;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.bench.SyntheticTraces;
import dev.warmpath.ui.tree.DesignTree;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLogViewModelTest {
  private static final SyntheticTraces MADE =
      new SyntheticTraces(DesignTree.DEMO, DesignTree.NOW, Prompt.plain("x"));

  private final List<String> done = new ArrayList<>();
  private final RequestLogViewModel model =
      new RequestLogViewModel(new EngineFeed(), new Selection(), recording());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rowsFollowTheLogWhateverHappens(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trace> log = new ArrayList<>();
    long next = 1;
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          for (int i = random.nextInt(4); i >= 0; i--) {
            log.add(trace(next++, random));
          }
        }
        case 2 -> {
          if (!log.isEmpty()) {
            int at = random.nextInt(log.size());
            log.set(at, trace(log.get(at).id(), random));
          }
        }
        case 3 -> log.removeIf(trace -> random.nextInt(20) == 0);
        default -> {
          if (random.nextInt(30) == 0) {
            log.clear();
          }
        }
      }
      model.show(List.copyOf(log));
      assertThat(model.rows()).as("seed %d step %d", seed, step).containsExactlyElementsOf(log);
      RequestTotals naive = new RequestTotals();
      log.forEach(naive::add);
      assertThat(model.totals().get()).isEqualTo(naive.wordings());
    }
  }

  @Test
  void aNewRequestChangesOneRowOnly() {
    List<Trace> log = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      log.add(MADE.done(i, "editor", 100, 50, 5));
    }
    model.show(List.copyOf(log));
    List<String> changes = new ArrayList<>();
    model.rows().addListener(
        (ListChangeListener<Trace>)
            change -> {
              while (change.next()) {
                changes.add(change.getFrom() + "+" + change.getAddedSize());
              }
            });

    log.add(MADE.done(1_001, "editor", 100, 50, 5));
    log.set(500, MADE.done(501, "editor", 100, 60, 5));
    model.show(List.copyOf(log));

    assertThat(changes).containsExactly("500+1", "1000+1");
  }

  @Test
  void totalsSayWhatTheCacheSaved() {
    assertThat(model.totals().get()).containsExactly("none yet");
    model.show(
        List.of(
            MADE.done(1, "editor", 2_000, 0, 5), MADE.done(2, "editor", 2_000, 1_000, 5)));

    assertThat(model.totals().get().getFirst()).startsWith("2 this session · 25 % tokens cached · ")
        .endsWith(" ms saved");
    assertThat(model.totals().get().getLast()).isEqualTo("25 % cached");
  }

  @Test
  void filterNeedsEveryWord() {
    model.show(RequestPictureTest.designTraces());

    model.filter().set("EDITOR full");
    assertThat(model.rows()).extracting(Trace::id).containsExactly(38L);
    model.filter().set("#39");
    assertThat(model.rows()).extracting(Trace::id).containsExactly(39L);
    model.filter().set("failed");
    assertThat(model.rows()).extracting(Trace::id).containsExactly(41L);
    model.export(RequestActions.Format.CSV);
    assertThat(done).containsExactly("export CSV 1");
    model.filter().set("");
    assertThat(model.rows()).hasSize(8);
  }

  @Test
  void filterSeesVerdictsThatArriveLater() {
    model.show(RequestPictureTest.designTraces());
    model.filter().set("timestamp");
    assertThat(model.rows()).isEmpty();

    VerdictLabel explained = new VerdictLabel("timestamp", VerdictLabel.Tone.DANGER);
    model.verdicts().set(t -> t.id() == 40 ? explained : null);

    assertThat(model.rows()).extracting(Trace::id).containsExactly(40L);
  }

  @Test
  void selectingTwoComparesTheNewerWithTheOlder() {
    List<Trace> traces = RequestPictureTest.designTraces();
    model.select(List.of(traces.get(4)));
    assertThat(model.selection().request().get()).isEqualTo(39);
    assertThat(model.selection().compared().get()).isNull();

    model.select(List.of(traces.get(5), traces.get(3)));
    assertThat(model.selection().request().get()).isEqualTo(40);
    assertThat(model.selection().compared().get()).isEqualTo(38);
    model.select(List.of());
    assertThat(model.selection().request().get()).isNull();
  }

  @Test
  void explanationWinsOverCounts() {
    Trace trace = MADE.done(40, "editor", 2_352, 1_493, 93);
    assertThat(model.verdict(trace).text()).isEqualTo("63.5 % reused");

    VerdictLabel explained = new VerdictLabel("timestamp", VerdictLabel.Tone.DANGER);
    model.verdicts().set(t -> t.id() == 40 ? explained : null);
    assertThat(model.verdict(trace)).isSameAs(explained);
    assertThat(model.verdict(MADE.done(41, "editor", 10, 9, 1)).text()).isEqualTo("full reuse");
  }

  @Test
  void countsAloneSayNoFault() {
    Trace cold = MADE.done(1, "editor", 100, 0, 5);
    assertThat(CountVerdict.of(cold, false).text()).isEqualTo("first sight");
    assertThat(CountVerdict.of(cold, true).text()).isEqualTo("no reuse");
    for (Trace.State state : Trace.State.values()) {
      Trace any = MADE.of(2, "editor", state, new int[100], 10, 5);
      assertThat(CountVerdict.of(any, true).text()).as(state.name()).isNotBlank();
    }
  }

  @Test
  void latencyScaleFollowsTheNewestRequests() {
    model.show(List.of(MADE.done(1, "editor", 3_470, 0, 5)));
    assertThat(model.scaleNanos().get()).isEqualTo(1_002_000_000);
    model.decodeShown().set(true);
    assertThat(model.scaleNanos().get()).isGreaterThan(1_002_000_000);
  }

  private static Trace trace(long id, SplittableRandom random) {
    int prompt = 1 + random.nextInt(200);
    return MADE.done(id, "editor", prompt, random.nextInt(prompt), random.nextInt(30));
  }

  private RequestActions recording() {
    return new RequestActions() {
      @Override
      public void resend(Trace trace) {
        done.add("resend " + trace.id());
      }

      @Override
      public void copyAsCurl(Trace trace) {
        done.add("curl " + trace.id());
      }

      @Override
      public void export(Format format, List<Trace> traces) {
        done.add("export " + format + " " + traces.size());
      }

      @Override
      public void clear() {
        done.add("clear");
      }
    };
  }
}
