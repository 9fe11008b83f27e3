package dev.warmpath.app.http.serving;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.template.ChatTemplates;
import dev.warmpath.ui.LoadedModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which model answers, and under which names. Thread-safe. */
public final class ServedModels {

  /**
   * A model that answers.
   *
   * @param model engine and template
   * @param template the template, able to show tools
   */
  public record Served(LoadedModel model, ChatTemplate template) {}

  private final List<String> aliases;
  private volatile @Nullable Served served;

  /** @param aliases further names of whatever model there is */
  public ServedModels(List<String> aliases) {
    this.aliases = List.copyOf(aliases);
  }

  /** Answers with this model from now on; null refuses requests. */
  public void serve(@Nullable LoadedModel model) {
    served =
        model == null
            ? null
            : new Served(model, ChatTemplates.withToolBlock(model.template()));
  }

  /** The model, or null while there is none. */
  public @Nullable Served current() {
    return served;
  }

  /** The model's own name first, then the aliases. */
  public List<String> names() {
    Served now = served;
    Set<String> names = new LinkedHashSet<>();
    if (now != null) {
      names.add(now.model().engine().info().model());
      names.addAll(aliases);
    }
    return List.copyOf(names);
  }

  /** True when a client may call the model by this name. */
  public boolean knows(String name) {
    Served now = served;
    return now != null
        && (names().contains(name) || name.equals(now.model().engine().info().modelId()));
  }

  /**
   * The model, whatever its name.
   *
   * @throws ApiException 503 while no model is open
   */
  public Served require() {
    Served now = served;
    if (now == null) {
      throw new ApiException(
          503, "server_error", null, "model_not_loaded",
          "No model is open. Open one in Warmpath and try again.");
    }
    return now;
  }

  /**
   * The model a client asks for.
   *
   * @throws ApiException 503 while no model is open, 404 for an unknown name
   */
  public Served require(String name) {
    Served now = require();
    if (!knows(name)) {
      throw new ApiException(
          404, ApiException.INVALID_REQUEST, "model", "model_not_found",
          "The model \"" + Fields.shortened(name) + "\" does not exist here. Known: "
              + String.join(", ", names())
              + ". Start the endpoint with --alias NAME to accept another name.");
    }
    return now;
  }
}
