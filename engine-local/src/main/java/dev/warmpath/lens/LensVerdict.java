package dev.warmpath.lens;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a prompt finds under one lens: always an estimate.
 *
 * @param lens id of the lens
 * @param prompt tokens of the prompt
 * @param shared most tokens shared with an earlier prompt that the rules let it see
 * @param cached tokens the rules say hit; empty when they do not say
 * @param written tokens newly stored at the write price
 * @param loss why cached is less than shared
 * @param ttlLeft time until the prefix expires unless used; empty when not known
 * @param cost in the lens's currency; empty when no price is known
 * @param costWithout the same without any cache
 * @param notes what the reader should know
 */
public record LensVerdict(
    String lens, int prompt, int shared, OptionalInt cached, int written, Loss loss,
    Optional<Duration> ttlLeft, Optional<BigDecimal> cost, Optional<BigDecimal> costWithout,
    List<String> notes) {

  /** Which rule takes shared tokens away. */
  public enum Loss {
    NONE, MINIMUM, GRANULARITY, BREAKPOINT, WHOLE_UNIT, EXPIRED, MAY_HAVE_EXPIRED, KEY, RACE
  }

  public LensVerdict {
    notes = List.copyOf(notes);
  }
}
