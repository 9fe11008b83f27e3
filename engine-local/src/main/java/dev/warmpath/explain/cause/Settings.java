package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Top-level fields of a request, by what they do to the prefix. */
public final class Settings {
  /** What says which model computes: another value can share nothing. */
  public static final List<String> MODEL =
      List.of("model", "modelId", "adapter", "lora", "lora_adapter", "lora_path", "quantization");

  /** What servers keep apart besides the model. */
  public static final List<String> NAMESPACE =
      List.of(
          "prompt_cache_key", "cache_salt", "extra_key", "cache_key", "id_slot", "slot_id",
          "tenant", "tenant_id");

  /** Thinking and effort: rendered near the start, or not at all, as the template likes. */
  static final List<String> HEAD =
      List.of(
          "reasoning_effort", "reasoning", "thinking", "enable_thinking", "thinking_budget",
          "effort", "output_config", "chat_template_kwargs", "date_string", "strftime_now",
          "builtin_tools", "documents_mode", "model_identity", "reasoning_strength");

  /** Other settings that vendors name as part of the prefix. */
  static final List<String> PREFIX =
      List.of(
          "response_format", "text", "verbosity", "service_tier", "tool_choice", "speed",
          "web_search_options", "citations", "guided_json", "format", "parallel_tool_calls");

  private Settings() {}

  /** The first of the fields whose values differ; empty when none does. */
  public static String different(RequestBody before, RequestBody after, List<String> names) {
    for (String name : names) {
      if (!before.field(name).equals(after.field(name))) {
        return name;
      }
    }
    return "";
  }

  /** Template variables that differ, whatever their names. */
  static List<String> templateVariables(RequestBody before, RequestBody after) {
    Set<String> names = new LinkedHashSet<>(before.request().keySet());
    names.addAll(after.request().keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      boolean conversation = name.equals("messages") || name.equals("tools");
      boolean same =
          Objects.equals(
              JsonTree.canonicalText(before.request().get(name)),
              JsonTree.canonicalText(after.request().get(name)));
      if (!conversation && !same && !MODEL.contains(name) && !NAMESPACE.contains(name)) {
        different.add(name);
      }
    }
    return different;
  }
}
