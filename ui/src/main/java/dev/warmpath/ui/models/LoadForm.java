package dev.warmpath.ui.models;

import static dev.warmpath.gguf.ModelFit.Kind.HOST;

import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.ports.ModelOptions.FlashAttention;
import dev.warmpath.ui.ports.ModelSource.Device;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;

/** Device, context, KV and attention of the next load. FX thread. */
public final class LoadForm extends GridPane {
  private static final Device BEST =
      new Device("Best available", "Best available", 0, new ModelFit.Room("", "", HOST, 0));
  private static final List<Integer> CONTEXTS =
      List.of(2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072);

  private final ModelsViewModel models;
  private final Preferences preferences;
  private final SearchableComboBox<Device> device = new SearchableComboBox<>();
  private final ComboBox<Integer> context = new ComboBox<>();
  private final ComboBox<ModelFacts.KvType> kvType = new ComboBox<>();
  private final ComboBox<FlashAttention> attention = new ComboBox<>();
  private Runnable changed = () -> { };
  private boolean filling;

  public LoadForm(ModelsViewModel models) {
    this.models = models;
    preferences = models.preferences();
    getStyleClass().add("wp-form");
    device.setId("device");
    device.setConverter(shown(ModelWords::device));
    context.setId("context");
    context.setConverter(shown(this::contextWords));
    kvType.setId("kv-type");
    kvType.setConverter(shown(LoadForm::words));
    kvType.getItems().setAll(ModelFacts.KvType.values());
    attention.setId("flash-attention");
    attention.setConverter(shown(LoadForm::words));
    attention.getItems().setAll(FlashAttention.values());
    row("Device", device);
    row("Context", context);
    row("KV cache", kvType);
    row("Attention", attention);
    ListChangeListener<Device> listed = change -> fill();
    models.catalog().devices().addListener(listed);
    models.facts().addListener((p, old, now) -> fill());
    fill();
    for (ComboBox<?> box : List.of(device, context, kvType, attention)) {
      box.valueProperty().addListener((p, old, now) -> store());
    }
  }

  private void row(String name, Region control) {
    Label label = Parts.label(name, "wp-secondary");
    label.setMinWidth(USE_PREF_SIZE);
    control.setMaxWidth(Double.MAX_VALUE);
    setHgrow(control, Priority.ALWAYS);
    addRow(getRowCount(), label, control);
  }

  /** Called after every change: what a load needs depends on it. */
  public void onChange(Runnable run) {
    changed = run;
  }

  /** Shows the settings of now: the same ones can be changed in another place. */
  public void refresh() {
    fill();
  }

  private void fill() {
    filling = true;
    List<Device> devices = new ArrayList<>(List.of(BEST));
    devices.addAll(models.catalog().devices());
    device.getItems().setAll(devices);
    String wanted = preferences.get(Settings.DEVICE);
    device.setValue(
        devices.stream().filter(one -> one.id().equals(wanted)).findFirst().orElse(BEST));
    int trained = trained();
    List<Integer> lengths = new ArrayList<>(List.of(0));
    CONTEXTS.stream().filter(n -> trained == 0 || n <= trained).forEach(lengths::add);
    int chosen = preferences.get(Settings.CONTEXT);
    if (!lengths.contains(chosen)) {
      lengths.add(chosen);
    }
    context.getItems().setAll(lengths);
    context.setValue(chosen);
    kvType.setValue(preferences.get(Settings.KV_TYPE));
    attention.setValue(preferences.get(Settings.FLASH_ATTENTION));
    filling = false;
  }

  private void store() {
    if (filling || device.getValue() == null || context.getValue() == null) {
      return;
    }
    preferences.put(Settings.DEVICE, device.getValue().id());
    preferences.put(Settings.CONTEXT, context.getValue());
    preferences.put(Settings.KV_TYPE, kvType.getValue());
    preferences.put(Settings.FLASH_ATTENTION, attention.getValue());
    changed.run();
  }

  private int trained() {
    ModelFile facts = models.facts().get();
    return facts == null ? 0 : facts.trainedContext();
  }

  private String contextWords(int tokens) {
    if (tokens > 0) {
      return Figures.count(tokens) + " tokens";
    }
    int trained = trained();
    String most = Figures.count(ModelFit.USUAL_CONTEXT) + " tokens";
    if (trained == 0) {
      return "As trained, at most " + most;
    }
    return trained <= ModelFit.USUAL_CONTEXT
        ? Figures.count(trained) + " tokens, as trained"
        : most + " (trained for " + Figures.count(trained) + ")";
  }

  private static String words(ModelFacts.KvType type) {
    return switch (type) {
      case F16 -> "F16, exact";
      case Q8_0 -> "Q8_0, about half the memory";
    };
  }

  private static String words(FlashAttention attention) {
    return switch (attention) {
      case ON -> "Flash attention";
      case OFF -> "Plain attention (F16 only)";
      case AUTO -> "Flash attention where the device can";
    };
  }

  private static <T> StringConverter<T> shown(Function<T, String> words) {
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
