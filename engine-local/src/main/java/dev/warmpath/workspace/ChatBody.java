package dev.warmpath.workspace;

import dev.warmpath.token.TextParts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chat request bodies read for sending, not for editing: unknown fields stay as they are. */
public final class ChatBody {
  private ChatBody() {}

  /**
   * A JSON object's fields.
   *
   * @throws WorkspaceException when the text is not a JSON object
   */
  public static Map<String, @Nullable Object> parse(String text, String name) {
    return Json.object(text, name);
  }

  /**
   * Any JSON value.
   *
   * @param where named in the error
   * @throws WorkspaceException when it is not JSON
   */
  public static @Nullable Object value(String text, String where) {
    return Json.parse(text, where);
  }

  /**
   * The body in the chat-completions shape, checked as far as a template relies on it. Content that
   * is a list of text parts becomes plain text, as the endpoint reads it.
   *
   * @throws WorkspaceException when {@code messages} is missing or of a wrong type
   */
  public static Map<String, @Nullable Object> chat(
      Map<String, @Nullable Object> body, String name) {
    if (!body.containsKey("messages")) {
      throw new WorkspaceException(
          name + RequestImport.NEITHER);
    }
    List<Object> messages = new Fields(body, name).list("messages");
    for (int index = 0; index < messages.size(); index++) {
      if (!(messages.get(index) instanceof Map<?, ?> message)
          || !(message.get("role") instanceof String)) {
        throw new WorkspaceException(
            name + ": messages[" + index + "] must be an object with a \"role\".");
      }
    }
    Map<String, @Nullable Object> chat =
        TextParts.joined(CacheMarks.dropped(AnthropicBody.toChat(body)));
    refuseOtherParts(chat, name);
    return chat;
  }

  /** Templates of models that read images would print a place for one that is not there. */
  private static void refuseOtherParts(Map<String, @Nullable Object> chat, String name) {
    List<Object> messages = new Fields(chat, name).list("messages");
    for (int index = 0; index < messages.size(); index++) {
      if (messages.get(index) instanceof Map<?, ?> message
          && message.get("content") instanceof List<?>) {
        throw new WorkspaceException(
            name + ": messages[" + index + "].content has a part that is not text; only text can"
                + " be read.");
      }
    }
  }

  /** {@code max_completion_tokens} or {@code max_tokens}; null when neither is given. */
  public static @Nullable Integer maxTokens(Map<String, @Nullable Object> body, String name) {
    Double limit = new Fields(body, name).answerLimit();
    if (limit == null) {
      return null;
    }
    if (limit < 1 || limit > Integer.MAX_VALUE || limit != Math.rint(limit)) {
      throw new WorkspaceException(
          name + ": max_tokens is " + limit + "; a whole number of at least 1 is needed.");
    }
    return limit.intValue();
  }

  public static List<String> stop(Map<String, @Nullable Object> body, String name) {
    return new Fields(body, name).strings("stop");
  }
}
