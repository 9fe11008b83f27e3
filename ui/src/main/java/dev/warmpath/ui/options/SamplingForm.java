package dev.warmpath.ui.options;

import dev.warmpath.engine.Sampling;
import dev.warmpath.ui.look.Fields;
import dev.warmpath.ui.look.Parts;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How this workspace is answered. FX thread. */
public final class SamplingForm extends VBox {
  private static final double WIDTH = 340;
  private final GridPane grid = new GridPane();

  public SamplingForm(OptionsViewModel options) {
    getStyleClass().add("wp-picker");
    setId("sampling");
    setPrefWidth(WIDTH);
    grid.getStyleClass().add("wp-form");
    var sampling = options.workspace().sampling();
    row("Most tokens", "max-tokens", sampling.maxTokens(),
        String.valueOf(Sampling.DEFAULT_MAX_TOKENS), options::maxTokens);
    row("Temperature", "temperature", sampling.temperature(), "0 = greedy", options::temperature);
    row("top_p", "top-p", sampling.topP(), "1 = all", options::topP);
    row("Seed", "seed", sampling.seed(), "a fresh one each time", options::seed);
    TextArea stop = new TextArea(String.join("\n", sampling.stop()));
    stop.setId("stop");
    stop.setPromptText("one a line, at most " + OptionsViewModel.MOST_STOPS);
    stop.setPrefRowCount(2);
    Fields.onLeave(stop, options::stop);
    add("Stop texts", stop);
    row("Cache key", "cache-key", options.workspace().cacheKey(), "none",
        text -> {
          options.cacheKey(text);
          return Optional.empty();
        });
    row("Name", "workspace-name", options.workspace().name(), "Untitled",
        text -> {
          options.name(text);
          return Optional.empty();
        });
    getChildren()
        .addAll(
            Parts.label("Sampling", "wp-title"),
            Parts.paragraph(
                "Saved with the workspace. Sampling never changes what is cached; the cache key"
                    + " chooses whose cache is used.",
                "wp-minor", "wp-secondary"),
            grid);
  }

  private void row(
      String title, String id, @Nullable Object value, String prompt,
      Function<String, Optional<String>> store) {
    TextField field = Fields.field(id, value == null ? "" : value.toString(), store);
    field.setPromptText(prompt);
    add(title, field);
  }

  private void add(String title, Node field) {
    field.setAccessibleHelp(title);
    var label = Parts.label(title, "wp-secondary");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(field);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), label, field);
  }
}
