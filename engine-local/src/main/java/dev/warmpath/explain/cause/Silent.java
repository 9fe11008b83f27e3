package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.FieldMap;
import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Differences that this model's prompt does not show but that other servers make part of the
 * prefix. They cost nothing here; the verdict names them because they do elsewhere.
 */
final class Silent {
  /** Less sure than a difference that can be seen in the prompt. */
  private static final double CONFIDENCE = 0.6;

  private Silent() {}

  static @Nullable Finding find(Comparison comparison) {
    RequestBody before = comparison.before().body();
    RequestBody after = comparison.after().body();
    int both = Math.min(before.messages().size(), after.messages().size());
    for (int i = 0; i < both; i++) {
      Message older = before.messages().get(i);
      Message newer = after.messages().get(i);
      if (!older.attached().equals(newer.attached())) {
        Divergence seen = comparison.divergence();
        if (seen != null) {
          return Finding.of(
              Cause.MEDIA_CHANGED, seen, "The text is the same; the attached data is not.");
        }
        return finding(
            Cause.MEDIA_CHANGED, path(newer.media().isEmpty() ? older : newer, i),
            "The prompt's text is the same; the attached data is not.");
      }
      if (!older.reasoning().equals(newer.reasoning())) {
        return finding(
            Cause.REASONING_STRIPPED,
            (newer.reasoning().isEmpty() ? before : after).fields()
                .place("messages[" + i + "].reasoning_content", 0).path(),
            Reasoning.detail(older, newer));
      }
    }
    Finding call = call(comparison, both);
    if (call != null) {
      return call;
    }
    String name = Settings.different(before, after, Settings.HEAD);
    if (!name.isEmpty()) {
      return finding(
          Cause.TEMPLATE_HEAD_PARAM, name,
          "This template does not show " + name + "; templates that do write it near the start.");
    }
    name = Settings.different(before, after, Settings.PREFIX);
    return name.isEmpty()
        ? null
        : finding(
            Cause.SETTING_CHANGED, name,
            "This prompt does not show " + name + "; providers make it part of the prefix.");
  }

  private static @Nullable Finding call(Comparison comparison, int both) {
    for (int i = 0; i < both; i++) {
      Message before = comparison.before().body().messages().get(i);
      Message after = comparison.after().body().messages().get(i);
      String older = before.callsText();
      String newer = after.callsText();
      if (!older.equals(newer)) {
        String path = "messages[" + i + "].tool_calls[" + Calls.first(before, after) + "]";
        FieldMap fields = comparison.after().body().fields();
        if (Calls.onlyIds(older, newer)) {
          return finding(
              Cause.VOLATILE_ID, fields.place(path + ".id", 0).path(),
              "This prompt does not show the ids of tool calls; templates and providers do.");
        }
        boolean form = Calls.onlyForm(older, newer);
        return finding(
            form ? Cause.SERIALIZATION_DRIFT : Cause.HISTORY_EDITED,
            fields.place(path + ".function.arguments", 0).path(),
            "This prompt does not show the tool call, whose JSON "
                + (form ? "is written differently." : "was edited."));
      }
    }
    return null;
  }

  private static String path(Message message, int index) {
    return message.media().isEmpty()
        ? "messages[" + index + "]"
        : message.media().getFirst().path();
  }

  private static Finding finding(Cause cause, String path, String detail) {
    return new Finding(cause, null, path, "", detail, CONFIDENCE);
  }
}
