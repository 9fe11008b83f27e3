package dev.warmpath.template;

import java.time.Clock;

/** Makes chat templates. */
public final class ChatTemplates {
  /** ChatML as the demo model's file stores it. */
  private static final String CHAT_ML =
      "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n'"
          + " + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

  private ChatTemplates() {}

  /** ChatML, the form of the demo model. */
  public static ChatTemplate chatMl() {
    return jinja(CHAT_ML, "", "", Clock.systemDefaultZone());
  }

  /**
   * A template in jinja2's language, as model files carry it.
   *
   * @param source the template
   * @param bos value of {@code bos_token}, the model's own text for it; empty when it has none
   * @param eos value of {@code eos_token}
   * @param clock what {@code strftime_now} shows; see {@link #dayClock}
   * @throws TemplateException with line and column when the template is malformed
   */
  public static ChatTemplate jinja(String source, String bos, String eos, Clock clock) {
    return new JinjaChatTemplate(source, bos, eos, clock);
  }

  /** A clock for {@link #jinja} that shows the start of {@code clock}'s day, all day long. */
  public static Clock dayClock(Clock clock) {
    return new DayClock(clock);
  }

  /**
   * A template that never mentions {@code tools}, with the tool block of docs/templates.md at the
   * end of its system message; any other template as it is. The block's spans have origin ADDED.
   * Without tools in the request the result renders exactly as {@code template} does.
   */
  public static ChatTemplate withToolBlock(ChatTemplate template) {
    return template instanceof JinjaChatTemplate jinja && !jinja.mentionsTools()
        ? new ToolBlockTemplate(jinja)
        : template;
  }
}
