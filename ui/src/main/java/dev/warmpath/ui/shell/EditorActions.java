package dev.warmpath.ui.shell;

import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.PromptRun;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** The prompt pane's part of the commands. FX thread. */
final class EditorActions {
  private final PromptViewModel prompt;
  private final Runnable find;
  private final ObservableBooleanValue canSend;
  private final ObservableBooleanValue canContinue;

  EditorActions(PromptViewModel prompt, Runnable find) {
    this.prompt = prompt;
    this.find = find;
    canSend =
        Bindings.createBooleanBinding(
            () -> {
              Forecast forecast = prompt.forecast().get();
              return forecast != null && !prompt.running().get();
            },
            prompt.forecast(),
            prompt.running());
    canContinue =
        Bindings.createBooleanBinding(
            () -> {
              PromptRun run = prompt.run().get();
              return run != null && !prompt.running().get() && run.answer().length() > 0;
            },
            prompt.run(),
            prompt.running());
  }

  void send() {
    prompt.send(false);
  }

  void coldRun() {
    prompt.send(true);
  }

  void cancel() {
    prompt.cancel();
  }

  void continueAnswer() {
    prompt.continueConversation();
  }

  void undo() {
    prompt.document().undo();
  }

  void redo() {
    prompt.document().redo();
  }

  void find() {
    find.run();
  }

  ObservableBooleanValue canSend() {
    return canSend;
  }

  ObservableBooleanValue running() {
    return prompt.running();
  }

  ObservableBooleanValue canContinue() {
    return canContinue;
  }
}
