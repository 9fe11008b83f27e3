package dev.warmpath.app.http.serving;

import dev.warmpath.trace.Trace;

/** Told how requests end; thread-safe. */
public interface RequestMeter {
  void finished(Trace trace);
}
