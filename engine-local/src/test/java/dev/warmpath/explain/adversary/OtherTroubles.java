package dev.warmpath.explain.adversary;

import static dev.warmpath.explain.adversary.Dialect.object;

import dev.warmpath.explain.cause.Cause;
import java.util.ArrayList;
import java.util.List;

/** Settings and attached data that change, and changes that are nobody's fault. */
final class OtherTroubles {
  private OtherTroubles() {}

  static List<Trouble> all() {
    List<Trouble> all = new ArrayList<>();
    settings(all);
    media(all);
    noFault(all);
    return all;
  }

  private static void settings(List<Trouble> all) {
    setting(all, Cause.TEMPLATE_HEAD_PARAM, "reasoning_effort", "low", "high");
    setting(all, Cause.TEMPLATE_HEAD_PARAM, "thinking",
        object("type", "enabled", "budget_tokens", 2048), object("type", "disabled"));
    setting(all, Cause.TEMPLATE_HEAD_PARAM, "chat_template_kwargs",
        object("enable_thinking", true), object("enable_thinking", false));
    setting(all, Cause.TEMPLATE_HEAD_PARAM, "output_config", object("effort", "low"),
        object("effort", "high"));
    setting(all, Cause.TEMPLATE_HEAD_PARAM, "reasoning", object("effort", "minimal"),
        object("effort", "medium"));
    setting(all, Cause.SETTING_CHANGED, "response_format", object("type", "text"),
        object("type", "json_object"));
    setting(all, Cause.SETTING_CHANGED, "text", object("format", object("type", "text")),
        object("format", object("type", "json_schema", "name", "r")));
    setting(all, Cause.SETTING_CHANGED, "tool_choice", "auto", "required");
    setting(all, Cause.SETTING_CHANGED, "verbosity", "low", "high");
    setting(all, Cause.SETTING_CHANGED, "service_tier", "auto", "flex");
    setting(all, Cause.SETTING_CHANGED, "parallel_tool_calls", true, false);
    setting(all, Cause.MODEL_CHANGED, "model", "gpt-5.2", "gpt-5.2-mini");
    setting(all, Cause.MODEL_CHANGED, "model", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929");
    setting(all, Cause.MODEL_CHANGED, "lora", "support-v1", "support-v2");
    setting(all, Cause.NAMESPACE_CHANGED, "prompt_cache_key", "dana-1", "dana-2");
    setting(all, Cause.NAMESPACE_CHANGED, "cache_salt", "tenant-a", "tenant-b");
    all.add(Trouble.of("key dropped", Cause.NAMESPACE_CHANGED, m -> {
      Talk before = m.any();
      Talk after = m.next(before);
      before.extra.put("prompt_cache_key", "dana-1");
      return new Trouble.Pair(before, after);
    }));
  }

  private static void setting(
      List<Trouble> all, Cause cause, String name, Object older, Object newer) {
    all.add(Trouble.of("setting " + name, cause, m -> {
      Talk before = m.any();
      Talk after = m.next(before);
      before.extra.put(name, older);
      after.extra.put(name, newer);
      return new Trouble.Pair(before, after);
    }));
  }

  private static void media(List<Trouble> all) {
    for (int form = 0; form < 2; form++) {
      boolean far = form == 1;
      all.add(Trouble.of("image " + (far ? "far down" : "at the start"), Cause.MEDIA_CHANGED, m -> {
        Talk before = m.chat();
        if (far) {
          m.grow(before);
        }
        Talk after = m.grow(before.copy());
        int at = far ? before.turns.size() - 1 : 0;
        before.turns.get(at).picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==";
        after.turns.get(at).picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEVa==";
        return new Trouble.Pair(before, after);
      }));
    }
    all.add(Trouble.of("image detail", Cause.MEDIA_CHANGED, m -> {
      Talk before = m.grow(m.chat());
      Talk after = m.grow(before.copy());
      before.turns.get(0).picture = "https://cdn.example/plan.png?detail=low";
      after.turns.get(0).picture = "https://cdn.example/plan.png?detail=high";
      return new Trouble.Pair(before, after);
    }));
  }

  private static void noFault(List<Trouble> all) {
    all.add(Trouble.of("grown", Cause.LEGIT_GROWTH, m -> {
      Talk before = m.any();
      Talk after = m.grow(before.copy());
      if (m.random.nextBoolean()) {
        m.grow(after);
      }
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("tool called", Cause.LEGIT_GROWTH, m -> {
      Talk before = m.agent();
      return new Trouble.Pair(before, m.copyAndCall(before));
    }));
    all.add(Trouble.of("only the question is new", Cause.LEGIT_GROWTH, m -> {
      Talk before = m.random.nextBoolean() ? m.fewShot() : m.chat();
      Talk after = before.copy();
      after.last().text("Something else: what does the summer offer cost, and until when?");
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("taken back", Cause.SHORTENED, m -> {
      Talk after = m.any();
      return new Trouble.Pair(m.grow(after.copy()), after);
    }));
    all.add(Trouble.of("taken back twice", Cause.SHORTENED, m -> {
      Talk after = m.any();
      return new Trouble.Pair(m.grow(m.grow(after.copy())), after);
    }));
    all.add(Trouble.of("same again", Cause.FULL_REUSE, m -> {
      Talk before = m.any();
      return new Trouble.Pair(before, before.copy());
    }));
    all.add(Trouble.of("only the temperature differs", Cause.FULL_REUSE, m -> {
      Talk before = m.any();
      Talk after = before.copy();
      before.extra.put("temperature", 0.1);
      after.extra.put("temperature", 0.9);
      after.extra.put("max_tokens", 2048);
      after.extra.put("stream", true);
      after.extra.put("metadata", object("user_id", "u-" + m.random.nextInt(999)));
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("title request", Cause.AUXILIARY_CALL, m -> {
      Talk before = m.any();
      Talk after = new Talk();
      after.system = "Generate a concise, sentence-case title (3-7 words) for this session. "
          + "Return JSON with a single \"title\" field.";
      after.turns.add(new Talk.Turn("user", before.turns.getFirst().text()));
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("sub-agent", Cause.AUXILIARY_CALL, m -> {
      Talk before = m.agent();
      Talk after = new Talk();
      after.system = "You are a file search specialist. You may only read. Report absolute paths.";
      after.tools.addAll(before.tools.subList(0, 2));
      after.turns.add(new Talk.Turn("user", "Find where rounding is configured in this project."));
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("another user of the same assistant", Cause.AUXILIARY_CALL, m -> {
      Talk before = m.grow(m.chat());
      Talk after = before.copy();
      after.turns.clear();
      after.turns.add(new Talk.Turn("user", "Do you ship to Iceland, and what about customs?"));
      return new Trouble.Pair(before, after);
    }));
  }
}
