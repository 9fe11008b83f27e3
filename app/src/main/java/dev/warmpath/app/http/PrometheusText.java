package dev.warmpath.app.http;

import java.util.Map;

/** A page in Prometheus' text format, version 0.0.4. One thread. */
final class PrometheusText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PREFIX = "warmpath_";

  private final StringBuilder text = new StringBuilder();

  void counter(String name, String help, Number value) {
    head(name, help, "counter");
    line(name, "", value);
  }

  void gauge(String name, String help, Number value) {
    head(name, help, "gauge");
    line(name, "", value);
  }

  /** A counter with one label. */
  void counters(String name, String help, String label, Map<String, Number> values) {
    head(name, help, "counter");
    values.forEach((value, count) -> line(name, "{" + label + "=\"" + value + "\"}", count));
  }

  /** @param counts per bucket, not cumulative; one more than bounds */
  void histogram(String name, String help, double[] bounds, long[] counts, double sum) {
    head(name, help, "histogram");
    long total = 0;
    for (int i = 0; i < bounds.length; i++) {
      total += counts[i];
      line(name + "_bucket", "{le=\"" + bounds[i] + "\"}", total);
    }
    total += counts[bounds.length];
    line(name + "_bucket", "{le=\"+Inf\"}", total);
    line(name + "_sum", "", sum);
    line(name + "_count", "", total);
  }

  private void head(String name, String help, String type) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, Number value) {
    text.append(PREFIX).append(name).append(labels).append(' ').append(value).append('\n');
  }

  String text() {
    return text.toString();
  }
}
