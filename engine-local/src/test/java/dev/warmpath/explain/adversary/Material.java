package dev.warmpath.explain.adversary;

import static dev.warmpath.explain.adversary.Dialect.object;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What people really put into prompts, in several languages, put together from a seed. */
final class Material {
  private static final List<String> SYSTEMS = List.of(
      """
      You are a coding agent that works in the user's terminal. Use the tools to read, search and
      edit files; never guess what a file holds.

      # Tone
      Answer in at most four lines unless asked for detail. Do not add a preamble.

      # Doing tasks
      - Read the relevant code before you propose a change.
      - Run the tests with `mvn -q test` after every change.
      - Never commit unless the user asks you to.

      # Environment
      Working directory: /home/dana/projects/ledger
      Platform: linux
      Is directory a git repo: Yes""",
      """
      You are the support assistant of Nordlicht Energie. Answer from the rules below only.

      ## Tariffs
      The day tariff is 31.4 cents, the night tariff is 24.9 cents per kWh.
      Contracts run 12 months and renew by 3 months.

      ## Moving house
      Customers can take the contract with them; the meter reading is due within 6 weeks.

      ## Complaints
      Offer a call back between 9:00 and 17:00. Never promise a refund above 50 euros.""",
      """
      Du bist eine juristische Assistentin für Mietrecht. Antworte knapp und nenne Paragraphen.

      Regeln:
      1. Erkläre zuerst die Rechtslage, dann den nächsten Schritt.
      2. Bei Fristen nenne immer das genaue Datum des Fristendes.
      3. Gib keine Garantie für den Ausgang eines Verfahrens.

      Häufige Themen: Kündigung, Mieterhöhung, Nebenkosten, Kaution, Schönheitsreparaturen.""",
      """
      你是一家旅行社的客服助手。请用简体中文回答，语气礼貌、简短。

      规则：
      一、只根据下面的资料回答，不要编造价格。
      二、退改签请先核对订单号。
      三、儿童票为成人票价的一半，两岁以下免费。

      资料：上海到大阪的航班每天两班，飞行时间约两小时。行李额度为二十三公斤。""",
      """
      Eres el asistente de cocina de «La Huerta». Responde en español, con cariño y sin rodeos.

      - Da siempre las cantidades en gramos.
      - Si falta un ingrediente, propón un sustituto.
      - Avisa de los alérgenos: gluten, lácteos, frutos secos, huevo.

      La despensa tiene arroz, garbanzos, aceite de oliva, pimentón, tomate y pan de ayer.""",
      """
      あなたは図書館の案内係です。丁寧な日本語で答えてください。

      ・貸出は一人十冊まで、期間は二週間です。
      ・延滞がある場合は新しい貸出ができません。
      ・予約は窓口かウェブで受け付けます。
      児童書コーナーは一階、自習室は三階にあります。📚""",
      """
      <role>Data analyst for an online shop</role>
      <rules>
        <rule>Use SQL for PostgreSQL 16.</rule>
        <rule>Explain each query in one sentence.</rule>
        <rule>Never drop or truncate tables.</rule>
      </rules>
      <schema>
      orders(id bigint, customer_id bigint, placed_on date, total numeric)
      customers(id bigint, city text, since date)
      </schema>""");

  private static final List<String> QUESTIONS = List.of(
      "Why does LedgerTest.rounding fail since yesterday's merge?",
      "Can I take my contract along when I move to Flensburg in spring?",
      "Mein Vermieter will die Miete um 12 % erhöhen. Darf er das?",
      "请问从上海去大阪可以带几件行李？",
      "¿Puedo cambiar la mantequilla por aceite de oliva en el bizcocho?",
      "予約した本はいつ取りに行けますか。",
      "Which city brought the highest total last quarter? Show the query.",
      "Rename the class `Amount` to `Money` everywhere, tests included.",
      "My parcel says delivered, but nothing was at the door. What now? 😕",
      "Summarise the difference between the two offers in a table.");

  private static final List<String> ANSWERS = List.of(
      "The test compares a rounded value with an exact one; the merge changed the scale to 4.",
      "Yes. Give us the new address and the meter reading, and the contract moves with you.",
      "Nur bis zur Kappungsgrenze und nach Ablauf von fünfzehn Monaten seit der letzten Erhöhung.",
      "每位成人可以免费托运一件二十三公斤以内的行李，超出部分需要另外付费。",
      "Claro: usa 80 g de aceite por cada 100 g de mantequilla y baja un poco el horno.",
      "準備ができましたらメールでお知らせします。通常は三日ほどかかります。",
      "Hamburg did, with 48,210 euros; Kiel follows with 31,877 euros.",
      "Done. I renamed it in eleven files; all tests pass.",
      "I'm sorry. Please check with the neighbours; I have opened an investigation meanwhile.",
      "The first offer is cheaper per month, the second has no minimum term.");

  private static final List<String> DOCUMENTS = List.of(
      "The night tariff applies from 22:00 to 6:00 on all days, public holidays included.",
      "A contract can be ended four weeks before its term; the notice needs text form.",
      "Households with a heat pump may order a second meter, which costs 90 euros a year.",
      "Photovoltaic feed-in is paid at 8.03 cents per kWh for systems up to 10 kW.",
      "When a bill is late by 14 days a reminder is sent; the fee is 2.50 euros.",
      "Meter readings may be sent by photo; the app recognises the digits by itself.",
      "Die Grundgebühr beträgt 9,90 Euro im Monat und wird anteilig berechnet.",
      "Customers over 65 get a printed bill free of charge on request.",
      "Kunden mit Wallbox erhalten 60 Euro Bonus, wenn sie nachts laden.",
      "The grid operator, not the supplier, repairs outages; the number is on the bill.");

  private static final List<String> TOOL_NAMES = List.of(
      "read_file", "write_file", "grep", "run_command", "web_search", "list_orders", "get_customer",
      "create_ticket", "send_mail", "lookup_tariff", "calendar_add", "translate_text");

  final Random random;

  Material(Random random) {
    this.random = random;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A conversation of any kind that ends with a user's turn or a tool's result. */
  Talk any() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> agent();
      case 2 -> rag();
      case 3 -> fewShot();
      default -> chat();
    };
  }

  Talk chat() {
    Talk talk = new Talk();
    talk.system = pick(SYSTEMS);
    talk.turns.add(new Talk.Turn("user", pick(QUESTIONS)));
    for (int i = 0; i < random.nextInt(4); i++) {
      grow(talk);
    }
    return talk;
  }

  Talk rag() {
    Talk talk = new Talk();
    talk.system = pick(SYSTEMS);
    talk.turns.add(new Talk.Turn("user",
        "Context:\n\n" + String.join("\n\n", documents(3)) + "\n\nQuestion: " + pick(QUESTIONS)));
    return talk;
  }

  Talk fewShot() {
    Talk talk = new Talk();
    StringBuilder text = new StringBuilder("Classify the message. Answer with one label.\n");
    for (String question : shuffled(QUESTIONS).subList(0, 6)) {
      text.append("\nMessage: ").append(question).append("\nLabel: ")
          .append(pick(List.of("billing", "technical", "other", "legal"))).append('\n');
    }
    talk.system = text.toString().stripTrailing();
    talk.turns.add(new Talk.Turn("user", "Message: " + pick(QUESTIONS) + "\nLabel:"));
    return talk;
  }

  Talk agent() {
    Talk talk = new Talk();
    talk.system = pick(SYSTEMS);
    talk.tools.addAll(tools(3 + random.nextInt(4)));
    talk.turns.add(new Talk.Turn("user", pick(QUESTIONS)));
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      call(talk);
    }
    return talk;
  }

  /** The assistant calls a tool, and its result comes. */
  void call(Talk talk) {
    Talk.Turn call = new Talk.Turn("assistant", random.nextBoolean() ? "" : pick(ANSWERS));
    String id = "call_" + Long.toString(Math.abs(random.nextLong()), 36);
    Map<String, Object> arguments = object(
        "path", "src/main/java/" + pick(List.of("Ledger", "Amount", "Rates")) + ".java",
        "limit", 20 + random.nextInt(80), "query", pick(QUESTIONS));
    call.calls.add(new Talk.Call(id, pick(TOOL_NAMES), arguments, JsonTree.text(arguments)));
    talk.turns.add(call);
    Talk.Turn result = new Talk.Turn("tool", random.nextBoolean() ? record() : log());
    result.resultOf = id;
    talk.turns.add(result);
  }

  String record() {
    return JsonTree.text(data());
  }

  Map<String, Object> data() {
    return object("order", 10_000 + random.nextInt(90_000), "city", pick(List.of("Kiel", "Málaga")),
        "total", 12.5 * (1 + random.nextInt(40)), "open", random.nextBoolean(),
        "note", pick(ANSWERS), "lines", List.of(object("sku", "A-17", "count", 2),
            object("sku", "B-90", "count", 1)));
  }

  private String log() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append("src/main/java/Ledger.java:").append(10 + i * 7).append(": ")
          .append(pick(List.of("return total.add(rate);", "// rounds half up", "}",
              "if (amount == null) {", "log.info(\"booked {}\", amount);"))).append('\n');
    }
    return text.toString();
  }

  List<Talk.Tool> tools(int count) {
    List<Talk.Tool> tools = new ArrayList<>();
    for (String name : shuffled(TOOL_NAMES).subList(0, count)) {
      Map<String, Object> properties = object(
          "path", object("type", "string", "description", "Where to look"),
          "limit", object("type", "integer", "minimum", 1, "default", 20),
          "mode", object("type", "string", "enum", List.of("fast", "full")));
      tools.add(new Talk.Tool(name, "Use " + name + " when needed. " + pick(DOCUMENTS),
          object("type", "object", "properties", properties, "required", List.of("path"))));
    }
    return tools;
  }

  /** The assistant answers and the user goes on. */
  Talk grow(Talk talk) {
    talk.turns.add(new Talk.Turn("assistant", pick(ANSWERS)));
    talk.turns.add(new Talk.Turn("user", pick(QUESTIONS)));
    return talk;
  }

  /** As the next request of the conversation would be; sometimes the same request again. */
  Talk next(Talk talk) {
    Talk next = talk.copy();
    if (random.nextInt(3) > 0) {
      grow(next);
    }
    return next;
  }

  /** A conversation under a handbook of more than 1,500 tokens, as providers want it. */
  Talk handbook() {
    Talk talk = chat();
    StringBuilder text = new StringBuilder(talk.system);
    for (int i = 1; i <= 12; i++) {
      text.append("\n\n## Chapter ").append(i).append('\n')
          .append(String.join("\n", shuffled(DOCUMENTS)));
    }
    talk.system = text.toString();
    return talk;
  }

  /** The next step of an agent: one more call. */
  Talk copyAndCall(Talk talk) {
    Talk next = talk.copy();
    call(next);
    return next;
  }

  String question() {
    return pick(QUESTIONS);
  }

  String answer() {
    return pick(ANSWERS);
  }

  List<String> documents(int count) {
    return new ArrayList<>(shuffled(DOCUMENTS).subList(0, count));
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    java.util.Collections.shuffle(copy, random);
    return copy;
  }
}
