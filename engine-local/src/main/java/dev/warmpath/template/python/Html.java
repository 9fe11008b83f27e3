package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;

/** markupsafe's escaping. */
public final class Html {
  private Html() {}

  /** The text as Markup, with HTML's special characters escaped unless it is Markup already. */
  public static Text escape(Text text, Budget budget) {
    return text.isMarkup() ? text : force(text, budget);
  }

  public static Text force(Text text, Budget budget) {
    String string = text.string();
    TextBuilder out = new TextBuilder(string.length());
    int copied = 0;
    for (int i = 0; i < string.length(); i++) {
      String escaped =
          switch (string.charAt(i)) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            default -> "";
          };
      if (!escaped.isEmpty()) {
        out.append(text.sub(copied, i));
        out.appendLike(escaped, text.sub(i, i + 1));
        copied = i + 1;
      }
    }
    if (copied == 0) {
      return text.asMarkup();
    }
    out.append(text.sub(copied, string.length()));
    budget.text(out.length());
    return out.build().asMarkup();
  }
}
