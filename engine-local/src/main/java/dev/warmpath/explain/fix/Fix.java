package dev.warmpath.explain.fix;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A change that keeps the prefix warm, with what it brings when both the earlier and the newer
 * request are changed alike.
 *
 * @param kind what it does
 * @param description one sentence for people
 * @param change does it, on a copy
 * @param gainTokens more tokens that hit from the next request on
 * @param gainMillis time saved; empty when not known
 * @param gainCost money saved in the lens's currency; empty when no price is known
 * @param changesReading true when the model reads other words afterwards, not only another order
 */
public record Fix(
    FixKind kind, String description, Change change, int gainTokens, OptionalDouble gainMillis,
    Optional<BigDecimal> gainCost, boolean changesReading) {}
