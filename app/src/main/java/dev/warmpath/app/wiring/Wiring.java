package dev.warmpath.app.wiring;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.llama.LlamaLibrary;
import dev.warmpath.llama.LlamaRuntime;
import dev.warmpath.llama.LoadedFacts;
import dev.warmpath.llama.ModelOptions;
import dev.warmpath.llama.RuntimeOptions;
import dev.warmpath.llama.tokens.LlamaTokenizer;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.template.ChatTemplates;
import dev.warmpath.template.TemplateException;
import dev.warmpath.ui.LoadedModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoublePredicate;

/** Puts the engine together: the one place that knows llama.cpp is what runs a model. */
public final class Wiring {
  private Wiring() {}

  /**
   * An open model.
   *
   * @param model ready for prompts
   */
  public record Opened(LoadedModel model) implements AutoCloseable {
    @Override
    public void close() {
      model.engine().close();
    }
  }

  /**
   * Opens a model; blocks until it is ready.
   *
   * @param progress told the loaded part, 0 to 1; false cancels
   * @throws EngineException when it cannot be opened; the message says why and what to do
   */
  public static Opened open(OpenModel wish, DoublePredicate progress) {
    Path file = wish.model() == null ? demo() : wish.model();
    ModelOptions modelOptions = modelOptions(wish, file);
    RuntimeOptions runtimeOptions = runtimeOptions(wish);
    AtomicReference<LlamaRuntime> loaded = new AtomicReference<>();
    LocalEngine engine =
        new LocalEngine(
            () -> {
              LlamaLibrary library = LlamaLibrary.load();
              LlamaRuntime runtime =
                  LlamaRuntime.open(library, modelOptions, runtimeOptions, progress);
              loaded.set(runtime);
              return runtime;
            },
            settings(wish));
    LlamaRuntime runtime = loaded.get();
    Template template = template(runtime.model().facts(), runtime.tokenizer());
    return new Opened(new LoadedModel(engine, template.template(), template.warning()));
  }

  static Path demo() {
    return Resources.demoModel()
        .orElseThrow(
            () ->
                new EngineException(
                    EngineException.Kind.BAD_MODEL,
                    "The demo model is not in " + Resources.samples()
                        + ". Choose a GGUF model with --model FILE."));
  }

  private static ModelOptions modelOptions(OpenModel wish, Path file) {
    try {
      List<ModelOptions.Adapter> adapters =
          wish.adapters().stream()
              .map(each -> new ModelOptions.Adapter(each.file(), (float) each.scale()))
              .toList();
      return new ModelOptions(
          file, wish.gpuLayers() == null ? -1 : wish.gpuLayers(), wish.deviceName(), adapters,
          false);
    } catch (IllegalArgumentException e) {
      throw EngineException.badRequest(e);
    }
  }

  private static RuntimeOptions runtimeOptions(OpenModel wish) {
    try {
      return RuntimeOptions.defaults()
          .withContext(wish.context() == null ? 0 : wish.context())
          .withSlots(wish.slots())
          .withThreads(wish.threads() == null ? 0 : wish.threads())
          .withFlashAttention(
              RuntimeOptions.FlashAttention.valueOf(wish.flashAttention().name()))
          .withKvType(wish.kvType());
    } catch (IllegalArgumentException e) {
      throw EngineException.badRequest(e);
    }
  }

  private static EngineSettings settings(OpenModel wish) {
    EngineSettings settings = EngineSettings.defaults();
    if (wish.kvBudget() != null) {
      settings = settings.withKvBudgetBytes(wish.kvBudget());
    }
    return settings.withTtl(wish.ttl()).withMode(wish.mode()).withKeys(wish.keys());
  }

  /**
   * A model's chat template, or ChatML and why.
   *
   * @param warning empty when the model's own template is used
   */
  record Template(ChatTemplate template, String warning) {}

  static Template template(LoadedFacts facts, LlamaTokenizer tokenizer) {
    ChatTemplate chatMl = ChatTemplates.withToolBlock(ChatTemplates.chatMl());
    if (facts.template().isEmpty()) {
      return new Template(
          chatMl,
          "The model file has no chat template, so ChatML is used. Answers may be poor, and the"
              + " tokens are not what its provider would send.");
    }
    try {
      ChatTemplate own =
          ChatTemplates.jinja(
              facts.template(), tokenizer.startName(), tokenizer.endName(),
              ChatTemplates.dayClock(Clock.systemDefaultZone()));
      return new Template(ChatTemplates.withToolBlock(own), "");
    } catch (TemplateException e) {
      return new Template(
          chatMl,
          "The model's chat template cannot be used (" + reason(e)
              + "), so ChatML is used instead.");
    }
  }

  /** To go on within a sentence. */
  static String reason(TemplateException e) {
    return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
  }
}
