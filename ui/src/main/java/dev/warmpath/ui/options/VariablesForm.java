package dev.warmpath.ui.options;

import dev.warmpath.ui.look.Fields;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.options.OptionsViewModel.Variable;
import dev.warmpath.workspace.Variables;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Every variable of the prompt with its value and a line as it would be sent. FX thread. */
public final class VariablesForm extends VBox {
  private static final double WIDTH = 400;

  private final OptionsViewModel options;
  private final VBox rows = new VBox(10);

  public VariablesForm(OptionsViewModel options) {
    this.options = options;
    getStyleClass().add("wp-picker");
    setId("variables");
    setPrefWidth(WIDTH);
    TextField name = new TextField();
    name.setId("variable-name");
    name.setPromptText("new_variable");
    HBox.setHgrow(name, Priority.ALWAYS);
    Tooltip problem = new Tooltip();
    Runnable add =
        () -> {
          String wanted = name.getText().strip();
          boolean possible = Variables.isName(wanted);
          Fields.tell(
              name, problem,
              possible
                  ? Optional.empty()
                  : Optional.of(
                      "“" + wanted + "” is no name; write letters, digits and _, such as city"));
          if (possible) {
            options.variable(wanted, "");
            name.clear();
            fill();
          }
        };
    name.setOnAction(event -> add.run());
    getChildren()
        .addAll(
            Parts.label("Variables", "wp-title"),
            Parts.paragraph(
                "Written as {{name}} in any segment and filled when the prompt is sent. A value"
                    + " that changes every run ends the warm prefix where it stands.",
                "wp-minor", "wp-secondary"),
            rows,
            new HBox(8, name, Parts.button("Add", add, "wp-button")));
    fill();
  }

  private void fill() {
    rows.getChildren().setAll(options.variables().stream().map(this::row).toList());
    if (rows.getChildren().isEmpty()) {
      rows.getChildren()
          .add(Parts.paragraph("This prompt uses no variables yet.", "wp-secondary"));
    }
  }

  private Node row(Variable variable) {
    Label preview =
        Parts.paragraph(options.preview(variable.name()), "wp-mono", "wp-secondary");
    Label name = Parts.label("{{" + variable.name() + "}}", "wp-mono", "wp-strong");
    HBox head = new HBox(8, name, Parts.spring());
    if (variable.builtIn()) {
      head.getChildren().add(Parts.label("changes every run", "wp-minor", "wp-secondary"));
    } else {
      head.getChildren()
          .add(
              Parts.iconButton(
                  Feather.X, "Forget the value of " + variable.name(),
                  () -> {
                    options.variable(variable.name(), null);
                    fill();
                  }));
    }
    VBox row = new VBox(4, head);
    if (!variable.builtIn()) {
      TextField value = new TextField(Objects.requireNonNullElse(variable.value(), ""));
      value.setId("variable-" + variable.name());
      value.setPromptText("sent as written while it has no value");
      value
          .textProperty()
          .addListener(
              (p, old, now) -> {
                options.variable(variable.name(), now);
                preview.setText(options.preview(variable.name()));
              });
      row.getChildren().add(value);
    }
    row.getChildren().add(preview);
    return row;
  }
}
