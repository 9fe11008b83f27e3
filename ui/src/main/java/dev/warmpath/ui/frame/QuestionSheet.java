package dev.warmpath.ui.frame;

import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.look.Parts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A question in the window; the first choice is the default, the last one is Esc. FX thread. */
final class QuestionSheet extends VBox {

  public QuestionSheet(Notices notices, Notices.Question question) {
    getStyleClass().addAll("wp-sheet", "wp-question");
    setId("question");
    HBox buttons = new HBox(8);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.getChildren().add(Parts.spring());
    for (Notices.Choice choice : question.choices().reversed()) {
      boolean first = choice == question.choices().getFirst();
      boolean last = choice == question.choices().getLast();
      Button button =
          Parts.button(
              choice.title(), () -> notices.answer(choice), first ? "wp-primary" : "wp-button");
      button.setDefaultButton(first);
      button.setCancelButton(last && !first);
      button.setId("answer-" + choice.title().toLowerCase(Locale.ROOT));
      buttons.getChildren().add(button);
    }
    getChildren()
        .addAll(
            Parts.paragraph(question.title(), "wp-title"),
            Parts.paragraph(question.text(), "wp-secondary"),
            buttons);
    setMaxSize(460, Region.USE_PREF_SIZE);
  }

  /** Focuses the default answer. */
  void open() {
    lookupAll(".wp-primary").stream().findFirst().ifPresent(Node::requestFocus);
  }
}
