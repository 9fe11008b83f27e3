package dev.warmpath.explain.adversary;

import dev.warmpath.explain.body.Renderer;
import dev.warmpath.llama.LlamaLibrary;
import dev.warmpath.llama.LlamaModel;
import dev.warmpath.llama.ModelOptions;
import dev.warmpath.template.ChatTemplates;
import java.nio.file.Path;
import java.time.Clock;

/** The demo model's template and vocabulary, without its weights. */
record DemoRenderer(LlamaModel model, Renderer renderer) implements AutoCloseable {
  private static final Path MODEL =
      Path.of(System.getProperty("warmpath.samples", "../samples"))
          .resolve("model/warmpath-demo-Q8_0.gguf");

  static DemoRenderer open() {
    LlamaModel model = LlamaModel.open(LlamaLibrary.load(), ModelOptions.vocabulary(MODEL));
    return new DemoRenderer(
        model,
        new Renderer(
            ChatTemplates.withToolBlock(
                ChatTemplates.jinja(
                    model.facts().template(), model.tokenizer().startName(),
                    model.tokenizer().endName(), Clock.systemUTC())),
            model.tokenizer()));
  }

  @Override
  public void close() {
    model.close();
  }
}
