package dev.warmpath.lens;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What tokens cost under a lens; empty wherever a needed price is unknown. */
public final class LensPricing {
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  /** Digits after the point: a token costs millionths. */
  private static final int SCALE = 9;

  private final Lens lens;

  public LensPricing(Lens lens) {
    this.lens = lens;
  }

  /** Price of a prompt of which some tokens hit and some are written at the write price. */
  public Optional<BigDecimal> prompt(int tokens, int cached, int written, boolean longLived) {
    Optional<BigDecimal> input = lens.price(LensKey.PRICE_INPUT);
    Optional<BigDecimal> read = read();
    Optional<BigDecimal> write = write(longLived);
    if (input.isEmpty() || (cached > 0 && read.isEmpty())) {
      return Optional.empty();
    }
    int dear = Math.min(written, tokens - cached);
    BigDecimal sum =
        input.get().multiply(BigDecimal.valueOf(tokens - cached - dear))
            .add(write.orElse(input.get()).multiply(BigDecimal.valueOf(dear)))
            .add(read.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(cached)));
    return Optional.of(sum.divide(MILLION, SCALE, RoundingMode.HALF_UP));
  }

  /** What reading instead of computing saves for so many tokens. */
  public Optional<BigDecimal> saving(int tokens) {
    Optional<BigDecimal> input = lens.price(LensKey.PRICE_INPUT);
    Optional<BigDecimal> read = read();
    return input.isEmpty() || read.isEmpty()
        ? Optional.empty()
        : Optional.of(
            input.get().subtract(read.get()).multiply(BigDecimal.valueOf(tokens))
                .divide(MILLION, SCALE, RoundingMode.HALF_UP));
  }

  private Optional<BigDecimal> read() {
    return lens.price(LensKey.PRICE_CACHED).or(() -> times(LensKey.READ_MULTIPLIER));
  }

  private Optional<BigDecimal> write(boolean longLived) {
    return longLived
        ? times(LensKey.LONG_WRITE_MULTIPLIER)
        : lens.price(LensKey.PRICE_WRITE).or(() -> times(LensKey.WRITE_MULTIPLIER));
  }

  private Optional<BigDecimal> times(LensKey multiplier) {
    return lens.price(LensKey.PRICE_INPUT)
        .flatMap(input -> lens.price(multiplier).map(input::multiply));
  }

  /**
   * Requests, the writing one included, from which caching a prefix is cheaper than not; empty
   * when a multiplier is unknown or reading saves nothing.
   */
  public Optional<Integer> breakEvenRequests(boolean longLived) {
    Optional<BigDecimal> read = lens.price(LensKey.READ_MULTIPLIER);
    Optional<BigDecimal> write =
        lens.price(longLived ? LensKey.LONG_WRITE_MULTIPLIER : LensKey.WRITE_MULTIPLIER);
    if (read.isEmpty() || write.isEmpty() || read.get().compareTo(BigDecimal.ONE) >= 0) {
      return Optional.empty();
    }
    // write + (n - 1) * read < n
    BigDecimal extra = write.get().subtract(read.get());
    BigDecimal saved = BigDecimal.ONE.subtract(read.get());
    int requests = extra.divide(saved, 0, RoundingMode.FLOOR).intValue() + 1;
    return Optional.of(Math.max(1, requests));
  }
}
