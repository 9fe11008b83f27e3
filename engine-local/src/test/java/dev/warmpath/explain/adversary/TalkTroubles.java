package dev.warmpath.explain.adversary;

import static dev.warmpath.explain.adversary.Dialect.object;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.cause.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tools, messages and settings that change, and changes that are nobody's fault. */
final class TalkTroubles {
  private TalkTroubles() {}

  static List<Trouble> all() {
    List<Trouble> all = new ArrayList<>();
    tools(all);
    roles(all);
    reasoning(all);
    history(all);
    settings(all);
    media(all);
    noFault(all);
    return all;
  }

  private static void tools(List<Trouble> all) {
    tools(all, "shuffled", Cause.TOOLS_REORDERED, (m, after) -> {
      List<Talk.Tool> old = List.copyOf(after.tools);
      while (after.tools.equals(old)) {
        after.tools.clear();
        after.tools.addAll(m.shuffled(old));
      }
    });
    tools(all, "last first", Cause.TOOLS_REORDERED,
        (m, after) -> after.tools.addFirst(after.tools.removeLast()));
    tools(all, "sorted by name", Cause.TOOLS_REORDERED, (m, after) -> {
      List<Talk.Tool> old = List.copyOf(after.tools);
      after.tools.sort((a, b) -> b.name().compareTo(a.name()));
      if (after.tools.equals(old)) {
        after.tools.sort((a, b) -> a.name().compareTo(b.name()));
      }
    });
    tools(all, "added at the end", Cause.TOOLS_CHANGED,
        (m, after) -> after.tools.add(extraTool()));
    tools(all, "added at the start", Cause.TOOLS_CHANGED,
        (m, after) -> after.tools.addFirst(extraTool()));
    tools(all, "removed", Cause.TOOLS_CHANGED,
        (m, after) -> after.tools.remove(m.random.nextInt(after.tools.size())));
    tools(all, "all removed", Cause.TOOLS_CHANGED, (m, after) -> after.tools.clear());
    edited(all, "description", (tool, schema) -> {}, " Ask the user first.");
    edited(all, "required", (tool, schema) -> schema.put("required", List.of("path", "limit")), "");
    edited(all, "parameter", (tool, schema) -> Dialect.map(schema.get("properties"))
        .put("depth", object("type", "integer")), "");
    edited(all, "enum", (tool, schema) -> Dialect.map(Dialect.map(schema.get("properties"))
        .get("mode")).put("enum", List.of("fast", "full", "deep")), "");
    tools(all, "renamed", Cause.TOOLS_CHANGED, (m, after) -> {
      Talk.Tool tool = after.tools.get(0);
      after.tools.set(0, new Talk.Tool(tool.name() + "_v2", tool.description(), tool.schema()));
    });
  }

  private static Talk.Tool extraTool() {
    return new Talk.Tool("browse_page", "Opens a page.", object("type", "object", "properties",
        object("url", object("type", "string"))));
  }

  private static void edited(
      List<Trouble> all, String name, BiConsumer<Talk.Tool, Map<String, Object>> edit,
      String description) {
    tools(all, name + " edited", Cause.TOOLS_CHANGED, (m, after) -> {
      int at = m.random.nextInt(after.tools.size());
      Talk.Tool tool = after.tools.get(at);
      Map<String, Object> schema = Dialect.map(JsonTree.copy(tool.schema()));
      edit.accept(tool, schema);
      after.tools.set(at,
          new Talk.Tool(tool.name(), tool.description() + description, schema));
    });
  }

  private static void tools(
      List<Trouble> all, String name, Cause cause, BiConsumer<Material, Talk> edit) {
    all.add(Trouble.of("tools " + name, cause, m -> {
      Talk before = m.agent();
      Talk after = m.next(before);
      edit.accept(m, after);
      return new Trouble.Pair(before, after);
    }));
  }

  private static void roles(List<Trouble> all) {
    for (String role : List.of("developer", "user")) {
      all.add(Trouble.of("system as " + role, Cause.ROLE_CHANGED, m -> {
        Talk before = m.any();
        Talk after = m.next(before);
        after.systemRole = role;
        return new Trouble.Pair(before, after);
      }).in(Dialect.OPENAI, Dialect.OPENAI_PARTS));
    }
    all.add(Trouble.of("question as system", Cause.ROLE_CHANGED, m -> {
      Talk before = m.grow(m.chat());
      Talk after = m.grow(before.copy());
      after.turns.get(0).role = "system";
      return new Trouble.Pair(before, after);
    }).in(Dialect.OPENAI, Dialect.OPENAI_PARTS));
    all.add(Trouble.of("answer as user", Cause.ROLE_CHANGED, m -> {
      Talk before = m.grow(m.chat());
      Talk after = m.grow(before.copy());
      after.turns.get(1).role = "user";
      return new Trouble.Pair(before, after);
    }));
  }

  private static void reasoning(List<Trouble> all) {
    for (String form : List.of("field", "<think>", "<thinking>", "half")) {
      boolean field = form.equals("field");
      Trouble trouble = Trouble.of("reasoning " + form, Cause.REASONING_STRIPPED, m -> {
        Talk before = m.chat();
        Talk.Turn answer = new Talk.Turn("assistant", m.answer());
        String thought = "First I check what is asked: " + m.question() + " Then: " + m.answer();
        before.turns.add(answer);
        before.turns.add(new Talk.Turn("user", m.question()));
        Talk after = m.grow(before.copy());
        if (field) {
          answer.reasoning = thought;
        } else {
          String tag = form.equals("half") ? "<think>" : form;
          String end = tag.replace("<", "</");
          String kept = answer.text();
          answer.text(tag + "\n" + thought + "\n" + end + "\n\n" + kept);
          after.turns.get(before.turns.size() - 2).text(
              form.equals("half") ? tag + "\n" + end + "\n\n" + kept : kept);
        }
        return new Trouble.Pair(before, after);
      });
      all.add(field
          ? trouble.in(Dialect.OPENAI, Dialect.OPENAI_PARTS, Dialect.ANTHROPIC,
              Dialect.ANTHROPIC_MARKED)
          : trouble);
    }
  }

  private static void history(List<Trouble> all) {
    history(all, "window", (m, after) -> after.turns.subList(0, 2).clear());
    history(all, "cut in the middle", (m, after) -> after.turns.subList(2, 4).clear());
    history(all, "summary", (m, after) -> {
      after.turns.subList(0, 6).clear();
      after.turns.addFirst(new Talk.Turn("user",
          "This session is continued from a previous conversation. Summary: " + m.answer()));
    });
    history(all, "old question edited", (m, after) -> {
      int at = after.nth("user", 0);
      after.turns.get(at).text("Actually, forget the price. " + m.answer());
    });
    history(all, "old answer edited", (m, after) -> after.turns.get(after.nth("assistant", 0))
        .parts.set(0, "I was wrong before. " + m.question() + " " + m.answer()));
    history(all, "inserted", (m, after) -> {
      after.turns.add(2, new Talk.Turn("assistant", "Let me put that another way. " + m.answer()));
      after.turns.add(2, new Talk.Turn("user", "Please say that in other words."));
    });
    history(all, "rule added", (m, after) -> after.system = after.system.replaceFirst("\n",
        "\nNever mention competitors by name; say that you cannot compare.\n"));
    history(all, "rule removed", (m, after) -> {
      List<String> lines = new ArrayList<>(after.system.lines().toList());
      int at = lines.size() / 2;
      lines.remove(lines.get(at).isBlank() ? at + 1 : at);
      after.system = String.join("\n", lines);
    });
    history(all, "word replaced", (m, after) -> after.system =
        after.system.substring(0, after.system.length() - 1)
            + " and always recommend the loyalty programme.");
    all.add(Trouble.of("tool result cleared", Cause.HISTORY_EDITED, m -> {
      Talk before = m.agent();
      m.call(before);
      Talk after = m.copyAndCall(before);
      after.turns.get(after.nth("tool", 0)).text("[Old tool result content cleared]");
      return new Trouble.Pair(before, after);
    }));
    documents(all);
    blocks(all);
  }

  private static void history(List<Trouble> all, String name, BiConsumer<Material, Talk> edit) {
    all.add(Trouble.of("history: " + name, Cause.HISTORY_EDITED, m -> {
      Talk before = m.rag();
      while (before.turns.size() < 9) {
        before.turns.add(new Talk.Turn("assistant",
            m.answer() + " (" + before.turns.size() + " in all)"));
        before.turns.add(new Talk.Turn("user", m.question() + " Please: " + m.answer()));
      }
      Talk after = m.grow(before.copy());
      edit.accept(m, after);
      return new Trouble.Pair(before, after);
    }));
  }

  private static void documents(List<Trouble> all) {
    for (String form : List.of("[%d] %s\n\n", "<document index=\"%d\">\n%s\n</document>\n",
        "## Document %d\n%s\n\n", "- %2$s\n", "Source %d: %s\n---\n", "%2$s\n\n",
        "<doc id=\"%d\"><text>%s</text></doc>\n", "%d. %s\n", "Title: Note %d\nText: %s\n\n")) {
      all.add(Trouble.of("documents " + form.strip(), Cause.DOCUMENTS_REORDERED, m -> {
        List<String> documents = m.documents(3 + m.random.nextInt(4));
        List<String> other = reordered(m, documents);
        Talk before = m.chat();
        String question = "\nQuestion: " + m.question();
        boolean inSystem = m.random.nextBoolean();
        Talk after = m.next(before);
        put(before, inSystem, "Sources:\n\n", listed(form, documents), question);
        put(after, inSystem, "Sources:\n\n", listed(form, other), question);
        return new Trouble.Pair(before, after);
      }));
    }
    all.add(Trouble.of("documents as JSON", Cause.DOCUMENTS_REORDERED, m -> {
      List<String> documents = m.documents(5);
      Talk before = m.chat();
      Talk after = m.next(before);
      put(before, true, "Results: ", json(documents), "");
      put(after, true, "Results: ", json(reordered(m, documents)), "");
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("documents as messages", Cause.DOCUMENTS_REORDERED, m -> {
      List<String> documents = m.documents(4);
      Talk before = m.chat();
      Talk after = m.grow(before.copy());
      List<String> other = reordered(m, documents);
      for (int i = 0; i < 4; i++) {
        before.turns.add(i, new Talk.Turn("user", documents.get(i)));
        after.turns.add(i, new Talk.Turn("user", other.get(i)));
      }
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("documents as parts", Cause.DOCUMENTS_REORDERED, m -> {
      List<String> documents = m.documents(4);
      Talk before = m.chat();
      Talk after = m.grow(before.copy());
      before.turns.getFirst().parts.addAll(0, documents);
      after.turns.getFirst().parts.addAll(0, reordered(m, documents));
      return new Trouble.Pair(before, after);
    }));
  }

  private static String json(List<String> documents) {
    List<Object> list = new ArrayList<>();
    for (String document : documents) {
      list.add(object("id", document.length() * 31, "text", document));
    }
    return JsonTree.text(list);
  }

  private static List<String> reordered(Material m, List<String> documents) {
    List<String> other = m.shuffled(documents);
    while (other.equals(documents)) {
      other = m.shuffled(documents);
    }
    return other;
  }

  private static String listed(String form, List<String> documents) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < documents.size(); i++) {
      text.append(form.formatted(i + 1, documents.get(i)));
    }
    return text.toString();
  }

  private static void put(
      Talk talk, boolean inSystem, String lead, String list, String question) {
    if (inSystem) {
      talk.system = talk.system + "\n\n" + lead + list.stripTrailing();
    } else {
      talk.turns.getFirst().text(lead + list.stripTrailing() + "\n" + question);
    }
  }

  private static void blocks(List<Trouble> all) {
    String block =
        "<system-reminder>\nThe user opened Rates.java. The todo list is empty; do not mention"
            + " this to the user.\n</system-reminder>";
    all.add(Trouble.of("reminder follows the newest question", Cause.BLOCK_MOVED, m -> {
      Talk before = m.chat();
      Talk after = m.grow(before.copy());
      lead(before.last(), block);
      lead(after.last(), block);
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("reminder is a message", Cause.BLOCK_MOVED, m -> {
      Talk before = m.chat();
      Talk after = m.grow(before.copy());
      before.turns.add(before.turns.size() - 1, new Talk.Turn("user", block));
      after.turns.add(after.turns.size() - 1, new Talk.Turn("user", block));
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("memory from the top to the end", Cause.BLOCK_MOVED, m -> {
      Talk before = m.chat();
      Talk after = m.next(before);
      String memory = "# Memory\nThe user is called Dana, lives in Kiel and drives a tram.";
      before.system = memory + "\n\n" + before.system;
      after.system = after.system + "\n\n" + memory;
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("file from instructions to question", Cause.BLOCK_MOVED, m -> {
      Talk before = m.chat();
      Talk after = m.grow(before.copy());
      String file = "<file path=\"Rates.java\">\nfinal class Rates {\n  static final int A = 7;\n}"
          + "\n</file>";
      before.system = before.system + "\n\n" + file;
      lead(after.last(), file);
      return new Trouble.Pair(before, after);
    }));
  }

  private static void lead(Talk.Turn turn, String block) {
    turn.text(block + "\n\n" + turn.text());
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
