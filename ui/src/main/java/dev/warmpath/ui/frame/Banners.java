package dev.warmpath.ui.frame;

import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Notices as rows above the panes: what happened, what to do, buttons that do it. FX thread. */
public final class Banners extends VBox {
  private final Notices notices;

  /** A row stays while its notice does, so that one more notice does not take the keyboard away. */
  private final Map<Notices.Notice, Node> rows = new HashMap<>();

  public Banners(Notices notices) {
    this.notices = notices;
    notices.banners().addListener((ListChangeListener<Notices.Notice>) change -> refresh());
    refresh();
  }

  private void refresh() {
    rows.keySet().retainAll(notices.banners());
    getChildren().retainAll(rows.values());
    for (int i = 0; i < notices.banners().size(); i++) {
      Node row = rows.computeIfAbsent(notices.banners().get(i), this::row);
      if (i == getChildren().size() || getChildren().get(i) != row) {
        getChildren().remove(row);
        getChildren().add(i, row);
      }
    }
    Fitting.present(this, !getChildren().isEmpty());
  }

  private Node row(Notices.Notice notice) {
    Ikon ikon =
        switch (notice.kind()) {
          case INFO -> Feather.INFO;
          case WARNING -> Feather.ALERT_TRIANGLE;
          case ERROR -> Feather.ALERT_OCTAGON;
        };
    String word =
        switch (notice.kind()) {
          case INFO -> "Note";
          case WARNING -> "Warning";
          case ERROR -> "Problem";
        };
    Label text = Parts.paragraph(notice.text());
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox row = new HBox(12, Parts.icon(ikon, 16), Parts.label(word, "wp-strong"), text);
    ((Label) row.getChildren().get(1)).setMinWidth(USE_PREF_SIZE);
    for (Notices.Choice choice : notice.choices()) {
      var button = Parts.button(choice.title(), choice.action(), "wp-button");
      button.setMinWidth(USE_PREF_SIZE);
      row.getChildren().add(button);
    }
    row.getChildren()
        .add(Parts.iconButton(Feather.X, "Close this message", () -> notices.close(notice)));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass()
        .addAll("wp-banner", notice.kind().name().toLowerCase(Locale.ROOT));
    row.setAccessibleText(word + ": " + notice.text());
    return row;
  }
}
