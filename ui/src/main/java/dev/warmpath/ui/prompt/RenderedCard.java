package dev.warmpath.ui.prompt;

import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.text.SegmentText;
import dev.warmpath.ui.prompt.text.TokenRuns;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The exact text the model reads, special tokens as chips; read only. FX thread. */
final class RenderedCard extends VBox implements ScrollColumn.Card {
  private final SegmentText text = new SegmentText("");
  private final TokenEditor editor;
  private final Label title = new Label();

  RenderedCard(PromptViewModel model, CardContext context) {
    editor =
        new TokenEditor(
            text,
            new ReadOnlyHost(
                context.column(), model::describe, model::pick, context.find(),
                () -> this.editor()),
            context.clock(),
            context.look());
    editor.setEditable(false);
    editor.setAccessibleText("Prompt after the chat template");
    getStyleClass().add("segment-card");
    title.getStyleClass().add("rendered-title");
    getChildren().addAll(title, editor, CardFrame.foot());
    CardFrame.inset(editor);
  }

  TokenEditor editor() {
    return editor;
  }

  void show(@Nullable Forecast forecast) {
    if (forecast == null) {
      text.replace(0, text.length(), "");
      editor.setRuns(TokenRuns.NONE);
      editor.setMark(-1, "");
      title.setText("No prompt to show yet");
      return;
    }
    String prompt = forecast.prepared().prompt().text();
    if (!prompt.contentEquals(text.chars())) {
      text.replace(0, text.length(), prompt);
    }
    editor.setRuns(forecast.rendered());
    boolean ends = forecast.endsInside();
    editor.setMark(
        ends ? forecast.tokens().charStart(forecast.hits()) : -1,
        ends ? forecast.markWords() : "");
    title.setText(
        String.format(
            Locale.ROOT, "What the model reads · %,d tokens · %,d characters",
            forecast.promptTokens(), prompt.length()));
  }

  @Override
  public void view(double top, double bottom) {
    CardFrame.view(this, editor, top, bottom);
  }
}
