package dev.warmpath.ui.shell;

import dev.warmpath.ui.Background;
import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.document.DocumentViewModel;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.ui.workbench.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Commands that need the window itself. FX thread. */
final class StageActions implements WorkbenchCommands.WindowActions {
  private final Workbench workbench;

  StageActions(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public void openSample() {
    new Background(
            workbench.model().ports().work(), workbench.model().ports().fx(),
            failure -> workbench.model().notices().fail(Notices.Subject.SAMPLES, failure))
        .run(workbench.model().ports().workspaces()::samples, this::choose);
  }

  static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void choose(List<WorkspaceStore.Sample> samples) {
    List<Command> choices = new ArrayList<>();
    for (WorkspaceStore.Sample sample : samples) {
      choices.add(
          choice(
              choices.size(), sample.workspace().name(), sample.workspace().about(),
              Feather.BOOK_OPEN,
              () -> workbench.model().document().openSample(sample)));
    }
    workbench.overlays().choose(new Commands(choices), "Which sample?");
  }

  @Override
  public void openRecent() {
    DocumentViewModel document = workbench.model().document();
    List<Command> choices = new ArrayList<>();
    for (Path file : document.recent()) {
      Path folder = file.getParent();
      choices.add(
          choice(
              choices.size(), String.valueOf(file.getFileName()),
              folder == null ? "" : folder.toString(), Feather.FILE_TEXT,
              () -> document.open(file)));
    }
    workbench.overlays().choose(new Commands(choices), "Which file?");
  }

  private static Command choice(
      int index, String title, String note, Ikon icon, Runnable action) {
    return new Command(
        "choice." + index, Command.Group.FILE, title, note, null, icon, action,
        new SimpleBooleanProperty(true));
  }

  @Override
  public void importClipboard() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null || text.isBlank()) {
      workbench
          .model()
          .notices()
          .show(
              Notices.Kind.INFO, Notices.Subject.FILE,
              "The clipboard holds no text. Copy an OpenAI, Anthropic or Converse body, a curl"
                  + " command or a .jsonl session, then paste again.");
      return;
    }
    workbench.model().document().importText(text);
  }

  @Override
  public void copyExport(WorkspaceStore.Format format) {
    workbench
        .model()
        .document()
        .exportText(
            format,
            text -> {
              copy(text);
              workbench.model().notices().done("Copied as " + format.title());
            });
  }

  @Override
  public void chooseModel() {
    workbench.top().openPicker();
  }

  @Override
  public void chooseLens() {
    workbench.top().openLenses();
  }

  @Override
  public void lensRules() {
    workbench.top().openLensRules();
  }

  @Override
  public void previewFix() {
    workbench.views().previewFix();
  }

  @Override
  public void sampling() {
    workbench.views().openSampling();
  }

  @Override
  public void variables() {
    workbench.views().openVariables();
  }

  @Override
  public void focusTree() {
    workbench.views().tree().focusTree();
  }

  @Override
  public void searchTree() {
    workbench.views().tree().focusSearch();
  }

  @Override
  public void nextPane(int step) {
    workbench.views().nextPane(step);
  }

  @Override
  public void usualLayout() {
    workbench.layout().usual();
  }

  @Override
  public void lookBack() {
    workbench.model().place().set(Place.EXPLORER);
    // After the explorer's own focus.
    Platform.runLater(() -> Platform.runLater(workbench.views().tree()::focusTimeline));
  }

  @Override
  public void filterRequests() {
    workbench.views().requests().focusFilter();
  }

  @Override
  public void fullScreen() {
    Stage stage = workbench.stage();
    if (stage != null) {
      stage.setFullScreen(!stage.isFullScreen());
    }
  }

  @Override
  public void quit() {
    workbench.quit();
  }
}
