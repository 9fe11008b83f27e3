package dev.warmpath.explain.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of the normal form.
 *
 * @param role as the template sees it
 * @param text the content's text, media shown as {@code [image]}
 * @param reasoning earlier reasoning kept apart from the content; empty for none
 * @param toolCalls calls as JSON values
 * @param media images, sound and files in it
 * @param value the message as the template gets it
 */
public record Message(
    String role, String text, String reasoning, List<@Nullable Object> toolCalls,
    List<Media> media, Map<String, @Nullable Object> value) {

  /**
   * Something that is not text.
   *
   * @param path its field in the body as sent
   * @param content its JSON in canonical form: bytes or address, and detail
   * @param offset UTF-16 units into {@link Message#text}
   */
  public record Media(String path, String content, int offset) {}

  public Message {
    toolCalls = Collections.unmodifiableList(new ArrayList<>(toolCalls)); // a call may be null
    media = List.copyOf(media);
  }

  /** True for instructions that stand before the conversation. */
  public boolean isInstruction() {
    return role.equals("system") || role.equals("developer");
  }

  /** True for a tool's result that says which call it answers. */
  public boolean answersCall() {
    return value.get("tool_call_id") != null;
  }

  public boolean sameCallAs(Message other) {
    return role.equals(other.role)
        && Objects.equals(value.get("tool_call_id"), other.value.get("tool_call_id"));
  }

  /** What is attached, in order and comparable. */
  public List<String> attached() {
    return media.stream().map(Media::content).toList();
  }

  /** Calls in one comparable text, as they were written. */
  public String callsText() {
    return toolCalls.isEmpty() ? "" : JsonTree.text(toolCalls);
  }

  /** True when everything a model could read is the same, character by character. */
  public boolean sameAs(Message other) {
    return role.equals(other.role)
        && text.equals(other.text)
        && reasoning.equals(other.reasoning)
        && callsText().equals(other.callsText())
        && attached().equals(other.attached())
        && String.valueOf(value.get("tool_call_id"))
            .equals(String.valueOf(other.value.get("tool_call_id")))
        && String.valueOf(value.get("name")).equals(String.valueOf(other.value.get("name")));
  }
}
