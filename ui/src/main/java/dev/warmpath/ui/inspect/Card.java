package dev.warmpath.ui.inspect;

import dev.warmpath.ui.canvas.RunText;
import java.util.List;

/**
 * One card of the inspector. Immutable.
 *
 * @param id stable name of the card
 * @param title its head
 * @param facts rows of name and value; may be empty
 * @param text coloured text; may be empty
 * @param problem true for an error
 */
public record Card(
    String id, String title, List<Fact> facts, List<RunText.Run> text, boolean problem) {

  /**
   * One row.
   *
   * @param name what it is
   * @param value the value
   * @param note said after it, less loudly; may be empty
   * @param request trace id to select on a click; 0 for none
   */
  public record Fact(String name, String value, String note, long request) {
    public static Fact of(String name, String value) {
      return new Fact(name, value, "", 0);
    }

    public static Fact of(String name, String value, String note) {
      return new Fact(name, value, note, 0);
    }
  }

  public Card {
    facts = List.copyOf(facts);
    text = List.copyOf(text);
  }

  static Card facts(String id, String title, List<Fact> facts) {
    return new Card(id, title, facts, List.of(), false);
  }

  static Card text(String id, String title, List<RunText.Run> text) {
    return new Card(id, title, List.of(), text, false);
  }
}
