package dev.warmpath.ui.models;

import dev.warmpath.ui.look.Fields;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.ports.ModelOptions.Adapter;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The LoRA adapters that a model file is loaded with, each with its strength. FX thread. */
final class AdapterList extends VBox {
  private static final double STRENGTH = 52;

  /** Far beyond any useful strength; more is a typing error. */
  private static final int MOST = 100;

  private final ModelsViewModel models;
  private final Path model;
  private final Runnable changed;

  /**
   * @param changed called when the list was changed and stored
   */
  AdapterList(ModelsViewModel models, Path model, Runnable changed) {
    super(4);
    this.models = models;
    this.model = model;
    this.changed = changed;
    List<Adapter> adapters = models.wanted(model).adapters();
    for (int i = 0; i < adapters.size(); i++) {
      getChildren().add(row(adapters, i));
    }
    Button add =
        Parts.button(
            adapters.isEmpty() ? "Add a LoRA adapter…" : "Add another…",
            () -> models.catalog().browseAdapter().ifPresent(file -> add(adapters, file)),
            "wp-link");
    add.setId("adapter-add");
    getChildren().add(add);
  }

  private HBox row(List<Adapter> adapters, int index) {
    Adapter adapter = adapters.get(index);
    Label name = Parts.label(adapter.file().getFileName().toString());
    name.setTooltip(new Tooltip(adapter.file().toString()));
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    TextField strength =
        Fields.field(
            "adapter-strength-" + index, String.valueOf(adapter.scale()),
            text -> strength(adapters, index, text));
    strength.setPrefWidth(STRENGTH);
    strength.setMinWidth(STRENGTH);
    strength.setAccessibleText("Strength of " + adapter.file().getFileName());
    Button remove =
        Parts.iconButton(
            Feather.X, "Load without it",
            () -> {
              List<Adapter> left = new ArrayList<>(adapters);
              left.remove(index);
              store(left);
            });
    HBox row = new HBox(6, name, Parts.label("×", "wp-secondary"), strength, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void add(List<Adapter> adapters, Path file) {
    List<Adapter> all = new ArrayList<>(adapters);
    all.add(new Adapter(file, 1));
    store(all);
  }

  private Optional<String> strength(List<Adapter> adapters, int index, String text) {
    try {
      double value = Double.parseDouble(text.strip().replace(',', '.'));
      if (Math.abs(value) <= MOST) {
        List<Adapter> replaced = new ArrayList<>(adapters);
        replaced.set(index, new Adapter(adapters.get(index).file(), value));
        store(replaced);
        return Optional.empty();
      }
    } catch (NumberFormatException noNumber) {
      return Optional.of("“" + text + "” is no number; 1 is as trained");
    }
    return Optional.of("−" + MOST + " to " + MOST + " is possible; 1 is as trained");
  }

  private void store(List<Adapter> adapters) {
    models.preferences().put(Settings.adapters(model), adapters);
    changed.run();
  }
}
