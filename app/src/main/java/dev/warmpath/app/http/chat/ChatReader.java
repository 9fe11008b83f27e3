package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a chat completion. */
public final class ChatReader {
  /** Parameters that would change the answer and that no local model has. */
  private static final List<String> UNSUPPORTED =
      List.of("functions", "function_call", "audio", "web_search_options");

  /** Of a cache key: a label, not a document; it is kept with every cached prefix. */
  private static final int MAX_KEY = 512;

  private final String templateSource;
  private final int vocabulary;
  private final int context;

  /**
   * @param templateSource the model's chat template
   * @param vocabulary number of its token ids
   * @param context tokens one request may use: the limit of an answer without one of its own
   */
  public ChatReader(String templateSource, int vocabulary, int context) {
    this.templateSource = templateSource;
    this.vocabulary = vocabulary;
    this.context = context;
  }

  /**
   * What the body asks for.
   *
   * @throws ApiException 400 naming the field that is wrong or cannot be honoured
   */
  public Wish read(Fields request) {
    refuseUnsupported(request);
    ToolFields toolFields = new ToolFields(request, true);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("messages", new Messages(templateSource).read(request));
    Tools tools = toolFields.read(CallFormat.of(templateSource));
    List<Object> templateTools = toolFields.forTemplate();
    if (templateTools != null) {
      fields.put("tools", templateTools);
    }
    templateVariables(request, fields);
    Map<?, ?> schema = AnswerForm.schema(request.object("response_format"), "json_schema");
    String grammar = AnswerForm.grammar(schema, tools);
    SamplingFields sampling = new SamplingFields(request, vocabulary);
    Integer limit = sampling.maxTokens("max_completion_tokens", "max_tokens");
    checkHints(request);
    return new Wish(
        fields,
        sampling.read(
            limit == null ? context : Math.min(limit, context), sampling.chatLogprobs(),
            stops(sampling.stop(), tools), grammar),
        sampling.choices(), tools, cacheKey(request),
        new Wish.Names("messages", schema == null ? "tools" : "response_format"));
  }

  static List<String> stops(List<String> stops, Tools tools) {
    String end = tools.format().end();
    if (!tools.offered() || tools.parallel() || end.isEmpty()) {
      return stops;
    }
    // At most one call: the answer is over where the first one is.
    List<String> all = new ArrayList<>(stops);
    all.add(end);
    return all;
  }

  private static void refuseUnsupported(Fields request) {
    for (String name : UNSUPPORTED) {
      if (request.has(name)) {
        throw ApiException.unsupported(
            name,
            "'" + name + "' is not supported"
                + (name.startsWith("function") ? "; use 'tools' and 'tool_choice'." : "."));
      }
    }
    ForeignFields.refuse(request);
    List<?> modalities = request.list("modalities");
    if (modalities != null && !modalities.equals(List.of("text"))) {
      throw ApiException.unsupported("modalities", "Only the modality \"text\" is supported.");
    }
    if (request.has("stream_options") && !request.bool("stream", false)) {
      throw ApiException.bad("stream_options", "'stream_options' needs 'stream': true.");
    }
  }

  /** Values that templates of some models read; to others they mean nothing. */
  private static void templateVariables(
      Fields request, Map<String, @Nullable Object> fields) {
    Fields extra = request.object("chat_template_kwargs");
    if (extra != null) {
      extra.map().forEach((name, value) -> fields.putIfAbsent(String.valueOf(name), value));
    }
    String effort = request.string("reasoning_effort");
    if (effort != null) {
      fields.put("reasoning_effort", effort);
    }
  }

  /** Fields without a meaning here must still have their type. */
  private static void checkHints(Fields request) {
    for (String name : List.of("verbosity", "user", "prompt_cache_retention", "service_tier")) {
      request.string(name);
    }
    request.object("prompt_cache_options");
    request.object("metadata");
    request.bool("store", false);
  }

  /** The cache key; empty for none. */
  public static String cacheKey(Fields request) {
    String key = request.string("prompt_cache_key");
    if (key != null && key.length() > MAX_KEY) {
      throw ApiException.bad(
          "prompt_cache_key",
          "'prompt_cache_key' has " + key.length() + " characters; at most " + MAX_KEY
              + " are allowed.");
    }
    return key == null ? "" : key;
  }
}
