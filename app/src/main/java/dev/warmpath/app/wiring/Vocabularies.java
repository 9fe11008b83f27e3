package dev.warmpath.app.wiring;

import dev.warmpath.engine.EngineException;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.llama.LlamaLibrary;
import dev.warmpath.llama.LlamaModel;
import dev.warmpath.llama.ModelOptions;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.template.ChatTemplates;
import dev.warmpath.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates and vocabularies without weights, for the commands that only count. */
public final class Vocabularies {
  private Vocabularies() {}

  /**
   * An open vocabulary.
   *
   * @param renderer renders and tokenizes bodies
   * @param model to close; null when there is nothing to close
   */
  public record Open(Renderer renderer, @Nullable LlamaModel model) implements AutoCloseable {
    @Override
    public void close() {
      if (model != null) {
        model.close();
      }
    }
  }

  /**
   * Opens a vocabulary by name.
   *
   * @param name {@code o200k}, {@code cl100k}, or a GGUF file; null = the demo model's
   * @throws EngineException when there is no such vocabulary
   */
  public static Open open(@Nullable String name) {
    Optional<Tokenizer> published = name == null ? Optional.empty() : OpenAiTokenizer.find(name);
    if (published.isPresent()) {
      Renderer renderer =
          new Renderer(
              ChatTemplates.withToolBlock(ChatTemplates.chatMl()), published.get());
      return new Open(renderer, null);
    }
    if (name != null && !Files.exists(Path.of(name))) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          "There is no tokenizer \"" + name + "\": use o200k, cl100k or a GGUF file.");
    }
    Path file = name == null ? Wiring.demo() : Path.of(name);
    LlamaModel model = LlamaModel.open(LlamaLibrary.load(), ModelOptions.vocabulary(file));
    ChatTemplate template = Wiring.template(model.facts(), model.tokenizer()).template();
    return new Open(new Renderer(template, model.tokenizer()), model);
  }
}
