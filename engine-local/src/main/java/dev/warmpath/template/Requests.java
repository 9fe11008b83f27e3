package dev.warmpath.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests made fit for templates that know plain text only. */
public final class Requests {
  private Requests() {}

  /**
   * The request with every message content that is a list of text parts as one string. Lists that
   * hold other parts, such as images, stay as they are. The request itself is not changed.
   */
  public static Map<String, @Nullable Object> flattenTextParts(
      Map<String, ? extends @Nullable Object> request) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>(request);
    if (request.get("messages") instanceof List<?> messages) {
      List<@Nullable Object> flat = new ArrayList<>();
      for (Object message : messages) {
        flat.add(message instanceof Map<?, ?> map ? flatten(map) : message);
      }
      out.put("messages", flat);
    }
    return out;
  }

  private static Map<?, ?> flatten(Map<?, ?> message) {
    if (!(message.get("content") instanceof List<?> parts)) {
      return message;
    }
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      if (part instanceof String string) {
        text.append(string);
      } else if (part instanceof Map<?, ?> map && "text".equals(map.get("type"))
          && map.get("text") instanceof String string) {
        text.append(string);
      } else {
        return message;
      }
    }
    Map<Object, @Nullable Object> out = new LinkedHashMap<>(message);
    out.put("content", text.toString());
    return out;
  }
}
