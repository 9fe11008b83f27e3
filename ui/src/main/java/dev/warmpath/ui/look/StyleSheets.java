package dev.warmpath.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.warmpath.ui.canvas.Fonts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.util.Subscription;

/** Puts the appearance on a scene and keeps it there while it changes. FX thread. */
public final class StyleSheets {
  private static final String FOLDER = "/dev/warmpath/ui/";

  /** What is written in the face of tokens and numbers. JavaFX takes one family, not a list. */
  private static final String MONO =
      ".wp-mono, .wp-rank, .wp-number, .segment-percent, .forecast-hits, .forecast-line"
          + " { -fx-font-family: \"%s\"; }";

  private StyleSheets() {}

  /** Styles {@code scene} now and after every change of {@code appearance}. */
  public static void follow(Scene scene, Appearance appearance) {
    apply(scene, appearance);
    appearance.dark().addListener((p, old, now) -> apply(scene, appearance));
    appearance.fontSize().addListener((p, old, now) -> size(scene, appearance));
  }

  /**
   * Follows what the system tells programs: colour scheme and reduced motion.
   *
   * @return ends it; until then the system's preferences keep {@code appearance} and its window
   */
  public static Subscription followSystem(Appearance appearance) {
    Platform.Preferences system = Platform.getPreferences();
    return system
        .colorSchemeProperty()
        .subscribe(now -> appearance.systemDark().set(now == ColorScheme.DARK))
        .and(
            system
                .reducedMotionProperty()
                .subscribe(now -> appearance.systemLessMotion().set(now)));
  }

  private static void apply(Scene scene, Appearance appearance) {
    boolean dark = appearance.dark().get();
    // Popups have scenes of their own: only the application's style sheet reaches them all.
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene
        .getStylesheets()
        .setAll(
            List.of(
                resource(dark ? "warmpath-dark.css" : "warmpath-light.css"),
                resource("controls.css"),
                resource("workbench.css"),
                resource("prompt.css"),
                resource("views.css"),
                mono()));
    size(scene, appearance);
  }

  private static void size(Scene scene, Appearance appearance) {
    Parent root = scene.getRoot();
    root.setStyle(
        "-fx-font-family: \"" + Fonts.uiFamily() + "\"; -fx-font-size: "
            + appearance.fontSize().get() + "px;");
  }

  private static String mono() {
    byte[] rule = MONO.formatted(Fonts.monoFamily()).getBytes(StandardCharsets.UTF_8);
    return "data:text/css;base64," + Base64.getEncoder().encodeToString(rule);
  }

  /** The address of one of the window's style sheets, for a scene. */
  public static String resource(String name) {
    return Objects.requireNonNull(StyleSheets.class.getResource(FOLDER + name), name)
        .toExternalForm();
  }
}
