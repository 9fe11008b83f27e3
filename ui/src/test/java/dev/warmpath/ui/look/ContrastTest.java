package dev.warmpath.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.Contrast;
import dev.warmpath.ui.canvas.Palette;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both themes are readable (WCAG 2.1, 1.4.3), and painters use the style sheets' colours. */
class ContrastTest {
  private static final double LEAST = 4.5;
  private static final Pattern DECLARED =
      Pattern.compile("(-[a-z-]+):\\s*(#[0-9a-f]{6}|rgba\\([^)]*\\));");
  private static final List<String> SHEETS =
      List.of("controls", "workbench", "prompt", "views", "popover");
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^}]*)}");
  private static final Pattern FRONT =
      Pattern.compile(
          "-fx-(?:text-fill|fill|icon-color|prompt-text-fill):\\s*(-[a-z-]+)\\s*(?:;|$)");
  private static final Pattern GROUND = Pattern.compile("-fx-background-color:\\s*([^;]+);");
  private static final Pattern LITERAL =
      Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\((?!0, 0, 0,)[^)]*\\)");
  private static final Pattern RGBA =
      Pattern.compile("rgba\\((\\d+), (\\d+), (\\d+), ([\\d.]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void everyTextRoleIsReadableOnEveryBackgroundItIsUsedOn(String theme) throws IOException {
    Map<String, Color> colours = colours(theme);
    List<String> tooFaint = new ArrayList<>();
    for (String ground : List.of("-wp-background", "-wp-panel", "-wp-raised")) {
      for (String text :
          List.of(
              "-wp-text", "-wp-secondary", "-token-warm-text", "-token-cold-text",
              "-token-lost-text", "-phase-decode", "-wp-danger")) {
        check(theme, text, ground, colours.get(text), colours.get(ground), tooFaint);
      }
      for (String fill : List.of("-token-warm-fill", "-token-cold-fill", "-token-lost-fill")) {
        Color behind = over(colours.get(fill), colours.get(ground));
        check(theme, "-wp-text", fill + " on " + ground, colours.get("-wp-text"), behind,
            tooFaint);
      }
    }
    check(theme, "-wp-on-warm", "-token-warm", colours.get("-wp-on-warm"),
        colours.get("-token-warm"), tooFaint);

    assertThat(tooFaint).isEmpty();
  }

  /**
   * Every rule of every sheet that gives text or an icon a colour, on the background that the rule
   * gives it, or else on each background a pane has.
   */
  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void everyRuleOfEverySheetIsReadable(String theme) throws IOException {
    Map<String, Color> colours = colours(theme);
    List<String> tooFaint = new ArrayList<>();
    int checked = 0;
    for (String sheet : SHEETS) {
      Matcher rules = RULE.matcher(text(sheet + ".css").replaceAll("(?s)/\\*.*?\\*/", ""));
      while (rules.find()) {
        String selector = rules.group(1).strip().replaceAll("\\s+", " ");
        Matcher fronts = FRONT.matcher(rules.group(2));
        while (fronts.find()) {
          Color front = colours.get(fronts.group(1));
          if (front == null || selector.contains(":disabled")) {
            continue;
          }
          for (Color ground : grounds(rules.group(2), colours)) {
            checked++;
            check(
                theme, fronts.group(1), sheet + ".css " + selector, front, ground, tooFaint);
          }
        }
      }
    }

    assertThat(tooFaint).isEmpty();
    assertThat(checked).as("rules were found").isGreaterThan(200);
  }

  /** A colour that only one theme has, or that no test knows, would escape the rules above. */
  @Test
  void sheetsNameColoursByRoleOnly() throws IOException {
    List<String> literal = new ArrayList<>();
    for (String sheet : SHEETS) {
      Matcher found = LITERAL.matcher(text(sheet + ".css").replaceAll("(?s)/\\*.*?\\*/", ""));
      while (found.find()) {
        literal.add(sheet + ".css: " + found.group());
      }
    }

    assertThat(literal).as("shadows and the veil are black in both themes").isEmpty();
  }

  /** What painters put on a canvas: words on what lies behind them, marks on the background. */
  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void whatIsPaintedIsReadable(String theme) {
    Palette palette = theme.equals("dark") ? Palette.DARK : Palette.LIGHT;
    List<String> tooFaint = new ArrayList<>();
    Map<String, Color> words =
        Map.of(
            "text", palette.text(), "secondary", palette.secondary(), "cold",
            palette.coldText(), "lost", palette.lostText(), "decode", palette.decode(),
            "danger", palette.danger(), "warm text", palette.warmText());
    for (Color ground : List.of(palette.background(), palette.panel(), palette.raised())) {
      words.forEach((name, word) -> check(theme, name, "ground", word, ground, tooFaint));
      for (Color fill :
          List.of(
              palette.warmFill(), palette.coldFill(), palette.lostFill(), palette.selection())) {
        check(theme, "text", "fill " + fill, palette.text(), over(fill, ground), tooFaint);
      }
      check(theme, "cold", "its fill", palette.coldText(), over(palette.coldFill(), ground),
          tooFaint);
      check(theme, "lost", "its fill", palette.lostText(), over(palette.lostFill(), ground),
          tooFaint);
    }
    check(theme, "mark", "danger", palette.background(), palette.danger(), tooFaint);
    check(theme, "on warm", "warm", palette.onWarm(), palette.warm(), tooFaint);
    for (double age = 0; age <= 1; age += 1 / 64.0) {
      Color bar = palette.warmAt(age);
      check(theme, "label", "bar of age " + age, Palette.readableOn(bar), bar, tooFaint);
    }

    assertThat(tooFaint).isEmpty();
  }

  private static List<Color> grounds(String rule, Map<String, Color> colours) {
    List<Color> panes =
        List.of(
            colours.get("-wp-background"), colours.get("-wp-panel"), colours.get("-wp-raised"));
    Matcher ground = GROUND.matcher(rule);
    if (!ground.find()) {
      return panes;
    }
    // The last layer lies on top; a translucent one lets the pane through.
    String[] layers = ground.group(1).split(",");
    Color top = colours.get(layers[layers.length - 1].strip());
    if (top == null) {
      return panes;
    }
    return top.isOpaque() ? List.of(top) : panes.stream().map(pane -> over(top, pane)).toList();
  }

  private static String text(String sheet) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ContrastTest.class.getResourceAsStream("/dev/warmpath/ui/" + sheet), sheet)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void paintersAndStyleSheetsAgree(String theme) throws IOException {
    Map<String, Color> css = colours(theme);
    Palette palette = theme.equals("dark") ? Palette.DARK : Palette.LIGHT;
    Map<String, Color> painted = new HashMap<>();
    painted.put("-wp-background", palette.background());
    painted.put("-wp-panel", palette.panel());
    painted.put("-wp-raised", palette.raised());
    painted.put("-wp-line", palette.line());
    painted.put("-wp-text", palette.text());
    painted.put("-wp-secondary", palette.secondary());
    painted.put("-wp-faint", palette.faint());
    painted.put("-token-warm", palette.warm());
    painted.put("-token-warm-fill", palette.warmFill());
    painted.put("-wp-on-warm", palette.onWarm());
    painted.put("-token-warm-text", palette.warmText());
    painted.put("-token-cold", palette.cold());
    painted.put("-token-cold-fill", palette.coldFill());
    painted.put("-token-cold-text", palette.coldText());
    painted.put("-token-lost", palette.lost());
    painted.put("-token-lost-fill", palette.lostFill());
    painted.put("-token-lost-text", palette.lostText());
    painted.put("-phase-decode", palette.decode());
    painted.put("-wp-danger", palette.danger());

    painted.forEach((role, colour) -> assertThat(css.get(role)).as(role).isEqualTo(colour));
  }

  private static void check(
      String theme, String text, String ground, Color front, Color behind,
      List<String> tooFaint) {
    double contrast = Contrast.of(front, behind);
    if (contrast < LEAST) {
      tooFaint.add(String.format("%s: %s on %s is %.2f", theme, text, ground, contrast));
    }
  }

  private static Map<String, Color> colours(String theme) throws IOException {
    Matcher matcher = DECLARED.matcher(text("warmpath-" + theme + ".css"));
    Map<String, Color> colours = new HashMap<>();
    while (matcher.find()) {
      Matcher rgba = RGBA.matcher(matcher.group(2));
      colours.put(
          matcher.group(1),
          rgba.matches()
              ? Color.rgb(
                  Integer.parseInt(rgba.group(1)), Integer.parseInt(rgba.group(2)),
                  Integer.parseInt(rgba.group(3)), Double.parseDouble(rgba.group(4)))
              : Color.web(matcher.group(2)));
    }
    return colours;
  }

  private static Color over(Color fill, Color ground) {
    return ground.interpolate(
        new Color(fill.getRed(), fill.getGreen(), fill.getBlue(), 1), fill.getOpacity());
  }
}
