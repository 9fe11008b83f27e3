package dev.warmpath.app.cli;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Sampling;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.template.TemplateException;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.ChatBody;
import dev.warmpath.workspace.TextFile;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.WorkspaceException;
import dev.warmpath.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A file as chat requests: a workspace, whose variables are filled each time, or a request body,
 * which is sent as it is.
 */
final class Chats {
  private final String name;
  private final @Nullable Workspace workspace;
  private final Map<String, @Nullable Object> body;
  private final AtomicLong counter = new AtomicLong();

  private Chats(
      String name, @Nullable Workspace workspace, Map<String, @Nullable Object> body) {
    this.name = name;
    this.workspace = workspace;
    this.body = body;
  }

  /**
   * Reads the file.
   *
   * @throws WorkspaceException when it is neither
   */
  static Chats read(Path file) {
    String text = TextFile.read(file);
    String name = file.getFileName().toString();
    Map<String, @Nullable Object> body = ChatBody.parse(text, name);
    return body.containsKey("segments")
        ? new Chats(name, WorkspaceFile.parse(text, name), body)
        : new Chats(name, null, ChatBody.chat(body, name));
  }

  /** The request's fields, with fresh values for a workspace's variables. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields =
        workspace == null
            ? body
            : Composition.of(
                    workspace,
                    Variables.fresh(workspace.variables(), Clock.systemUTC(), counter))
                .request();
    if (!(fields.get("messages") instanceof List<?> messages) || messages.isEmpty()) {
      throw new WorkspaceException(name + " has no messages: there is nothing to send.");
    }
    return fields;
  }

  int maxTokens() {
    Integer limit =
        workspace == null ? ChatBody.maxTokens(body, name) : workspace.sampling().maxTokens();
    return limit == null ? Sampling.DEFAULT_MAX_TOKENS : limit;
  }

  List<String> stop() {
    return workspace == null ? ChatBody.stop(body, name) : workspace.sampling().stop();
  }

  private String cacheKey() {
    return workspace == null
        ? body.get("prompt_cache_key") instanceof String key ? key : ""
        : workspace.cacheKey();
  }

  private Prompt render(Map<String, @Nullable Object> fields, ChatTemplate template) {
    try {
      return template.render(fields);
    } catch (TemplateException e) {
      throw new TemplateException(
          name + " does not suit the model's chat template: " + e.getMessage(), e.line(),
          e.column());
    }
  }

  /** Renders and tokenizes, measured, and makes a request of it. */
  CompletionRequest request(
      Map<String, @Nullable Object> fields, ChatTemplate template, Tokenizer tokenizer,
      Sampling sampling, CompletionRequest.Cache cache) {
    long start = System.nanoTime();
    Prompt prompt = render(fields, template);
    Tokens tokens = tokenizer.tokenize(prompt);
    long nanos = System.nanoTime() - start;
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, name, "", Instant.now());
    return new CompletionRequest(
        prompt, tokens, sampling, "", cacheKey(), cache, source, nanos);
  }
}
