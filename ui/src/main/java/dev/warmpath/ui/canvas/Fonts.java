package dev.warmpath.ui.canvas;

import java.util.List;
import javafx.scene.text.Font;

/** The two type faces: the first that is installed of each list. Any thread after start-up. */
public final class Fonts {
  /** Body text as designed, in pixels: sizes of drawn text and rows are given for it. */
  public static final double BODY = 13;

  private static final List<String> UI =
      List.of("Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans");
  private static final List<String> MONO =
      List.of(
          "JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono",
          "Noto Sans Mono", "Liberation Mono");

  private Fonts() {}

  public static String uiFamily() {
    return first(UI, "System");
  }

  public static String monoFamily() {
    return first(MONO, "Monospaced");
  }

  public static Font ui(double size) {
    return Font.font(uiFamily(), size);
  }

  public static Font mono(double size) {
    return Font.font(monoFamily(), size);
  }

  private static String first(List<String> wanted, String otherwise) {
    List<String> installed = Font.getFamilies();
    return wanted.stream().filter(installed::contains).findFirst().orElse(otherwise);
  }
}
