package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import java.util.List;

/** What the user can do with requests; the window supplies it. */
public interface RequestActions {
  /** Sends the same prompt again. */
  void resend(Trace trace);

  /** Puts a curl command that repeats the request on the clipboard. */
  void copyAsCurl(Trace trace);

  /** Asks for a file and writes the requests to it. */
  void export(Format format, List<Trace> traces);

  /** Forgets ended requests. */
  void clear();

  /** How requests are exported. */
  enum Format { CSV, JSON }

  /** Does nothing: for pictures and tests. */
  static RequestActions none() {
    return new RequestActions() {
      @Override
      public void resend(Trace trace) {}

      @Override
      public void copyAsCurl(Trace trace) {}

      @Override
      public void export(Format format, List<Trace> traces) {}

      @Override
      public void clear() {}
    };
  }
}
