package dev.warmpath.ui.explain;

import dev.warmpath.lens.Cited;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.lens.LensVerdict;
import dev.warmpath.ui.canvas.Figures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lenses in words. Pure. */
public final class LensWords {
  private LensWords() {}

  /** An amount in the currency of the lens's prices. */
  public static String money(Lens lens, BigDecimal amount) {
    return Figures.money(amount, lens.cited(LensKey.CURRENCY).value());
  }

  static String rules(Lens lens) {
    StringJoiner words = new StringJoiner(" · ");
    OptionalInt minimum = lens.number(LensKey.MINIMUM_TOKENS);
    minimum.ifPresent(tokens -> words.add("≥ " + Figures.count(tokens)));
    switch (lens.unitRule()) {
      case BREAKPOINT -> {
        OptionalInt most = lens.number(LensKey.BREAKPOINTS_MAX);
        words.add(most.isPresent() ? most.getAsInt() + " breakpoints" : "breakpoints");
      }
      case WHOLE_UNIT -> words.add("whole units");
      case FULL_BLOCK -> words.add(lens.granularity() + "-token blocks");
      case PREFIX -> {
        if (lens.number(LensKey.GRANULARITY_TOKENS).isEmpty()) {
          words.add("step unknown");
        } else {
          words.add(lens.granularity() == 1 ? "token-exact" : "step " + lens.granularity());
        }
      }
    }
    return words.toString();
  }

  /** A request of the window has no markers: such a lens judges it with one at its end. */
  static boolean needsMarker(Lens lens) {
    return lens.unitRule() == Lens.UnitRule.BREAKPOINT && !lens.flag(LensKey.BREAKPOINT_IMPLICIT);
  }

  static String loss(LensVerdict.Loss loss) {
    return switch (loss) {
      case NONE -> "";
      case MINIMUM -> "the shared prefix is below the minimum";
      case GRANULARITY -> "the rest fills no block";
      case BREAKPOINT -> "no stored marker within reach";
      case WHOLE_UNIT -> "no stored unit ends within the shared prefix";
      case EXPIRED -> "it would have expired";
      case MAY_HAVE_EXPIRED -> "it may have expired";
      case KEY -> "another cache key";
      case RACE -> "the earlier request was still running";
    };
  }

  static String value(Cited cited) {
    Object value = cited.value();
    if (value == null) {
      return "unknown";
    }
    return switch (value) {
      case Integer number -> Figures.count(number);
      case Long number -> Figures.count(number);
      case List<?> list when list.isEmpty() -> "none";
      case List<?> list ->
          list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + ": " + each(entry.getValue()))
              .collect(Collectors.joining("\n"));
      default -> String.valueOf(value);
    };
  }

  private static Object each(@Nullable Object value) {
    return value instanceof Integer number ? Figures.count(number) : String.valueOf(value);
  }

  static String certainty(Cited cited) {
    return switch (cited.certainty()) {
      case VERIFIED -> "verified";
      case EXCERPT, MEMORY -> "unverified";
      case USER -> "your own";
      case UNKNOWN -> "unknown";
    };
  }

  /** {@code granularity tokens}. */
  static String name(LensKey key) {
    return key.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
