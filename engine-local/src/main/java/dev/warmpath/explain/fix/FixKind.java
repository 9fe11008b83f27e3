package dev.warmpath.explain.fix;

import java.util.Locale;

/** What a fix does. */
public enum FixKind {
  MOVE_BELOW,
  PIN_DATE,
  CANONICALISE_JSON,
  RESTORE_TOOL_ORDER,
  NORMALISE_WHITESPACE,
  HOIST_BLOCK,
  RESTORE_DOCUMENT_ORDER,
  KEEP_REASONING,
  RESTORE_ROLE,
  PIN_SETTING,
  ADD_CACHE_MARKER;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
