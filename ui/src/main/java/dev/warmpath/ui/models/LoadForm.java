package dev.warmpath.ui.models;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.ports.ModelSource.Device;
import dev.warmpath.ui.ports.ModelSource.ModelFacts;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.GridPane;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;

/** Device and context length of the next load. FX thread. */
public final class LoadForm extends GridPane {
  private static final Device BEST = new Device("", "Best available", "Best available", 0);
  private static final List<Integer> CONTEXTS =
      List.of(2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072);

  private final ModelsViewModel models;
  private final Preferences preferences;
  private final SearchableComboBox<Device> device = new SearchableComboBox<>();
  private final ComboBox<Integer> context = new ComboBox<>();
  private boolean filling;

  public LoadForm(ModelsViewModel models, Preferences preferences) {
    this.models = models;
    this.preferences = preferences;
    getStyleClass().add("wp-form");
    device.setId("device");
    device.setConverter(shown(ModelWords::device));
    device.setMaxWidth(Double.MAX_VALUE);
    context.setId("context");
    context.setConverter(shown(this::contextWords));
    context.setMaxWidth(Double.MAX_VALUE);
    add(Parts.label("Device", "wp-secondary"), 0, 0);
    add(device, 1, 0);
    add(Parts.label("Context", "wp-secondary"), 0, 1);
    add(context, 1, 1);
    setHgrow(device, javafx.scene.layout.Priority.ALWAYS);
    ListChangeListener<Device> changed = change -> fill();
    models.devices().addListener(changed);
    models.facts().addListener((p, old, now) -> fill());
    fill();
    device.valueProperty().addListener((p, old, now) -> store());
    context.valueProperty().addListener((p, old, now) -> store());
  }

  private void fill() {
    filling = true;
    List<Device> devices = new ArrayList<>(List.of(BEST));
    devices.addAll(models.devices());
    device.getItems().setAll(devices);
    String wanted = preferences.get(Settings.DEVICE);
    device.setValue(
        devices.stream().filter(one -> one.id().equals(wanted)).findFirst().orElse(BEST));
    ModelFacts facts = models.facts().get();
    int trained = facts == null ? 0 : facts.trainedContext();
    List<Integer> lengths = new ArrayList<>(List.of(0));
    CONTEXTS.stream().filter(n -> trained == 0 || n <= trained).forEach(lengths::add);
    int chosen = preferences.get(Settings.CONTEXT);
    if (!lengths.contains(chosen)) {
      lengths.add(chosen);
    }
    context.getItems().setAll(lengths);
    context.setValue(chosen);
    filling = false;
  }

  private void store() {
    if (!filling && device.getValue() != null && context.getValue() != null) {
      preferences.put(Settings.DEVICE, device.getValue().id());
      preferences.put(Settings.CONTEXT, context.getValue());
    }
  }

  private String contextWords(int tokens) {
    if (tokens > 0) {
      return Figures.count(tokens) + " tokens";
    }
    ModelFacts facts = models.facts().get();
    return facts == null || facts.trainedContext() == 0
        ? "What the model was trained for"
        : Figures.count(facts.trainedContext()) + " tokens, as trained";
  }

  private static <T> StringConverter<T> shown(java.util.function.Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(T value) {
        return value == null ? "" : words.apply(value);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("the list is not editable: " + text);
      }
    };
  }
}
