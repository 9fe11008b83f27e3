package dev.warmpath.app.wiring;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.llama.Device;
import dev.warmpath.llama.LlamaLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What works on this computer.
 *
 * @param facts names and values for people and JSON
 * @param problem why no model could be opened; null when one could
 */
public record Diagnosis(
    Map<String, @Nullable Object> facts, @Nullable EngineException problem) {

  /** Looks at everything, opens the model and checks itself; blocks for a few seconds. */
  public static Diagnosis of(OpenModel wish) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("system", system());
    EngineException problem = null;
    try {
      LlamaLibrary library = LlamaLibrary.load();
      facts.put("llama_cpp", library(library));
      facts.put("devices", devices(library.devices()));
      facts.put("gpu_fallback", library.fallbacks());
      Path file = wish.model() == null ? Wiring.demo() : wish.model();
      facts.put("model_file", ModelReport.file(file, wish, library.devices()));
      facts.put("template_hazards", ModelReport.hazards(file));
      try (Wiring.Opened opened = Wiring.open(wish, part -> true)) {
        facts.put("model", model(opened.model().engine().info(), opened.model().warning()));
      }
    } catch (EngineException e) {
      facts.put("problem", e.getMessage());
      problem = e;
    }
    return new Diagnosis(facts, problem);
  }

  private static Map<String, @Nullable Object> system() {
    Map<String, @Nullable Object> system = new LinkedHashMap<>();
    system.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    system.put("java", Runtime.version().toString());
    system.put("cores", Runtime.getRuntime().availableProcessors());
    system.put("window", Display.problem().orElse("can open"));
    String aot = AotCache.state();
    if (!aot.isEmpty()) {
      system.put("aot_cache", aot);
    }
    return system;
  }

  private static Map<String, @Nullable Object> library(LlamaLibrary library) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("version", library.version());
    facts.put("folder", library.folder().toString());
    facts.put("layouts", "checked");
    return facts;
  }

  private static List<Object> devices(List<Device> devices) {
    List<Object> list = new ArrayList<>();
    for (Device device : devices) {
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("name", device.name());
      facts.put("description", device.description());
      facts.put("backend", device.backend());
      facts.put("memory_free", device.freeBytes());
      facts.put("memory_total", device.totalBytes());
      list.add(facts);
    }
    return list;
  }

  private static Map<String, @Nullable Object> model(EngineInfo info, String warning) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", info.model());
    facts.put("parameters", info.parameters());
    facts.put("quantisation", info.quantisation());
    facts.put("device", info.device());
    facts.put("backend", info.backend());
    facts.put("n_ctx", info.context());
    facts.put("kv_bytes_per_token", info.bytesPerToken());
    facts.put(
        "reuse",
        switch (info.rewind()) {
          case ROWS -> "token-exact rows (self-check of the state format passed)";
          case SNAPSHOT -> "whole snapshots only";
          case NONE -> "none: engine_cannot_rewind";
        });
    facts.put("notes", info.notes());
    if (!warning.isEmpty()) {
      facts.put("warning", warning);
    }
    return facts;
  }
}
