package dev.warmpath.ui.shell;

import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.PromptRun;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** The prompt pane's part of the commands. FX thread. */
final class EditorActions implements PromptActions {
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

  @Override
  public void send() {
    prompt.send(false);
  }

  @Override
  public void coldRun() {
    prompt.send(true);
  }

  @Override
  public void cancel() {
    prompt.cancel();
  }

  @Override
  public void continueAnswer() {
    prompt.continueConversation();
  }

  @Override
  public void undo() {
    prompt.document().undo();
  }

  @Override
  public void redo() {
    prompt.document().redo();
  }

  @Override
  public void find() {
    find.run();
  }

  @Override
  public ObservableBooleanValue canSend() {
    return canSend;
  }

  @Override
  public ObservableBooleanValue running() {
    return prompt.running();
  }

  @Override
  public ObservableBooleanValue canContinue() {
    return canContinue;
  }
}
