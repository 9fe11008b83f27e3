package dev.warmpath.app.grammar;

import dev.warmpath.app.grammar.regex.PatternParser;
import dev.warmpath.app.grammar.regex.Regex;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Formats of strings as languages, each within what the standard it is from allows, so that no
 * validator refuses one: February has 28 days, for instance.
 */
final class Formats {
  private static final String DATE =
      "(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
          + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))";

  /** Offsets that are in use; −00:00 means "unknown" and some refuse it. */
  private static final String TIME =
      "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?"
          + "(?:Z|\\+(?:0[0-9]|1[0-3]):[0-5][0-9]|-(?:0[1-9]|1[01]):[0-5][0-9])";

  /** Below every limit on a part: 64 for mailboxes, 63 for labels. */
  private static final String SHORT = "(?=.{1,40}$)";

  private static final String LABEL = "[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*";
  private static final String HOST = "(?:" + LABEL + "\\.)+[A-Za-z]{2,8}";
  /** Validators of mail addresses know the list of top-level domains; these are on all of them. */
  private static final String MAIL_HOST =
      "(?:" + LABEL + "\\.)+(?:com|org|net|edu|io|de|eu|uk)";

  private static final String WORD = "[A-Za-z0-9_+-]+";
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private static final Map<String, Regex> LANGUAGES =
      Map.ofEntries(
          entry("date", DATE),
          entry("time", TIME),
          entry("date-time", DATE + "T" + TIME),
          entry(
              "duration",
              "P(?:[0-9]{1,4}[YMWD]|T[0-9]{1,4}[HMS]|[0-9]{1,4}DT[0-9]{1,4}H"
                  + "|T[0-9]{1,4}H[0-9]{1,4}M)"),
          entry(
              "uuid",
              "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
          entry("hostname", SHORT + HOST),
          entry("email", SHORT + WORD + "(?:\\." + WORD + ")*@" + MAIL_HOST),
          entry("ipv4", "(?:" + BYTE + "\\.){3}" + BYTE),
          entry("ipv6", "(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"),
          entry(
              "uri",
              "https?://" + HOST + "(?::[1-9][0-9]{1,3})?(?:/[A-Za-z0-9._~-]+)*/?"
                  + "(?:\\?[A-Za-z0-9._~=&-]+)?(?:#[A-Za-z0-9._~-]+)?"));

  private Formats() {}

  private static Map.Entry<String, Regex> entry(String name, String pattern) {
    return Map.entry(name, PatternParser.whole(pattern));
  }

  /** Null for a format that is not known. */
  static @Nullable Regex of(String name) {
    return LANGUAGES.get(name);
  }

  /** For messages. */
  static String names() {
    return String.join(", ", new TreeSet<>(LANGUAGES.keySet()));
  }
}
