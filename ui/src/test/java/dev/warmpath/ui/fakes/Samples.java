package dev.warmpath.ui.fakes;

import dev.warmpath.token.Segment;
import dev.warmpath.token.Segment.Kind;
import dev.warmpath.ui.ports.WorkspaceStore.Sample;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Workspaces like the ones that come with Warmpath. */
public final class Samples {
  private static final String RULES =
      "# Returns\nItems may be returned within 30 days of delivery, unworn and with their tags."
          + " Refunds go to the original payment within five days.\n# Warranty\nZippers, seams and"
          + " soles are covered for two years; wear from use is not.\n# Shipping\nOrders over 60"
          + " dollars ship free. Canada takes five to seven days.\n";

  private Samples() {}

  public static List<Sample> all() {
    return List.of(
        sample("Chatbot, long system prompt",
            "A handbook in the system prompt; only the question changes.",
            system("You are the help-desk assistant of an outdoor shop.\n" + RULES.repeat(16)),
            user("My boots arrived with a broken zipper. What are my options?")),
        sample("Documents (RAG)", "Four documents; their order decides what is reused.",
            system("Answer from the documents."), documents(RULES.repeat(20)),
            user("How long does shipping to Canada take?")),
        sample("Few-shot classification", "Forty examples, one new ticket at the end.",
            system("Classify the ticket."),
            new Segment("x", Kind.EXAMPLES, "Examples",
                "Q: My order is late. A: shipping\n".repeat(40), false, false),
            user("Q: The zipper broke. A:")),
        sample("Code assistant", "A repository in the context, questions about it.",
            system(
                "You know this code.\n"
                    + "int add(int a, int b) { return a + b; }\n".repeat(60)),
            user("What does add return?")),
        sample("Multi-turn chat", "Every turn reuses all earlier turns.",
            system(RULES.repeat(4)), user("Hello"),
            new Segment("a", Kind.ASSISTANT, "Assistant", "Hello! How can I help?", false, false),
            user("Can I return sale items?")),
        sample("Broken on purpose",
            "A timestamp near the top. Find it, move it, watch it turn warm.",
            system("You are the help-desk assistant of an outdoor shop."),
            new Segment("t", Kind.CONTEXT, "Context", "Current time: {{now}}\nCustomer: C-20418",
                true, false),
            documents(RULES.repeat(16)), user("What are my options?")));
  }

  public static Workspace small(String system) {
    return workspace("Small", "", system(system), user("And now?"));
  }

  private static Sample sample(String name, String about, Segment... segments) {
    return new Sample(Path.of("/samples/" + name + ".warmpath"), workspace(name, about, segments));
  }

  private static Workspace workspace(String name, String about, Segment... segments) {
    List<Segment> numbered =
        java.util.stream.IntStream.range(0, segments.length)
            .mapToObj(
                i ->
                    new Segment(
                        "s" + i, segments[i].kind(), segments[i].name(), segments[i].text(),
                        segments[i].joins(), segments[i].folded()))
            .toList();
    return new Workspace(
        name, about, numbered, Map.of(), Workspace.Sampling.DEFAULT, "", List.of(), Map.of(),
        Map.of());
  }

  private static Segment system(String text) {
    return new Segment("", Kind.SYSTEM, "System", text, false, false);
  }

  private static Segment documents(String text) {
    return new Segment("", Kind.DOCUMENTS, "Documents", text, true, false);
  }

  private static Segment user(String text) {
    return new Segment("", Kind.USER, "User", text, false, false);
  }
}
