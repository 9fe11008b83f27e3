package dev.warmpath.ui.frame;

import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The places of the window, one button each. FX thread. */
public final class Rail extends VBox {
  private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

  public Rail(WorkbenchViewModel model, Commands commands) {
    getStyleClass().add("wp-rail");
    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    for (Place place : Place.values()) {
      if (place == Place.SETTINGS) {
        getChildren().add(spring);
      }
      getChildren().add(button(place, model, commands));
    }
  }

  private static Button button(Place place, WorkbenchViewModel model, Commands commands) {
    Command command = commands.get("view." + place.name().toLowerCase(Locale.ROOT));
    Button button = new Button("", Parts.icon(command.icon(), 17));
    button.getStyleClass().add("wp-rail-button");
    button.setId("rail-" + place.name().toLowerCase(Locale.ROOT));
    String key = command.keyText().isEmpty() ? "" : "  " + command.keyText();
    button.setTooltip(new Tooltip(place.title() + key));
    button.setAccessibleText(place.title());
    button.setOnAction(event -> command.run());
    button.disableProperty().bind(Bindings.not(command.enabled()));
    button.pseudoClassStateChanged(HERE, model.place().get() == place);
    model
        .place()
        .addListener((p, old, now) -> button.pseudoClassStateChanged(HERE, now == place));
    return button;
  }
}
