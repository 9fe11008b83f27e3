package dev.warmpath.app.wiring;

import dev.warmpath.engine.EngineException;
import dev.warmpath.gguf.GgufException;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFactsReader;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.llama.Device;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.template.ChatTemplates;
import dev.warmpath.template.TemplateException;
import dev.warmpath.template.TemplateHazards;
import dev.warmpath.ui.ports.ModelOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model file says about itself, what it will need here, and what its template risks. */
final class ModelReport {
  private ModelReport() {}

  /**
   * From the header only: nothing is loaded.
   *
   * @throws EngineException BAD_MODEL when it is no model file
   */
  static Map<String, @Nullable Object> file(Path file, OpenModel wish, List<Device> devices) {
    ModelFacts facts = facts(file);
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("file", file.toString());
    report.put("name", facts.name());
    report.put("architecture", facts.architecture());
    report.put("parameters", facts.parameters());
    report.put("quantisation", facts.quantisation());
    report.put("context_trained", facts.contextTokens());
    report.put("layers", facts.layers());
    report.put("tokenizer", facts.tokenizerModel() + " / " + facts.tokenizerPre());
    report.put("vocabulary", facts.vocabulary());
    report.put("licence", facts.licence().isEmpty() ? null : facts.licence());
    report.put("memory_kind", facts.memory().name().toLowerCase(Locale.ROOT));
    report.put("can_rewind", facts.canRewind());
    report.put("has_chat_template", facts.chatTemplate() != null);
    report.put("file_bytes", facts.fileBytes());
    report.put("truncated", facts.truncated());
    ModelFit fit = fit(facts, wish, devices);
    report.put("kv_bytes_per_token", facts.kvBytes(wish.kvType()));
    report.put("memory", memory(fit));
    report.put("fits", fits(fit));
    return report;
  }

  /** Header facts; throws BAD_MODEL when it is no model file. */
  static ModelFacts facts(Path file) {
    try {
      return ModelFactsReader.read(file);
    } catch (GgufException e) {
      throw new EngineException(EngineException.Kind.BAD_MODEL, e.getMessage(), e);
    }
  }

  /** What opening it takes here and what there is. */
  static ModelFit fit(ModelFacts facts, OpenModel wish, List<Device> devices) {
    return new ModelFit(
        facts,
        new ModelFit.Load(
            wish.context() == null ? 0 : wish.context(), wish.slots(), wish.kvType(),
            wish.deviceName(),
            wish.gpuLayers() == null ? -1 : wish.gpuLayers(), ModelFit.MICRO_BATCH,
            wish.flashAttention() != ModelOptions.FlashAttention.OFF,
            ModelOptions.bytes(wish.adapters())),
        devices.stream().map(Device::room).toList());
  }

  private static Map<String, @Nullable Object> memory(ModelFit fit) {
    ModelFacts.MemoryNeed need = fit.need();
    Map<String, @Nullable Object> memory = new LinkedHashMap<>();
    memory.put("context", fit.context());
    memory.put("weights_bytes", need.weights());
    memory.put("kv_bytes", need.kv());
    memory.put("compute_bytes_estimated", need.compute());
    memory.put("total_bytes", need.total());
    return memory;
  }

  private static List<Object> fits(ModelFit fit) {
    List<Object> list = new ArrayList<>();
    for (ModelFit.Room room : fit.rooms()) {
      if (room.freeBytes() > 0) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("device", room.id());
        facts.put("layers", fit.layersOn(room));
        facts.put("of_layers", fit.facts().layers());
        list.add(facts);
      }
    }
    return list;
  }

  /**
   * What would move the first divergent token of the file's template, or why it cannot be used;
   * empty without a template.
   */
  static List<Object> hazards(Path file) {
    ModelFacts facts = facts(file);
    if (facts.chatTemplate() == null) {
      return List.of();
    }
    List<Object> list = new ArrayList<>();
    try {
      ChatTemplate template =
          ChatTemplates.jinja(
              facts.chatTemplate(), facts.bosText(), facts.eosText(), Clock.systemDefaultZone());
      for (TemplateHazards.Hazard hazard : TemplateHazards.of(template)) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("id", hazard.id());
        entry.put("title", hazard.title());
        entry.put("explanation", hazard.explanation());
        entry.put("prompt_kept_share", Math.round(hazard.share() * 1000) / 1000.0);
        list.add(entry);
      }
    } catch (TemplateException e) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("id", "unusable");
      entry.put("title", "The template cannot be used");
      entry.put(
          "explanation",
          "Line " + e.line() + ", column " + e.column() + ": " + Wiring.reason(e)
              + ". ChatML is used instead, so the tokens are not what the model was trained on.");
      entry.put("prompt_kept_share", 0.0);
      list.add(entry);
    }
    return list;
  }
}
