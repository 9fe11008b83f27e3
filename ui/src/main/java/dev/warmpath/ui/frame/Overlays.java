package dev.warmpath.ui.frame;

import dev.warmpath.ui.commands.CommandPalette;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.commands.KeySheet;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Scenes;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The layer above the window: palette, key sheet, questions. A click beside a sheet or Esc closes
 * it and gives the focus back; a question is answered by its buttons, Esc is the last. FX thread.
 */
public final class Overlays extends StackPane {
  private static final double PALETTE_TOP = 72;

  private final WorkbenchViewModel model;
  private final Commands commands;
  private final List<KeySheet.ViewKeys> viewKeys;
  private final Region veil = new Region();
  private @Nullable Node before;

  public Overlays(WorkbenchViewModel model, Commands commands, List<KeySheet.ViewKeys> viewKeys) {
    this.model = model;
    this.commands = commands;
    this.viewKeys = viewKeys;
    veil.getStyleClass().add("wp-veil");
    veil.setOnMousePressed(event -> close());
    addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    model.overlay().addListener((p, old, now) -> refresh());
    model.notices().question().addListener((p, old, now) -> refresh());
    sceneProperty()
        .addListener(
            (p, old, now) -> {
              if (now != null) {
                now.focusOwnerProperty().addListener((q, was, is) -> keepFocus(is));
              }
            });
    refresh();
  }

  /** Offers other commands than the window's own: recent files, samples. */
  public void choose(Commands choices, String question) {
    CommandPalette palette = new CommandPalette(choices, question, this::close);
    open(palette, Pos.TOP_CENTER);
    palette.open();
  }

  private void close() {
    if (model.notices().question().get() == null) {
      model.overlay().set(WorkbenchViewModel.Overlay.NONE);
      hide();
    }
  }

  private void escape(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      Notices.Question question = model.notices().question().get();
      if (question == null) {
        close();
      } else {
        model.notices().answer(question.choices().getLast());
      }
    }
  }

  /** Tab goes round in the sheet: what lies under the veil is out of reach until it closes. */
  private void keepFocus(@Nullable Node now) {
    if (!isVisible() || now == null || getChildren().isEmpty() || Scenes.isInside(now, this)) {
      return;
    }
    List<Node> stops = getChildren().getLast().lookupAll("*").stream().filter(
        node -> node.isFocusTraversable() && !node.isDisabled()).toList();
    if (!stops.isEmpty()) {
      stops.getFirst().requestFocus();
    }
  }

  private void refresh() {
    Notices.Question question = model.notices().question().get();
    if (question != null) {
      QuestionSheet sheet = new QuestionSheet(model.notices(), question);
      open(sheet, Pos.CENTER);
      sheet.open();
      return;
    }
    switch (model.overlay().get()) {
      case NONE -> hide();
      case PALETTE -> choose(commands, "What do you want to do?");
      case KEYS -> {
        KeySheet sheet = new KeySheet(commands, viewKeys, this::close);
        open(sheet, Pos.CENTER);
        sheet.setFocusTraversable(true);
        sheet.requestFocus();
      }
    }
  }

  private void open(Node sheet, Pos where) {
    if (!isVisible() && getScene() != null) {
      before = getScene().getFocusOwner();
    }
    setAlignment(sheet, where);
    setMargin(
        sheet,
        where == Pos.TOP_CENTER
            ? new Insets(PALETTE_TOP, 16, 16, 16)
            : new Insets(24));
    getChildren().setAll(veil, sheet);
    Fitting.present(this, true);
  }

  private void hide() {
    boolean shown = isVisible();
    getChildren().clear();
    Fitting.present(this, false);
    Node back = before;
    before = null;
    if (shown && back != null && back.getScene() != null) {
      back.requestFocus();
    }
  }
}
