package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a response request into the same wish as a chat completion. */
public final class ResponseReader {
  /** Parameters that need what is not kept here: earlier responses, files, background runs. */
  private static final List<String> UNSUPPORTED =
      List.of("previous_response_id", "conversation", "prompt", "max_tool_calls");

  private final String templateSource;
  private final int vocabulary;
  private final int context;

  /** As for {@link ChatReader}. */
  public ResponseReader(String templateSource, int vocabulary, int context) {
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
    ToolFields toolFields = new ToolFields(request, false);
    Tools tools = toolFields.read(CallFormat.of(templateSource));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("messages", messages(request));
    List<Object> templateTools = toolFields.forTemplate();
    if (templateTools != null) {
      fields.put("tools", templateTools);
    }
    Fields reasoning = request.object("reasoning");
    if (reasoning != null && reasoning.string("effort") != null) {
      fields.put("reasoning_effort", reasoning.string("effort"));
    }
    Fields text = request.object("text");
    Map<?, ?> schema = AnswerForm.schema(text == null ? null : text.object("format"), "");
    String grammar = AnswerForm.grammar(schema, tools);
    SamplingFields sampling = new SamplingFields(request, vocabulary);
    Integer limit = sampling.maxTokens("max_output_tokens");
    request.string("user");
    request.object("metadata");
    request.bool("store", false);
    return new Wish(
        fields,
        sampling.read(
            limit == null ? context : Math.min(limit, context), -1,
            ChatReader.stops(List.of(), tools), grammar),
        1, tools, ChatReader.cacheKey(request),
        new Wish.Names("input", schema == null ? "tools" : "text.format"));
  }

  private static void refuseUnsupported(Fields request) {
    for (String name : UNSUPPORTED) {
      if (request.has(name)) {
        throw ApiException.unsupported(
            name, "'" + name + "' is not supported: nothing is kept between requests.");
      }
    }
    ForeignFields.refuseInResponses(request);
    List<?> include = request.list("include");
    if (include != null && include.contains("message.output_text.logprobs")) {
      throw ApiException.unsupported(
          "include", "\"message.output_text.logprobs\" is supported in chat completions only.");
    }
    if (request.bool("background", false)) {
      throw ApiException.unsupported("background", "'background' is not supported.");
    }
    String truncation = request.oneOf("truncation", "disabled", "auto");
    if ("auto".equals(truncation)) {
      throw ApiException.unsupported(
          "truncation", "'truncation' \"auto\" is not supported: a prompt is never cut.");
    }
    if (request.has("top_logprobs")) {
      throw ApiException.unsupported(
          "top_logprobs", "'top_logprobs' is supported in chat completions only.");
    }
  }

  private List<Object> messages(Fields request) {
    List<Object> chat = new ArrayList<>();
    String instructions = request.string("instructions");
    if (instructions != null && !instructions.isEmpty()) {
      chat.add(message("system", instructions));
    }
    Object input = request.get("input");
    switch (input) {
      case String text -> chat.add(message("user", text));
      case List<?> items when !items.isEmpty() -> {
        for (int i = 0; i < items.size(); i++) {
          item(Fields.of(items.get(i), "input[" + i + "]"), chat);
        }
      }
      case null ->
          throw new ApiException(
              400, ApiException.INVALID_REQUEST, "input", "missing_required_parameter",
              "'input' is missing.");
      default -> throw ApiException.wrongType("input", "a string or a filled array", input);
    }
    return chat;
  }

  private static Map<String, @Nullable Object> message(String role, @Nullable Object content) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  private void item(Fields item, List<Object> chat) {
    String type = item.string("type");
    switch (type == null ? "message" : type) {
      case "message" -> chat.add(message(role(item), content(item, "content")));
      case "function_call" -> {
        Map<String, @Nullable Object> call =
            Messages.call(
                item.string("call_id"), item.required("name"), item.string("arguments"));
        if (chat.isEmpty() || !addCall(chat.getLast(), call)) {
          Map<String, @Nullable Object> message = message("assistant", "");
          message.put("tool_calls", new ArrayList<>(List.of(call)));
          chat.add(message);
        }
      }
      case "function_call_output" -> {
        Map<String, @Nullable Object> result = message("tool", content(item, "output"));
        result.put("tool_call_id", item.required("call_id"));
        chat.add(result);
      }
      case "item_reference" ->
          throw ApiException.unsupported(
              item.path("type"),
              "Nothing is kept between requests, so no item can be referred to: send the item"
                  + " itself, as clients do with 'store': false.");
      case "reasoning" -> {} // what another model thought is not part of the conversation
      default ->
          throw ApiException.unsupported(
              item.path("type"),
              "Input of type \"" + Fields.shortened(String.valueOf(type))
                  + "\" is not supported.");
    }
  }

  /** Several calls of one turn belong to one message. */
  @SuppressWarnings("unchecked") // made above
  private static boolean addCall(Object last, Map<String, @Nullable Object> call) {
    if (last instanceof Map<?, ?> message && "assistant".equals(message.get("role"))) {
      Map<String, Object> open = (Map<String, Object>) message;
      ((List<Object>) open.computeIfAbsent("tool_calls", name -> new ArrayList<>())).add(call);
      return true;
    }
    return false;
  }

  private String role(Fields item) {
    String role = item.required("role");
    return switch (role) {
      case "system", "user", "assistant" -> role;
      case "developer" -> Messages.developer(templateSource);
      default ->
          throw ApiException.bad(
              item.path("role"),
              "'" + item.path("role") + "' is \"" + Fields.shortened(role)
                  + "\"; allowed: system, developer, user, assistant.");
    };
  }

  private static String content(Fields item, String field) {
    Object content = item.get(field);
    return switch (content) {
      case String text -> text;
      case List<?> parts -> Messages.parts(parts, item.path(field));
      case null, default ->
          throw ApiException.wrongType(item.path(field), "a string or an array of parts", content);
    };
  }
}
