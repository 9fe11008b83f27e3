package dev.warmpath.ui.canvas;

import javafx.scene.paint.Color;

/**
 * The colours of one theme, by role: the same values as the style sheets {@code warmpath-dark.css}
 * and {@code warmpath-light.css}, for painters. A fill is the translucent background behind text.
 *
 * @param background behind everything
 * @param panel cards and panes
 * @param raised card heads, controls
 * @param line hairlines
 * @param text main text
 * @param secondary less important text, still ≥ 4.5:1
 * @param faint lines and ticks only, never text
 * @param warm reused KV: brand and primary action
 * @param warmFill behind warm tokens
 * @param onWarm text on solid warm
 * @param warmText warm-coloured text on a panel, ≥ 4.5:1
 * @param cold computed tokens
 * @param coldFill behind computed tokens
 * @param coldText cold-coloured text, ≥ 4.5:1 on panes and on coldFill over them
 * @param lost evicted or expired
 * @param lostFill behind lost tokens
 * @param lostText lost-coloured text, ≥ 4.5:1 on panes and on lostFill over them
 * @param decode decoding, success
 * @param danger divergence mark, errors
 * @param selection behind selected text
 * @param aged warm that cooled to the end of its life
 */
public record Palette(
    Color background, Color panel, Color raised, Color line, Color text, Color secondary,
    Color faint, Color warm, Color warmFill, Color onWarm, Color warmText, Color cold,
    Color coldFill, Color coldText, Color lost, Color lostFill, Color lostText, Color decode,
    Color danger, Color selection, Color aged) {

  public static final Palette DARK =
      new Palette(
          Color.web("#12151a"), Color.web("#181c22"), Color.web("#1e232b"), Color.web("#2a313b"),
          Color.web("#d7dce3"), Color.web("#8a94a3"), Color.web("#5b6675"), Color.web("#f2a541"),
          Color.web("#f2a541", 0.20), Color.web("#201300"), Color.web("#f2a541"),
          Color.web("#5b8def"), Color.web("#5b8def", 0.16), Color.web("#8fb2f7"),
          Color.web("#b48ead"), Color.web("#b48ead", 0.22), Color.web("#cdb0c8"),
          Color.web("#56b6a9"), Color.web("#e06c75"), Color.web("#5b8def", 0.38),
          Color.web("#4d5158"));

  public static final Palette LIGHT =
      new Palette(
          Color.web("#f6f6f4"), Color.web("#ffffff"), Color.web("#f0f0ed"), Color.web("#dcdcd6"),
          Color.web("#1f2328"), Color.web("#5d6570"), Color.web("#8b929b"), Color.web("#f2a541"),
          Color.web("#f2a541", 0.30), Color.web("#201300"), Color.web("#8a5300"),
          Color.web("#2858b8"), Color.web("#2858b8", 0.18), Color.web("#2450a8"),
          Color.web("#6f4280"), Color.web("#6f4280", 0.18), Color.web("#653b76"),
          Color.web("#1f7468"), Color.web("#a4343d"), Color.web("#2858b8", 0.26),
          Color.web("#a9abae"));

  /**
   * Warm that cools with age: amber → brown → grey.
   *
   * @param age 0 (just used) to 1 (about to expire)
   */
  public Color warmAt(double age) {
    return warm.interpolate(aged, Math.clamp(age, 0, 1));
  }

  /**
   * Black or white: whichever reads better on a solid {@code background}. One of them always has
   * 4.58:1 (the root of 21) or more; anything softer than black falls short in the middle.
   */
  public static Color readableOn(Color background) {
    double light = luminance(background);
    return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? Color.BLACK : Color.WHITE;
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
