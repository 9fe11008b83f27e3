package dev.warmpath.ui.prompt;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.latency.LatencyWords;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.PromptRun;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The answer of the last request while it grows and after. FX thread. */
final class AnswerCard extends VBox implements ScrollColumn.Card {
  private final PromptRun run;
  private final TokenEditor editor;
  private final Label facts = new Label();
  private final Button next = new Button("Continue");

  AnswerCard(PromptRun run, PromptViewModel model, CardContext context) {
    this.run = run;
    editor =
        new TokenEditor(
            run.answer(),
            new ReadOnlyHost(
                context.column(), token -> "", token -> { }, context.find(), () -> this.editor()),
            context.clock(),
            context.look());
    editor.setEditable(false);
    editor.setAccessibleText("Answer");
    getStyleClass().addAll("segment-card", "answer-card");
    Label title = new Label("Answer");
    title.getStyleClass().add("segment-name");
    facts.getStyleClass().add("segment-fact");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    next.getStyleClass().add("small");
    next.setTooltip(new Tooltip("Make the answer the next turn and write on"));
    next.setMinWidth(USE_PREF_SIZE);
    next.setOnAction(event -> model.continueConversation());
    title.setMinWidth(USE_PREF_SIZE);
    HBox head = new HBox(title, facts, space, next);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("segment-head");
    getChildren().addAll(head, editor, CardFrame.foot());
    CardFrame.inset(editor);
    run.trace().addListener((property, was, is) -> show(is));
    show(run.trace().get());
  }

  TokenEditor editor() {
    return editor;
  }

  void dispose() {
    editor.dispose();
  }

  private void show(@Nullable Trace trace) {
    next.setDisable(!run.ended() && (trace == null || !trace.state().ended()));
    facts.setText(trace == null ? "sent" : words(trace));
  }

  private String words(Trace trace) {
    Trace.Counts counts = trace.counts();
    String kind = run.cold() ? "cold run · " : "";
    return kind
        + switch (trace.state()) {
          case QUEUED -> "waiting for its turn";
          case PREFILL ->
              String.format(
                  Locale.ROOT, "reading the prompt · %,d of %,d tokens",
                  counts.cached() + counts.computed(), counts.prompt());
          case DECODE -> String.format(Locale.ROOT, "%,d tok · writing", counts.completion());
          case DONE -> done(trace);
          case CANCELLED -> String.format(Locale.ROOT, "%,d tok · cancelled", counts.completion());
          case FAILED -> "failed";
        };
  }

  private static String done(Trace trace) {
    boolean timed = LatencyWords.decoded(trace) > 0 && trace.phases().decode() > 0;
    String speed = timed ? " · " + LatencyWords.decodeRate(trace) + " tok/s" : "";
    String cut = trace.finish() == Trace.Finish.LENGTH ? " · stopped at its longest" : "";
    return Figures.count(trace.counts().completion()) + " tok" + speed + cut;
  }

  @Override
  public void view(double top, double bottom) {
    CardFrame.view(this, editor, top, bottom);
  }
}
