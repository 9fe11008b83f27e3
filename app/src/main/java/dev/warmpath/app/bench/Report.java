package dev.warmpath.app.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A benchmark's figures under their keys, in order. One thread. */
final class Report {
  private final Map<String, Object> figures = new LinkedHashMap<>();

  Report count(String key, long value) {
    figures.put(key, value);
    return this;
  }

  /** @param digits after the decimal point */
  Report number(String key, double value, int digits) {
    figures.put(key, BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP));
    return this;
  }

  Report part(String key, Report part) {
    figures.put(key, part.figures);
    return this;
  }

  Map<String, Object> figures() {
    return figures;
  }
}
