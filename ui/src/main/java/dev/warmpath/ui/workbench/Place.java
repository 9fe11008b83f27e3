package dev.warmpath.ui.workbench;

/** What the rail leads to. */
public enum Place {
  PROMPT("Prompt"),
  EXPLORER("Cache explorer"),
  REQUESTS("Requests"),
  COMPARE("Compare"),
  MODELS("Two models"),
  SETTINGS("Settings");

  private final String title;

  Place(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
