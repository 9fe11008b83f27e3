package dev.warmpath.ui.shell;

import javafx.beans.value.ObservableBooleanValue;

/** What the commands ask of the prompt pane. FX thread. */
interface PromptActions {
  void send();

  /** Sends without reading or storing cache. */
  void coldRun();

  void cancel();

  /** Turns the answer into the next segments. */
  void continueAnswer();

  void undo();

  void redo();

  void find();

  ObservableBooleanValue canSend();

  ObservableBooleanValue running();

  ObservableBooleanValue canContinue();
}
